---@meta
-- Scripts: an analysis in three steps that can run over any number of documents. `map` looks at one
-- document and gathers with `out`; `report` makes the tables. The ready-made commands (lunette flag,
-- actors, quotes) are such scripts.
--
-- An argument's type is one of: string, number, integer, flag, list, choice (with `of`), pairs, query,
-- dictionary, file, where. It may have `default`, `required`, `many` and `help`.

---@class lunette
local ln = {}

--- Declare a script: the last thing that its file returns. An unknown field or type raises.
--- ```lua
--- local count = ln.script {
---   name = "count", columns = { "month" },
---   args = { terms = { type = "query", required = true } },
---   map = function(doc, args, out) for hit in doc:find(args.terms) do out:count(hit, doc.month) end end,
---   report = function(result) return result.count:sort "-n" end,
--- }
--- count:run("examples/corpus", { terms = "cease-fire" }):head(2):show()
--- --> month     n  docs
--- --> 2031-03  10     6
--- --> 2031-04   7     6
--- ```
---@param declaration lunette.Script
---@return lunette.Script
function ln.script(declaration) end

---@class lunette.Script
---@field name string
---@field summary string?
---@field version string?
---@field args table<string, table>?     arguments by name: type, default, required, many, of, help, check (a function that raises when a value cannot be used)
---@field columns string[]|function|nil  names of the parts of a key, in order; or of a row's fields; or a function of the option values that returns columns and show
---@field conditions string[]?           options that choose hits: within, outside, near, not-near, negated, overlap; `map` has them as args.conditions, for doc:find and the like
---@field show string[]?                 the columns that a person sees
---@field machine string[]?              columns that csv, tsv, excel, json and jsonl have besides
---@field json string[]?                 columns that json and jsonl have besides
---@field needs_one string[]?            arguments of which one must be given
---@field map fun(doc: lunette.Document, args: table, out: lunette.Out)  must not write variables outside of it
---@field report? fun(result: lunette.Result, args: table): any
local script = {}

--- Run the script from Lua. An unknown argument raises.
--- ```lua
--- local words = ln.script { name = "words", columns = { "year" },
---   map = function(doc, _, out) out:add(doc:word_count(), doc.year) end,
---   report = function(result) return result.add end }
--- words:run("examples/corpus", { where = { date = "2031-01" } }):show()
--- --> year  sum  n
--- --> 2031  590  4
--- ```
---@param source lunette.Corpus|string|string[]
---@param values table?  arguments by name, and common options: where, containing, ["in"], fill
---@return any  what `report` returns; without one, the table of out:hits
function script:run(source, values) end

--- What `report` gets: a table for each kind of gathering.
---@class lunette.Result
---@field count lunette.Table     key columns, n, docs
---@field add lunette.Table       key columns, sum, n
---@field min lunette.Table       key columns, min
---@field max lunette.Table       key columns, max
---@field distinct lunette.Table  key columns, distinct
---@field row lunette.Table       the rows
---@field hits lunette.Table      rows or counts of out:hits

--- What `map` gathers with. Keys are strings, numbers or booleans; nil is "(none)". A hit among them is
--- no key but evidence: the row opens it.
---@class lunette.Out
local out = {}

--- Count one more of a key.
--- ```lua
--- local s = ln.script { name = "s", columns = { "lang" },
---   map = function(doc, _, out) out:count(doc.lang) end,
---   report = function(result) return result.count end }
--- s:run("examples/corpus"):show()
--- --> lang   n  docs
--- --> en    40    40
--- ```
---@param ... string|number|boolean|lunette.Hit|nil
function out:count(...) end

--- Add a number to the sum of a key. Sums are exact, in whatever order they are made.
--- ```lua
--- local s = ln.script { name = "s", columns = { "lang" },
---   map = function(doc, _, out) out:add(0.1, doc.lang) end,
---   report = function(result) return result.add end }
--- print(s:run("examples/corpus")[1].sum)
--- --> 4.0
--- ```
---@param x number
---@param ... string|number|boolean|lunette.Hit|nil
function out:add(x, ...) end

--- Keep the least number of a key.
--- ```lua
--- local s = ln.script { name = "s",
---   map = function(doc, _, out) out:min(doc:word_count()) end,
---   report = function(result) return result.min end }
--- print(s:run("examples/corpus")[1].min)
--- --> 122
--- ```
---@param x number
---@param ... string|number|boolean|lunette.Hit|nil
function out:min(x, ...) end

--- Keep the greatest number of a key.
--- ```lua
--- local s = ln.script { name = "s",
---   map = function(doc, _, out) out:max(doc:word_count()) end,
---   report = function(result) return result.max end }
--- print(s:run("examples/corpus")[1].max)
--- --> 183
--- ```
---@param x number
---@param ... string|number|boolean|lunette.Hit|nil
function out:max(x, ...) end

--- Count the different values of a key.
--- ```lua
--- local s = ln.script { name = "s", columns = { "year" },
---   map = function(doc, _, out) out:distinct(doc.month, doc.year) end,
---   report = function(result) return result.distinct end }
--- s:run("examples/corpus"):show()
--- --> year  distinct
--- --> 2031         9
--- ```
---@param value string|number|boolean|nil
---@param ... string|number|boolean|lunette.Hit|nil
function out:distinct(value, ...) end

--- Add a row of the result.
--- ```lua
--- local s = ln.script { name = "s", columns = { "doc", "words" },
---   map = function(doc, _, out) out:row { doc = doc.id, words = doc:word_count() } end,
---   report = function(result) return result.row:head(1) end }
--- s:run("examples/corpus"):show()
--- --> doc     words
--- --> hw-001    142
--- ```
---@param row table<string, any>  values by column
function out:row(row) end

--- Every hit a row of the script's columns; or, with `by`, counts: n, docs, of_docs (documents there
--- were), words (that they have) and per_million. With { weights = true } also weight, the sum of the
--- weights that the dictionary gives its entries.
--- ```lua
--- local s = ln.script { name = "s",
---   map = function(doc, _, out) out:hits(doc:find "cease-fire", { "month" }) end }
--- s:run("examples/corpus"):head(1):show()
--- --> month     n  docs  of_docs  words  per_million
--- --> 2031-03  10     6        6    872     11467.89
--- ```
---@param list lunette.Hits
---@param by string[]?
---@param options { weights: boolean? }?
function out:hits(list, by, options) end

--- Every hit a line of a concordance: a row of the script's columns, of which left, node and right are the
--- words around it; `window` and `node` as hits:kwic.
--- ```lua
--- local s = ln.script { name = "s", columns = { "doc", "left", "node", "right" },
---   map = function(doc, _, out) out:lines(doc:find "cease-fire", { window = "0,1" }) end }
--- s:run("examples/corpus"):sort "R1":head(1):show()
--- --> doc     left  node        right
--- --> hw-005        cease fire  , adding
--- ```
---@param list lunette.Hits
---@param options { window: table|string|integer?, node: string? }?
function out:lines(list, options) end

--- Count the words of the document; result:words() is the table.
--- ```lua
--- local s = ln.script { name = "s",
---   map = function(doc, _, out) out:words(doc) end,
---   report = function(result) return result:words { most = 1 } end }
--- print(s:run("examples/corpus")[1].word)
--- --> the
--- ```
---@param doc lunette.Document
---@param options { case: boolean?, marks: boolean? }?  as corpus:freq
function out:words(doc, options) end

--- Count the names (capitalised sequences) that the dictionary does not cover; the result is a table of
--- name, n, docs and an example.
--- ```lua
--- local script = ln.script { name = "unlisted",
---   map = function(doc, _, out) out:names(doc, ln.dictionary "examples/actors.csv", { least = 8 }) end }
--- print(script:run "examples/corpus"[1].name)
--- --> Harbour Wire
--- ```
---@param doc lunette.Document
---@param dictionary lunette.Dictionary
---@param options { least: integer? }?  names that occur so often, 1 unless given
function out:names(doc, dictionary, options) end
