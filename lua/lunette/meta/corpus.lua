---@meta
-- Corpora: documents from files, folders or a corpus file, read one by one, so that a corpus may be
-- larger than memory. `for doc in corpus do` goes through them, #corpus counts them. A subcorpus
-- (where, containing) is a corpus, too.

---@class lunette
local ln = {}

--- Open a corpus file, or files and folders of .txt .jsonl .json .csv .tsv .html; without a path, the
--- inputs of the command line. What cannot be read is said on standard error, and left out.
--- ```lua
--- local corpus = ln.open "examples/corpus"
--- print(#corpus)
--- print(ln.open "no such folder")
--- --> 40
--- --> nil	cannot read no such folder: no such file or folder
--- ```
---@param paths string|string[]|nil
---@param options { fields: table<string, string>?, date_format: string?, lang: string?, encoding: string? }?  fields = { text = "speech" }: a record's fields by other names
---@return lunette.Corpus? corpus  nil when a path does not exist or the file is no corpus
---@return string? message
function ln.open(paths, options) end

---@class lunette.Corpus
local corpus = {}

--- The documents that fulfil a function, or a table of conditions. Ranges include both ends, an end may
--- be missing; a list means any of its values.
--- ```lua
--- local corpus = ln.open "examples/corpus"
--- print(#corpus:where { date = "2031-03..2031-04", source = { "Harbour Wire", "Lisk Gazette" } })
--- print(#corpus:where(function(doc) return #doc.text > 1000 end))
--- --> 8
--- --> 2
--- ```
---@param condition table<string, any>|fun(doc: lunette.Document): boolean
---@return lunette.Corpus
function corpus:where(condition) end

--- The same for conditions that `lunette.where` has read already.
--- ```lua
--- local where = require "lunette.where"
--- print(#ln.open "examples/corpus":where_all { where.parse "date=2031-03" })
--- --> 6
--- ```
---@param conditions table[]
---@return lunette.Corpus
function corpus:where_all(conditions) end

--- The documents with a hit of the query, or with as many as `at_least` says.
--- ```lua
--- local corpus = ln.open "examples/corpus"
--- print(#corpus:containing "howitzer*", #corpus:containing("cease-fire", { at_least = 3 }))
--- --> 1	1
--- ```
---@param query string|lunette.Dictionary
---@param options { at_least: integer?, layers: table<string, any>? }?  layers as dictionary:find
---@return lunette.Corpus
function corpus:containing(query, options) end

--- The document of this id, or nil.
--- ```lua
--- print(ln.open "examples/corpus":doc "hw-001".title)
--- --> Port of Brennhaven shelled for third night
--- ```
---@param id string
---@return lunette.Document?
function corpus:doc(id) end

--- The hits of a query or dictionary in all documents.
--- ```lua
--- local corpus = ln.open "examples/corpus"
--- print(#corpus:find "cease-fire", #corpus:find("cease-fire", { within = "quote" }))
--- --> 52	8
--- ```
---@param query string|string[]|table<string, string|string[]>|lunette.Dictionary
---@param options table?  as dictionary:find
---@return lunette.Hits
function corpus:find(query, options) end

--- The quotations of all documents; options as doc:quotes.
--- ```lua
--- local quotes = ln.open "examples/corpus":where { id = "hw-001" }:quotes()
--- print(quotes[1].speaker, quotes[1].cue)
--- --> Mirel Sand	said
--- ```
---@param options { kinds: string[]?, min_score: number? }?
---@return lunette.Hits
function corpus:quotes(options) end

--- Mentions of actors in all documents.
--- ```lua
--- local mentions = ln.open "examples/corpus":actors(ln.dictionary "examples/actors.csv")
--- print(mentions:group "key"[1].key)
--- --> ACT
--- ```
---@param actors lunette.Dictionary|table
---@param options table?  as doc:actors
---@return lunette.Hits
function corpus:actors(actors, options) end

--- Agents without an actor in all documents, as doc:agents.
--- ```lua
--- local dict = ln.dictionary { Velmark = { "Velmark" } }
--- print(#ln.open "examples/corpus":agents(dict))
--- --> 0
--- ```
---@param actors lunette.Dictionary|table
---@param options table?  as doc:actors
---@return lunette.Hits
function corpus:agents(actors, options) end

--- A concordance of all documents; options as hits:kwic.
--- ```lua
--- print(#ln.open "examples/corpus":kwic("truce", { window = { 3, 3 } }))
--- --> 1
--- ```
---@param query string|lunette.Dictionary
---@param options { window: integer[]?, columns: string[]? }?
---@return lunette.Table
function corpus:kwic(query, options) end

--- Go through the documents by hand: each call of the function gives the next one and its number, nil
--- at the end.
--- ```lua
--- local next_document = ln.open "examples/corpus":documents()
--- print(next_document().id)
--- --> hw-001
--- ```
---@return fun(): lunette.Document?, integer?
function corpus:documents() end

--- Go through some documents once more, by their numbers among all documents of the source; tables do
--- this for row:hits().
--- ```lua
--- ln.open "examples/corpus":reopen({ 2, 4 }, function(doc, number) print(number, doc.id) end)
--- --> 2	hw-002
--- --> 4	hw-004
--- ```
---@param numbers integer[]
---@param each fun(doc: lunette.Document, number: integer)
function corpus:reopen(numbers, each) end

--- Count the words: a table of word, n, docs (documents it is in), of_docs (documents there are) and
--- per_million, the most frequent first. A row opens the hits of its word; the documents are read again.
--- ```lua
--- ln.open "examples/corpus":freq { most = 2 }:show()
--- --> word    n  docs  of_docs  per_million
--- --> the   452    40       40     75522.14
--- --> a     168    40       40     28070.18
--- ```
---@param options { case: boolean?, marks: boolean?, least: integer?, most: integer? }?  case = true counts forms as written, marks = false drops accents; words that come `least` times, `most` rows
---@return lunette.Table
function corpus:freq(options) end

--- Store the documents in a new corpus file, NAME.corpus, and open it. Raises when there is such a file.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- print(#ln.open "examples/corpus/notes":save(path))
--- os.remove(path)
--- --> 6
--- ```
---@param path string
---@return lunette.Corpus
function corpus:save(path) end

--- Write a layer of the corpus file with an annotator; an older layer of its name is replaced.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local corpus = ln.open "examples/corpus/notes":save(path)
--- local marker = ln.annotator { name = "truces", annotate = function(doc, out)
---   for hit in doc:find "cease-fire" do out:add(hit, "truce") end
--- end }
--- print(corpus:annotate(marker))
--- os.remove(path)
--- --> 8
--- ```
---@param annotator lunette.Annotator
---@return integer spans  how many were written
function corpus:annotate(annotator) end

--- Write a layer of the corpus file from places that are known: hits, a table or list of rows, or a file of
--- gold or of checked rows, of which the right ones are taken. Rows name their place by doc and first, last
--- (bytes), start, end (code points) or text. An older layer of the name is replaced. Queries know the layer:
--- [name], [name="label"], hits:within "name".
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local corpus = ln.open "examples/corpus":save(path)
--- print(corpus:add_layer("speech", corpus:quotes()), #corpus:find '"we" []{0,3} [speech]')
--- os.remove(path)
--- --> 123	24
--- ```
---@param name string
---@param rows lunette.Hits|lunette.Table|table[]|string
---@return integer? spans  nil when a row does not fit
---@return string? message
function corpus:add_layer(name, rows) end

--- Ask a corpus file in SQL (SELECT only). Tables: document, variable, layer, span, link, run. Raises for
--- a corpus that is not a corpus file.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local corpus = ln.open "examples/corpus":save(path)
--- corpus:sql("SELECT source, count(*) AS n FROM document WHERE date > ?1 GROUP BY source ORDER BY n DESC LIMIT 1",
---   "2031-06"):show()
--- os.remove(path)
--- --> source        n
--- --> Harbour Wire  7
--- ```
---@param text string
---@param ... string|number|boolean|nil  values for ?1, ?2, ...
---@return lunette.Table? rows  nil when the query is faulty
---@return string? message
function corpus:sql(text, ...) end

--- An annotator: a name, and a function that gets a document and `out`, on which it calls
--- out:add(place, label, features).
--- ```lua
--- local marker = ln.annotator { name = "hedges", annotate = function(doc, out)
---   for hit in doc:find "may, might" do out:add(hit, "hedge", { word = hit.text }) end
--- end }
--- print(marker.name)
--- --> hedges
--- ```
---@param declaration { name: string, annotate: fun(doc: lunette.Document, out: table), version: string?, summary: string? }
---@return lunette.Annotator
function ln.annotator(declaration) end
