---@meta lunette.core
-- The C half of the library, for those who build on it; scripts need only `lunette`. The methods of
-- core.document_methods, hit_methods, spans, regex_methods, date_methods, dictionary_methods and
-- core.json are those of documents, hits, spans and so on in the other files here.
--
-- In the examples, core is require "lunette.core".

local core = {}

--- Numbers of the options of core.text.fold, to be joined with |.
---@class lunette.core.text
---@field CASE integer       without case
---@field NFC integer        normal form
---@field NFKC integer
---@field MARKS integer      without accents
---@field IGNORABLE integer  without soft hyphens and the like
---@field PLAIN integer      quotation marks and dashes as in ASCII
core.text = {}

--- As ln.text.words.
--- ```lua
--- print(#core.text.words("A truce.", true))
--- --> 4
--- ```
---@param s string
---@param all boolean?  every segment
---@return lunette.Spans?, string? message, integer? byte
function core.text.words(s, all) end

--- As ln.text.sentences.
--- ```lua
--- print(#core.text.sentences "It held. For now.")
--- --> 2
--- ```
---@param s string
---@param all boolean?  the bare rules of UAX #29
---@return lunette.Spans?, string? message, integer? byte
function core.text.sentences(s, all) end

--- As ln.text.graphemes.
--- ```lua
--- print(#core.text.graphemes "né")
--- --> 2
--- ```
---@param s string
---@return lunette.Spans?, string? message, integer? byte
function core.text.graphemes(s) end

--- As ln.text.paragraphs.
--- ```lua
--- print(#core.text.paragraphs "One.\n\nTwo.")
--- --> 2
--- ```
---@param s string
---@return lunette.Spans?, string? message, integer? byte
function core.text.paragraphs(s) end

--- As ln.text.explain: an array of rows.
--- ```lua
--- print(#core.explain("a b", "words"))
--- --> 4
--- ```
---@param s string
---@param units "words"|"sentences"|"graphemes"
---@return table[]?, string? message, integer? byte
function core.explain(s, units) end

--- A stemmer of one language.
--- ```lua
--- print((core.stemmer "klingon"))
--- print(type(core.stemmer "english"))
--- --> nil
--- --> userdata
--- ```
---@param language string  a name or ISO code
---@return lunette.core.Stemmer?, string? message
function core.stemmer(language) end

--- The names of all languages with a stemmer.
--- ```lua
--- print(core.stemmer_languages()[1])
--- --> arabic
--- ```
---@return string[]
function core.stemmer_languages() end

---@class lunette.core.Stemmer
core.stemmer_methods = {}

--- The stem of a word, which is case folded first.
--- ```lua
--- print(core.stemmer "english":find "Talks")
--- --> talk
--- ```
---@param word string
---@return string?, string? message, integer? byte
function core.stemmer_methods:find(word) end

--- A string in another form, by the numbers in core.text.
--- ```lua
--- print(core.text.fold("É", core.text.CASE | core.text.MARKS))
--- --> e
--- ```
---@param s string
---@param options integer
---@return string?, string? message, integer? byte
function core.text.fold(s, options) end

--- As ln.text.fold_map, by the numbers in core.text.
--- ```lua
--- local folded, map = core.fold_map("e\u{301}te\u{301}", core.text.NFC)
--- print(folded, map:source(1, 2))
--- --> été	1	3
--- ```
---@param s string
---@param options integer
---@return string? folded
---@return lunette.FoldMap|string? map  the message when `s` is not valid UTF-8
---@return integer? byte
function core.fold_map(s, options) end

--- The map that ln.text.fold_map gives. What folded together is never split: a letter with its accents,
--- "ß" that became "ss". Bytes that the fold left out belong to nothing unless they lie inside.
---@class lunette.FoldMap
core.fold_map_methods = {}

--- map:source(first, last): the bytes of the string that became these bytes of the folded one. A piece
--- outside the folded string raises; an empty one (last = first - 1) gives an empty place.
--- ```lua
--- local _, map = ln.text.fold_map "a\u{df}b"
--- print(map:source(3, 3))
--- --> 2	3
--- ```
---@param first integer  byte of the folded string, from 1
---@param last integer
---@return integer first, integer last
function core.fold_map_methods:source(first, last) end

--- map:folded(first, last): the bytes of the folded string that these bytes of the string became; empty
--- (last = first - 1) when all of them were left out.
--- ```lua
--- local _, map = ln.text.fold_map "\u{130}b"
--- print(map:folded(3, 3))
--- --> 4	4
--- ```
---@param first integer  byte of the string, from 1
---@param last integer
---@return integer first, integer last
function core.fold_map_methods:folded(first, last) end

--- As ln.text.valid.
--- ```lua
--- print(core.text.valid "né")
--- --> true
--- ```
---@param s string
---@return boolean, string? message, integer? byte
function core.text.valid(s) end

--- The columns that a string takes on a terminal: two for an ideograph; of what is not UTF-8, its bytes.
--- ```lua
--- print(core.text.width "né", core.text.width "停火")
--- --> 2	4
--- ```
---@param s string
---@return integer
function core.text.width(s) end

--- As much of a string's begin, or of its end, as fits into so many columns.
--- ```lua
--- print(core.text.fit("停火 now", 5), core.text.fit("停火 now", 5, true))
--- --> 停火 	 now
--- ```
---@param s string
---@param columns integer
---@param at_end boolean?
---@return string
function core.text.fit(s, columns, at_end) end

--- As ln.regex.
--- ```lua
--- print(core.regex "tr.ce")
--- --> /tr.ce/
--- ```
---@param pattern string
---@param flags string?
---@return lunette.Regex?, string? message, integer? byte
function core.regex(pattern, flags) end

--- As ln.date.
--- ```lua
--- print(core.date "4 March 2031".month)
--- --> 2031-03
--- ```
---@param text string
---@param format string?
---@return lunette.Date?, string? message
function core.date(text, format) end

--- As ln.document.
--- ```lua
--- print(core.document { id = "d1", text = "A truce." }.id)
--- --> d1
--- ```
---@param t table
---@return lunette.Document?, string? message, integer? byte
function core.document(t) end

--- An empty dictionary.
--- ```lua
--- print(core.dictionary())
--- --> dictionary: 0 entries
--- ```
---@return lunette.Dictionary
function core.dictionary() end

--- A dictionary from one query: each of its terms is a key.
--- ```lua
--- print(#core.query "truce, cease-fire", (core.query "/(/"))
--- --> 2	nil
--- ```
---@param text string
---@return lunette.Dictionary?, string? message, integer? byte
function core.query(text) end

--- Counts the hits of a dictionary by columns: "key", "entry", "rule", "form", "code", "text". What they
--- have in common is a group and has a number.
--- ```lua
--- local d = ln.dictionary { truce = "cease-fire" }
--- local batch, found = d:search(ln.document { text = "A ceasefire, a cease-fire." }), {}
--- local grouping = core.grouping(d, "key")
--- print(grouping:count(batch, found), found[2], (grouping:columns(found[1])))
--- --> 1	2	truce
--- ```
---@param dictionary lunette.Dictionary
---@param ... string
---@return lunette.core.Grouping
function core.grouping(dictionary, ...) end

---@class lunette.core.Grouping
core.grouping_methods = {}

--- Count the hits of a batch; into[1..2k] then holds the numbers of its k groups, each with its n.
--- ```lua
--- local d, found = ln.dictionary { truce = "truce", talks = "talks" }, {}
--- print(core.grouping(d, "key"):count(d:search(ln.document { text = "Talks, truce, talks." }), found))
--- --> 2
--- ```
---@param batch lunette.core.Batch
---@param into integer[]
---@return integer k
function core.grouping_methods:count(batch, into) end

--- The columns of one hit of a group; those that do not part the groups mean nothing.
--- ```lua
--- local d, found = ln.dictionary { talks = "peace talks" }, {}
--- local grouping = core.grouping(d, "entry")
--- grouping:count(d:search(ln.document { text = "Peace talks." }), found)
--- print(select(2, grouping:columns(found[1])))
--- --> peace talks	peace talks			1	
--- ```
---@param group integer
---@return string key, string entry, string rule, string form, string code, number weight, string text
function core.grouping_methods:columns(group) end

--- What a search found in one document.
---@class lunette.core.Batch
core.batch_methods = {}

--- Its n-th hit as an object, or nil behind the last; #batch is their number.
--- ```lua
--- print(ln.dictionary { truce = "truce" }:search(ln.document { text = "A truce." }):hit(1).first)
--- --> 3
--- ```
---@param n integer
---@return lunette.Hit?
function core.batch_methods:hit(n) end

--- How many hits entries of the dictionary discarded in this document; and whether it states no date
--- although codes of actors are dated.
--- ```lua
--- print(ln.dictionary { truce = "truce" }:search(ln.document { text = "A truce." }):discarded())
--- --> 0	false
--- ```
---@return integer discarded, boolean undated
function core.batch_methods:discarded() end

--- Of quotations: how many marks in the document lack their other half.
--- ```lua
--- local quoter = core.quoter(core.dictionary())
--- print(quoter:find(ln.document { text = "He said “go." }):odd_marks())
--- --> 1
--- ```
---@return integer
function core.batch_methods:odd_marks() end

--- The dictionary that was searched with; nil for quotations.
--- ```lua
--- local d = ln.dictionary { truce = "truce" }
--- print(d:search(ln.document { text = "A truce." }):dictionary() == d)
--- --> true
--- ```
---@return lunette.Dictionary?
function core.batch_methods:dictionary() end

--- Places in a document: its sentences for "sentence", what batches hold, or arrays { first, last, first,
--- last, ... }; #region is their number.
--- ```lua
--- local doc = ln.document { text = "A truce. Talks." }
--- print(#core.region(doc, "sentence"), #core.region(doc, { 3, 7 }, { 1, 1, 10, 14 }))
--- --> 2	3
--- ```
---@param doc lunette.Document
---@param ... "sentence"|lunette.core.Batch|integer[]
---@return lunette.core.Region
function core.region(doc, ...) end

---@class lunette.core.Region
core.region_methods = {}

--- Whether a hit lies wholly in a place, compared with `wanted`; of a batch a new one of those hits for
--- which the answer is the wanted one.
--- ```lua
--- local doc = ln.document { text = "A truce. A truce." }
--- local d = ln.dictionary { truce = "truce" }
--- print(#core.region(doc, { 1, 8 }):covers(d:search(doc), true))
--- --> 1
--- ```
---@param x lunette.Hit|lunette.core.Batch
---@param wanted boolean
---@return boolean|lunette.core.Batch
function core.region_methods:covers(x, wanted) end

--- The same for: a place lies within so many words before or behind it, in its paragraph.
--- ```lua
--- local doc = ln.document { text = "A truce in talks." }
--- local hit = doc:find "truce"[1]
--- print(core.region(doc, { 12, 16 }):near(hit, true, 1), core.region(doc, { 12, 16 }):near(hit, true, 2))
--- --> false	true
--- ```
---@param x lunette.Hit|lunette.core.Batch
---@param wanted boolean
---@param words integer
---@return boolean|lunette.core.Batch
function core.region_methods:near(x, wanted, words) end

--- The same for: a place lies within so many words before it in its clause; marks and the places of
--- `breaks` part clauses.
--- ```lua
--- local doc = ln.document { text = "No lasting truce." }
--- print(core.region(doc, { 1, 2 }):leads(doc:find "truce"[1], true, 5, core.region(doc)))
--- --> true
--- ```
---@param x lunette.Hit|lunette.core.Batch
---@param wanted boolean
---@param words integer
---@param breaks lunette.core.Region
---@return boolean|lunette.core.Batch
function core.region_methods:leads(x, wanted, words, breaks) end

--- The place that leads a hit, or nothing.
--- ```lua
--- local doc = ln.document { text = "No lasting truce." }
--- print(core.region(doc, { 1, 2 }):leader(doc:find "truce"[1], 5, core.region(doc)))
--- --> 1	2
--- ```
---@param hit lunette.Hit
---@param words integer
---@param breaks lunette.core.Region
---@return integer? first, integer? last
function core.region_methods:leader(hit, words, breaks) end

--- A search for furniture, from a dictionary of its cue words (data/furniture.csv).
--- ```lua
--- local lexicon = core.dictionary()
--- lexicon:read_text("cues.csv", "key,value\nagency,AP\n")
--- print(type(core.furnisher(lexicon)))
--- --> userdata
--- ```
---@param lexicon lunette.Dictionary
---@return lunette.core.Furnisher
function core.furnisher(lexicon) end

---@class lunette.core.Furnisher
core.furnisher_methods = {}

--- The furniture of one document, as a batch of hits whose key is the label.
--- ```lua
--- local furnisher = core.furnisher(core.dictionary())
--- local text = "LISK — The council met for the third time this week and agreed."
--- print(furnisher:find(ln.document { text = text }):hit(1).text)
--- --> LISK —
--- ```
---@param doc lunette.Document
---@return lunette.core.Batch
function core.furnisher_methods:find(doc) end

--- Counts of word forms over many documents; `options` as core.text.fold, 0 for forms as written.
--- ```lua
--- local f = core.frequency(core.text.CASE)
--- f:add(ln.document { text = "No. No war." })
--- print(f:words())
--- --> 3	1
--- ```
---@param options integer?
---@param language string?  count stems of this language
---@return lunette.core.Frequency?, string? message
function core.frequency(options, language) end

---@class lunette.core.Frequency
core.frequency_methods = {}

--- Count the words of a document.
--- ```lua
--- local f = core.frequency()
--- f:add(ln.document { text = "No. no war." })
--- print(#f:sorted())
--- --> 3
--- ```
---@param doc lunette.Document
---@param part boolean?  a further part, such as its title, of the document added last
function core.frequency_methods:add(doc, part) end

--- How often a form occurs as it is written.
--- ```lua
--- local f = core.frequency()
--- f:add(ln.document { text = "Truce, truce, truce" })
--- print(f:count "truce", f:count "TRUCE")
--- --> 2	0
--- ```
---@param form string
---@return integer
function core.frequency_methods:count(form) end

--- Take another's counts in; no document may be in both.
--- ```lua
--- local a, b = core.frequency(), core.frequency()
--- a:add(ln.document { text = "no war" })
--- b:add(ln.document { text = "no peace" })
--- a:merge(b)
--- print(a:sorted()[1], select(2, a:sorted())[1])
--- --> no	2
--- ```
---@param other lunette.core.Frequency
function core.frequency_methods:merge(other) end

--- The forms, the most frequent first, then in byte order.
--- ```lua
--- local f = core.frequency()
--- f:add(ln.document { text = "no war no" })
--- local forms, counts, documents = f:sorted(2)
--- print(#forms, forms[1], counts[1], documents[1])
--- --> 1	no	2	1
--- ```
---@param least integer?  leave out what comes less often; 1 when left out
---@param most integer?   so many at most
---@return string[] forms, integer[] counts, integer[] documents
function core.frequency_methods:sorted(least, most) end

--- How many words were counted, in how many documents.
--- ```lua
--- print(core.frequency():words())
--- --> 0	0
--- ```
---@return integer words, integer documents
function core.frequency_methods:words() end

--- Files and folders as a stream of documents.
--- ```lua
--- print(core.reader { "no such folder" })
--- --> nil	cannot read no such folder: no such file or folder	1
--- ```
---@param paths string[]  "-" is standard input
---@param options { fields: table<string, string>?, date_format: string?, lang: string?, encoding: string? }?
---@return lunette.core.Reader?, string? message
function core.reader(paths, options) end

---@class lunette.core.Reader
core.reader_methods = {}

--- The next document; nil at the end.
--- ```lua
--- print(core.reader { "examples/corpus" }:next().id)
--- --> hw-001
--- ```
---@return lunette.Document?
function core.reader_methods:next() end

--- What was skipped or guessed since the last call; nil when there is nothing.
--- ```lua
--- local reader = core.reader { "examples/corpus" }
--- reader:next()
--- print(reader:notices())
--- --> nil
--- ```
---@return { failed: boolean, path: string, line: integer?, byte: integer?, message: string }[]?
function core.reader_methods:notices() end

--- How many files and records could not be read so far.
--- ```lua
--- print(core.reader { "examples/corpus" }:skipped())
--- --> 0
--- ```
---@return integer
function core.reader_methods:skipped() end

--- Close its files now rather than when it is collected.
--- ```lua
--- print(core.reader { "examples/corpus" }:close())
--- -->
--- ```
function core.reader_methods:close() end

--- A corpus file. "create" makes a new one, which gets its name with the first commit.
--- ```lua
--- print((core.corpus "no such.corpus"))
--- --> nil
--- ```
---@param path string
---@param mode "read"|"write"|"create"|nil
---@return lunette.core.Corpus?, string? message
function core.corpus(path, mode) end

---@class lunette.core.Corpus
core.corpus_methods = {}

--- Add a document; when its id is taken, it gets #2, #3 ... behind it.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local c = core.corpus(path, "create")
--- local doc = ln.document { id = "d", text = "A truce." }
--- print(c:add(doc))
--- print(c:add(doc))
--- c:close()
--- --> true	false
--- --> true	true
--- ```
---@param doc lunette.Document
---@return boolean? ok, boolean|string renamed_or_message
function core.corpus_methods:add(doc) end

--- Make what was written permanent, all of it or nothing.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local c = core.corpus(path, "create")
--- print(c:commit())
--- c:close()
--- os.remove(path)
--- --> true
--- ```
---@return boolean? ok, string? message
function core.corpus_methods:commit() end

--- Close the file; what was not committed is undone.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local c = core.corpus(path, "create")
--- c:close()
--- print((core.corpus(path)))
--- --> nil
--- ```
function core.corpus_methods:close() end

--- The number of documents.
--- ```lua
--- local c = core.corpus(os.tmpname() .. ".corpus", "create")
--- c:add(ln.document { text = "A truce." })
--- print(c:count())
--- --> 1
--- ```
---@return integer
function core.corpus_methods:count() end

--- The document of an id, or nil.
--- ```lua
--- local c = core.corpus(os.tmpname() .. ".corpus", "create")
--- c:add(ln.document { id = "d", text = "A truce." })
--- print(c:doc "d".text, c:doc "e")
--- --> A truce.	nil
--- ```
---@param id string
---@return lunette.Document?, string? message
function core.corpus_methods:doc(id) end

--- A cursor over all documents, in the order in which they were added.
--- ```lua
--- local c = core.corpus(os.tmpname() .. ".corpus", "create")
--- c:add(ln.document { id = "d", text = "A truce." })
--- print(c:docs():next().id)
--- --> d
--- ```
---@return lunette.core.Cursor?, string? message
function core.corpus_methods:docs() end

---@class lunette.core.Cursor
core.cursor_methods = {}

--- The next document; nil at the end.
--- ```lua
--- print(core.corpus(os.tmpname() .. ".corpus", "create"):docs():next())
--- --> nil
--- ```
---@return lunette.Document?
function core.cursor_methods:next() end

--- Close it now rather than when it is collected.
--- ```lua
--- print(core.corpus(os.tmpname() .. ".corpus", "create"):docs():close())
--- -->
--- ```
function core.cursor_methods:close() end

--- Ask in SQL: the columns' names, and rows as arrays of values.
--- ```lua
--- local path = os.tmpname() .. ".corpus"
--- local c = core.corpus(path, "create")
--- c:commit()
--- local columns, rows = c:sql("SELECT ?1 AS x, 2 AS y", "one")
--- print(columns[1], rows[1][1], rows[1][2])
--- c:close()
--- os.remove(path)
--- --> x	one	2
--- ```
---@param text string
---@param ... string|number|boolean|nil
---@return string[]? columns, any[][]|string rows_or_message, integer? byte
function core.corpus_methods:sql(text, ...) end

--- What the file holds: schema, documents, bytes, dated, first_date, last_date, layers, runs.
--- ```lua
--- print(core.corpus(os.tmpname() .. ".corpus", "create"):info().documents)
--- --> 0
--- ```
---@return table?, string? message
function core.corpus_methods:info() end

--- Note what is being done, for the record.
--- ```lua
--- print(core.corpus(os.tmpname() .. ".corpus", "create"):run("import", '{"documents":0}'))
--- --> 1
--- ```
---@param what string
---@param detail string?  JSON
---@return integer? run, string? message
function core.corpus_methods:run(what, detail) end

--- A new layer of spans; an older one of the name is replaced.
--- ```lua
--- local c = core.corpus(os.tmpname() .. ".corpus", "create")
--- print(c:layer_new("hedges", c:run "annotate"))
--- --> 1
--- ```
---@param name string
---@param run integer
---@return integer? layer, string? message
function core.corpus_methods:layer_new(name, run) end

--- Add a span to a layer.
--- ```lua
--- local c = core.corpus(os.tmpname() .. ".corpus", "create")
--- c:add(ln.document { id = "d", text = "A truce." })
--- local layer = c:layer_new("terms", c:run "annotate")
--- print(c:layer_add(layer, "d", 3, 7, "truce"))
--- --> 1
--- ```
---@param layer integer
---@param id string      of the document
---@param first integer  byte, from 1
---@param last integer   byte, included
---@param label string?
---@param key string?
---@param rule string?
---@param features string?  JSON
---@return integer? span, string? message
function core.corpus_methods:layer_add(layer, id, first, last, label, key, rule, features) end

--- Link two spans.
--- ```lua
--- local c = core.corpus(os.tmpname() .. ".corpus", "create")
--- c:add(ln.document { id = "d", text = "“No,” she said." })
--- local layer = c:layer_new("quotes", c:run "annotate")
--- local quote, speaker = c:layer_add(layer, "d", 1, 9), c:layer_add(layer, "d", 11, 13)
--- print(c:layer_link(quote, speaker, "speaker"))
--- --> true
--- ```
---@param from integer
---@param to integer
---@param role string
---@return boolean? ok, string? message
function core.corpus_methods:layer_link(from, to, role) end

--- Remove a layer; false when there is none.
--- ```lua
--- print(core.corpus(os.tmpname() .. ".corpus", "create"):layer_drop "hedges")
--- --> false
--- ```
---@param name string
---@return boolean? dropped, string? message
function core.corpus_methods:layer_drop(name) end

--- What the program needs from its machine.
---@class lunette.core.system
core.system = {}

--- End all work after so many seconds; 0 takes the limit away.
--- ```lua
--- core.system.set_timeout(0.05)
--- print(select(2, pcall(function() while true do end end)))
--- core.system.set_timeout(0)
--- --> time limit of 0.05 s reached
--- ```
---@param seconds number
function core.system.set_timeout(seconds) end

--- Raise when the user interrupted or the time is up.
--- ```lua
--- print(core.system.check())
--- -->
--- ```
function core.system.check() end

--- After an interrupt or a time limit was heard: what comes next is not stopped by it.
--- ```lua
--- core.system.set_timeout(0.01)
--- pcall(function() while true do end end)
--- core.system.resume()
--- print((pcall(core.system.check)))
--- --> true
--- ```
function core.system.resume() end

--- Versions by name: lunette, lua, pcre2, utf8proc, sqlite.
--- ```lua
--- print(core.system.versions().lua:match "^5%.4")
--- --> 5.4
--- ```
---@return table<string, string>
function core.system.versions() end

--- The width of a terminal in columns; nil when it is none.
--- ```lua
--- print(core.system.terminal "stdout")
--- --> nil
--- ```
---@param stream "stdin"|"stdout"|"stderr"
---@return integer?
function core.system.terminal(stream) end

--- "file", "folder" or "other"; nil and why when there is nothing of this name.
--- ```lua
--- print(core.system.kind "examples", core.system.kind "/dev/null")
--- --> folder	other
--- ```
---@param path string
---@return string?, string? message
function core.system.kind(path) end

--- A path with every link followed; nil when there is nothing of this name.
--- ```lua
--- print(core.system.real "/dev/../dev/null")
--- --> /dev/null
--- ```
---@param path string
---@return string?
function core.system.real(path) end

--- Seconds on a clock that never goes back.
--- ```lua
--- print(core.system.clock() <= core.system.clock())
--- --> true
--- ```
---@return number
function core.system.clock() end

return core
