---@meta
-- Dictionaries: keys, and the words, phrases and patterns that stand for them.
--
-- A value is a query: truce (the word, any case), US (all capitals: as written), =us (exactly so),
-- peace talks (a phrase), cease* (a word that begins so), cease-fire (every spelling: hyphen, dash,
-- space, solid, over a line end), /regex/i, near(a, b, 10), a query over words and layers such as
-- [word="peace"] []{0,3} [quote], and a, b (either). `lunette help query` has them all.

---@class lunette
local ln = {}

--- A dictionary from a table of keys and values; or from a file or several: CSV with a header
--- `key,value,...`; quanteda's YAML, LIWC .dic, WordStat .cat, Lexicoder .lc3, Yoshikoder .ykd, VBPro
--- .vbp, AFINN-like .txt, spaCy's .jsonl; PETRARCH's actors, agents, discards and issues. Levels of keys
--- are joined with a dot. Lines that cannot be used are said on standard error. A faulty value in a
--- table raises.
--- ```lua
--- local terms = ln.dictionary { truce = { "cease-fire", "truce*" }, talks = "peace talks" }
--- print(terms)
--- print(ln.dictionary "examples/actors.csv")
--- --> dictionary: 3 entries
--- --> dictionary: 50 entries
--- ```
---@param source table<string, string|string[]>|string|string[]  keys and values, or names of files
---
--- { without = FILE } leaves entries out or restricts them: a CSV file with the header key,value,use,case,
--- where use = off leaves the entry out, case = exact takes it only as written, case = capital only with a
--- capital; a row without a key concerns every key. dict check --propose writes such a file.
---@param options { without: string }?
---@return lunette.Dictionary? dictionary  nil when a file cannot be used
---@return string? message
function ln.dictionary(source, options) end

--- #dictionary is the number of entries. Once searched with, it does not change any more.
---@class lunette.Dictionary
local dictionary = {}

--- Add one value, as the query language reads it, or as `kind` says.
--- ```lua
--- local d = ln.dictionary { truce = "truce" }
--- print(d:add("aid", "convoy*"), #d)
--- --> true	2
--- ```
---@param key string
---@param value string
---@param kind "phrase"|"glob"|"family"|"regex"|"tokens"|"near"|"fixed"|"query"|nil  nil: what the value looks like
---@param rule string?  what hits say as their `rule`; the value when left out
---@return boolean? ok  nil when the value is faulty
---@return string? message
---@return integer? byte
function dictionary:add(key, value, kind, rule) end

--- Add the entries of a file.
--- ```lua
--- local d = ln.dictionary { truce = "truce" }
--- print((d:read "examples/terms.csv"), #d)
--- --> 14	15
--- ```
---@param path string
---@return integer? added  nil when the file cannot be read
---@return table[]|string notices  lines that were skipped { path, line, message, failed }, or what is wrong
function dictionary:read(path) end

--- Add the entries of a string in CSV form.
--- ```lua
--- local d = ln.dictionary { truce = "truce" }
--- print((d:read_text("mine.csv", "key,value\naid,convoy*\n")), d:entry(2).rule)
--- --> 1	mine.csv:2
--- ```
---@param name string  what rules are named by, NAME:LINE
---@param text string
---@return integer? added
---@return table[]|string notices
function dictionary:read_text(name, text) end

--- Everything one entry has. Its codes hold from..to ("" is open); `every` says that all codes of a day
--- count, not the first only; `again` is the rule of a later row that says nothing new; `except` are
--- phrases parted by |, each an entry of its own too, which `shields` the entry of that number.
--- ```lua
--- local entry = ln.dictionary { truce = "cease-fire" }:entry(1)
--- print(entry.key, entry.value, entry.kind, entry.use, entry.weight, #entry.codes)
--- --> truce	cease-fire	family	hit	1.0	0
--- ```
---@param n integer  from 1 to #dictionary
---@return lunette.Entry
function dictionary:entry(n) end

---@class lunette.Entry
---@field key string
---@field value string  as written
---@field rule string   FILE:LINE, or the term
---@field kind "phrase"|"glob"|"family"|"regex"
---@field case ""|"any"|"exact"  "": any case, but words all in capitals as written
---@field use "hit"|"agent"|"sentence"|"story"
---@field weight number
---@field lang string
---@field from string
---@field to string
---@field except string
---@field codes { code: string, from: string, to: string }[]
---@field every boolean
---@field again string?
---@field shields integer?

--- All entries, each as dictionary:entry gives it.
--- ```lua
--- for _, entry in ipairs(ln.dictionary { aid = { "convoy*", "food aid" } }:entries()) do
---   print(entry.key, entry.value, entry.kind)
--- end
--- --> aid	convoy*	glob
--- --> aid	food aid	phrase
--- ```
---@return lunette.Entry[]
function dictionary:entries() end

--- Add an entry from a table as dictionary:entry gives it; only key and value are needed.
--- ```lua
--- local d = ln.dictionary { aid = "convoy*" }
--- print(d:add_entry { key = "us", value = "US", case = "exact", codes = { { code = "USA" } } }, #d)
--- --> true	2
--- ```
---@param entry lunette.Entry|table
---@return boolean? ok  nil when the value or a date is faulty
---@return string? message
---@return integer? byte
function dictionary:add_entry(entry) end

--- What a text is compared with: the spellings of entry `n`, or of all entries; each an array of words
--- { text = folded, glob, joint, marks, exact } with the entry's number and whether it is a family's, has a
--- joint written solid, or ends in a dot. A regex has none.
--- ```lua
--- for _, spelling in ipairs(ln.dictionary { truce = "cease-fire" }:spellings(1)) do
---   print(#spelling, spelling[#spelling].text)
--- end
--- --> 2	fire
--- --> 2	fires
--- --> 1	ceasefire
--- --> 1	ceasefires
--- ```
---@param n integer?  from 1 to #dictionary
---@return table[]
function dictionary:spellings(n) end

--- The hits in one document, in text order. `overlap` says which of the matches that share bytes are
--- hits: "longest" from each place, as usual; "all"; "first", what stands first in the dictionary at a
--- place, or "priority", anywhere; "per_key", the longest of each key. With scope = "key" matches of
--- different keys never compete. discards = false passes over entries that drop what is around them.
--- `layers` says what the names of layers in queries mean, besides sentence, paragraph and quote: a
--- dictionary or query, hits, an array of { first =, last =, label =, key =, rule = }, or a function of the
--- document that returns one of these.
---
--- Conditions on hits, each as the method of hits with its name: within, outside = a layer, several, or a
--- list of lists, all of which must hold; near, not_near = a query, or { query, words = 5 }; negated =
--- "drop" or "only".
--- ```lua
--- local d = ln.dictionary { peace = "peace", talks = "peace talks" }
--- local doc = ln.document { text = "The peace talks." }
--- print(#d:find(doc), #d:find(doc, { overlap = "all" }))
--- print(#d:find(doc, { overlap = "all", not_near = { "the", words = 1 } }))
--- local who = ln.document { text = "Reyes, the minister, said no." }:find('x:[actor] []{0,2} "said"',
---   { layers = { actor = "Reyes" } })
--- print(who[1].text, who[1].captures.x.text)
--- --> 1	2
--- --> 0
--- --> Reyes, the minister, said	Reyes
--- ```
---@param doc lunette.Document
---@param options { overlap: string?, scope: string?, discards: boolean?, layers: table<string, any>?, within: any, outside: any, near: any, not_near: any, negated: string? }?
---@return lunette.Hits
function dictionary:find(doc, options) end

--- The search behind dictionary:find: what it found as a batch, whose hits become objects one by one.
--- ```lua
--- local batch = ln.dictionary { truce = "cease-fire" }:search(ln.document { text = "A ceasefire." })
--- print(#batch, batch:hit(1).text)
--- --> 1	ceasefire
--- ```
---@param doc lunette.Document
---@param overlap string?    as in dictionary:find
---@param per_key boolean?   matches of different keys do not compete
---@param discards string?   "as_written", "off", "sentence", "story": how far entries that drop hits reach
---@param layers table<string, lunette.core.QueryLayer>?
---@return lunette.core.Batch
function dictionary:search(doc, overlap, per_key, discards, layers) end

--- What each entry was understood as, a line an entry.
--- ```lua
--- print(ln.dictionary { talks = '"peace" []{0,3} "talks" within sentence' }:describe())
--- print(ln.dictionary { talks = "near(peace, talks, 4)" }:describe())
--- --> "peace" []{0,3} "talks" within sentence: word is "peace", then 0 to 3 times any word, then word is "talks"; within sentence
--- --> near(peace, talks, 4): the shortest passage with a match of each of 2 terms, in any order, at most 4 words apart
--- ```
---@return string
function dictionary:describe() end

--- What the token query or near(...) of one entry was understood as; nil when the entry is another kind.
--- ```lua
--- print(ln.dictionary { us = '"US"+', truce = "truce" }:meaning(2))
--- --> 1 or more times word is "US" as written
--- ```
---@param n integer  from 1 to #dictionary
---@return string?
function dictionary:meaning(n) end

--- Every place where a query of the dictionary names a layer; `at` is the byte in `value`.
--- ```lua
--- local use = ln.dictionary { said = '[quote.cue="said"]' }:layer_uses()[1]
--- print(use.name, use.attribute, use.at)
--- --> quote	cue	2
--- ```
---@return { name: string, attribute: string, value: string, rule: string?, at: integer }[]  no rule: a part of near
function dictionary:layer_uses() end

--- What is wrong or risky in it, a row a finding: severity, problem, key, entry, rule, other (the rule of
--- the entry it has to do with), detail, proposal (a row for { without = FILE }). { corpus = } counts the
--- entries' hits there too.
--- ```lua
--- local d = ln.dictionary { velmark = { "Velmark", "Organization" }, ordania = "velmark" }
--- for _, row in ipairs(d:check()) do print(row.problem, row.entry, row.detail) end
--- --> common word	Organization	matches "organization" in any case: leave it out
--- --> two keys	Velmark	also matched under key "ordania", as "velmark"
--- ```
---@param options { corpus: lunette.Corpus }?
---@return lunette.Table
function dictionary:check(options) end

--- Every spelling that the entries of a key, or all entries, match.
--- ```lua
--- local spellings = ln.dictionary { truce = { "cease-fire", "truce*" } }:expand()
--- print(#spellings, spellings[1].spelling, spellings[13].spelling, spellings[13].note)
--- --> 13	cease-fire	truce*	* is any letters, ? one letter
--- ```
---@param key string?
---@return lunette.Table
function dictionary:expand(key) end

--- Write it to a file, by its name: .csv or .tsv (loses nothing that entries have), .yml (as quanteda
--- reads it), .jsonl (patterns of a spaCy entity ruler).
--- ```lua
--- local losses = ln.dictionary { truce = { "=Truce", "/x/" } }:save(os.tmpname() .. ".yml")
--- for _, loss in ipairs(losses) do print(loss) end
--- --> case rules (1)
--- --> regexes, left out (1)
--- ```
---@param path string
---@return string[] losses  what the form cannot hold, and of how many entries
function dictionary:save(path) end

--- The hits that `other` has more (gained) or less (lost) than this dictionary in a corpus; hits with the
--- same bytes and key are the same. { by = { "key" } } counts them instead: n_old, n_new, gained, lost.
--- ```lua
--- local old, new = ln.dictionary { fire = "shell" }, ln.dictionary { fire = "shell*" }
--- local corpus = ln.open "examples/corpus"
--- for _, row in ipairs(old:diff(new, corpus):head(1)) do print(row.change, row.node, row.entry) end
--- for _, row in ipairs(old:diff(new, corpus, { by = { "key" } })) do print(row.key, row.lost) end
--- --> gained	Shells	shell*
--- --> fire	0
--- ```
---@param other lunette.Dictionary
---@param corpus lunette.Corpus
---@param options { by: string[] }?
---@return lunette.Table
function dictionary:diff(other, corpus, options) end
