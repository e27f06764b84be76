---@meta
-- Hits: a list of places, from one document or many. #hits, hits[i] and `for hit in hits do`. A list
-- never changes: every method gives a new one.
--
-- Columns, here and in tables, are fields of a hit (text, key, form, speaker, ...), of its document
-- (doc, date, month, week, year, title, lang) or any variable of the document (source, ...).

---@class lunette.Hits
---@field [integer] lunette.Hit
local hits = {}

--- The hits that fulfil a function, or whose columns have a value: { form = "solid", source = { "A",
--- "B" }, date = "2031-01..2031-03" }.
--- ```lua
--- local hits = ln.document { text = "Ceasefire, cease-fire, cease fire." }:find "cease-fire"
--- print(#hits:where { form = { "solid", "space" } })
--- print(#hits:where(function(hit) return hit.first > 1 end))
--- --> 2
--- --> 2
--- ```
---@param condition table|fun(hit: lunette.Hit): boolean
---@return lunette.Hits
function hits:where(condition) end

--- The hits that lie wholly in a span of a layer, of one of several, or in one of other hits. Layers:
--- quote; furniture, or a kind of it: dateline, caption, byline, heading, credit, link; sentence; title
--- (or headline) and text, the parts of a document that --in names.
--- ```lua
--- local doc = ln.document { text = 'The truce held. “No truce,” said Ana Reyes.' }
--- for hit in doc:find "truce":within "quote" do print(hit.first) end
--- --> 23
--- ```
---@param layer string|string[]|lunette.Hits  "quote", "quote,title" or { "quote", "title" }
---@return lunette.Hits
function hits:within(layer) end

--- The hits that do not.
--- ```lua
--- local doc = ln.document { text = 'The truce held. “No truce,” said Ana Reyes.' }
--- for hit in doc:find "truce":outside "quote" do print(hit.first) end
--- --> 5
--- ```
---@param layer string|string[]|lunette.Hits
---@return lunette.Hits
function hits:outside(layer) end

--- The hits that have a hit of the query near: wholly within `n` words before or behind them, in the same
--- paragraph.
--- ```lua
--- local hits = ln.document { text = "Talks on a truce failed. A truce held." }:find "truce"
--- print(#hits:near("talks", 3), #hits:near("talks", 2), #hits:near "talks")
--- --> 1	0	2
--- ```
---@param query string|string[]|table<string, string|string[]>|lunette.Dictionary
---@param n integer?  10 when left out
---@return lunette.Hits
function hits:near(query, n) end

--- The hits that have none.
--- ```lua
--- local hits = ln.document { text = "Talks on a truce failed. A truce held." }:find "truce"
--- print(#hits:not_near("talks", 3))
--- --> 1
--- ```
---@param query string|string[]|table<string, string|string[]>|lunette.Dictionary
---@param n integer?  10 when left out
---@return lunette.Hits
function hits:not_near(query, n) end

--- The hits that are negated: a cue ("no", "not", "never", "without", "didn't" ...) stands at most 5 words
--- before them in the same clause. A comma, colon, dash, bracket or quotation mark and words such as
--- "but" begin another clause. The cues are those of the document's language.
--- ```lua
--- local hits = ln.document { text = "There is no lasting truce, but a truce may come." }:find "truce"
--- print(#hits:negated(), #hits:negated { words = 1 })
--- --> 1	0
--- ```
---@param options { words: integer?, cues: lunette.Dictionary? }?  cues: a dictionary with the keys cue and break
---@return lunette.Hits
function hits:negated(options) end

--- The hits that are not.
--- ```lua
--- local hits = ln.document { text = "There is no truce, but a truce may come." }:find "truce"
--- print(hits:not_negated()[1]:left(2))
--- --> but a 
--- ```
---@param options { words: integer?, cues: lunette.Dictionary? }?
---@return lunette.Hits
function hits:not_negated(options) end

--- The hits whose own text holds a hit of the query.
--- ```lua
--- local doc = ln.document { text = '“No truce,” said Ana Reyes. “Go home,” said Oskar Venn.' }
--- print(doc:quotes():containing "truce"[1].speaker)
--- --> Ana Reyes
--- ```
---@param query string|lunette.Dictionary
---@return lunette.Hits
function hits:containing(query) end

--- The first hits.
--- ```lua
--- print(#ln.document { text = "No, no, no." }:find "no":head(2))
--- --> 2
--- ```
---@param n integer?  10 when left out
---@return lunette.Hits
function hits:head(n) end

--- Hits drawn at random, the same for the same seed, in text order; with `by`, up to `n` of each group.
--- ```lua
--- local hits = ln.document { text = "no no no yes yes" }:find "no, yes"
--- print(#hits:sample(2, { seed = 7 }), #hits:sample(1, { by = { "key" } }))
--- --> 2	2
--- ```
---@param n integer
---@param options { by: string[]?, seed: integer? }?  columns; seed 1 when left out
---@return lunette.Hits
function hits:sample(n, options) end

--- The hits of both lists, each place once.
--- ```lua
--- local doc = ln.document { text = "truce talks" }
--- print(#doc:find "truce":union(doc:find "truce, talks"))
--- --> 2
--- ```
---@param other lunette.Hits
---@return lunette.Hits
function hits:union(other) end

--- The hits whose place is in the other list as well.
--- ```lua
--- local doc = ln.document { text = "truce talks" }
--- print(#doc:find "truce":intersect(doc:find "truce, talks"))
--- --> 1
--- ```
---@param other lunette.Hits
---@return lunette.Hits
function hits:intersect(other) end

--- The hits whose place is not in the other list.
--- ```lua
--- local doc = ln.document { text = "truce talks" }
--- print(doc:find "truce, talks":minus(doc:find "truce")[1].text)
--- --> talks
--- ```
---@param other lunette.Hits
---@return lunette.Hits
function hits:minus(other) end

--- In the order of columns, "-date" falling; hits that are equal in all keep their order.
--- ```lua
--- local hits = ln.document { text = "b a c" }:find "a, b, c"
--- print(hits:sort "-key"[1].text)
--- --> c
--- ```
---@param ... string
---@return lunette.Hits
function hits:sort(...) end

--- Count by columns: a table with these columns, `n` hits and `docs` documents, most hits first. Each
--- row opens its hits.
--- ```lua
--- local hits = ln.document { text = "Ceasefire, cease-fire, ceasefire." }:find "cease-fire"
--- local forms = hits:group "form"
--- forms:show()
--- print(forms[1]:hits()[2].first)
--- --> form    n  docs
--- --> solid   2     1
--- --> hyphen  1     1
--- --> 24
--- ```
---@param ... string  at least one column
---@return lunette.Table
function hits:group(...) end

--- A concordance: doc, the columns asked for, left, node, right, each on one line. `window`: words on the
--- left and right ({ 8, 8 } when left out), "sentence", "paragraph" (200 words at most), or "8,8,sentence" for
--- words that do not leave it. `node`: "cue" or "speaker" puts that of quotations in the middle.
--- ```lua
--- local hits = ln.document { id = "d1", text = "A fragile truce held. No truce held." }:find "truce"
--- hits:kwic { window = { 1, 1 } }:show()
--- --> doc      left  node   right
--- --> d1   fragile   truce   held
--- --> d1        No   truce   held
--- local doc = ln.document { text = "Ana Reyes rose. “We go,” she said." }
--- print(doc:quotes():kwic { node = "cue", window = "0,0" }[1].node)
--- --> said
--- ```
---@param options { window: table|string|integer?, columns: string[]?, node: string? }?
---@return lunette.Table
function hits:kwic(options) end

--- A table with a row for each hit and the columns asked for; also `left` and `right`, the words around.
--- ```lua
--- local hits = ln.document { id = "d1", text = "No truce." }:find "truce"
--- hits:table { "doc", "first", "text" }:show()
--- --> doc  first  text
--- --> d1       4  truce
--- ```
---@param columns string[]
---@return lunette.Table
function hits:table(columns) end

--- Write them to a spreadsheet for checking by hand: a row a hit with the text around, and the empty columns
--- right (y or n), speaker_fixed or key_fixed, and note. ln.score reads it back, corpus:add_layer stores it.
--- ```lua
--- local path = os.tmpname() .. ".csv"
--- local hits = ln.open "examples/corpus":find "cease-fire"
--- hits:save_check(path, { sample = 2, by = { "form" } })
--- print(ln.score(path)[1].rows)
--- os.remove(path)
--- --> 12
--- ```
---@param path string  .csv
---@param options { sample: integer?, by: string[]?, seed: integer? }?  `sample` rows, of each value of `by`
---@return lunette.Hits self
function hits:save_check(path, options) end
