---@meta
-- Dictionaries: keys, and the words, phrases and patterns that stand for them.
--
-- A value is a query: truce (the word, any case), US (all capitals: as written), =us (exactly so),
-- peace talks (a phrase), cease* (a word that begins so), cease-fire (every spelling: hyphen, dash,
-- space, solid, over a line end), /regex/i, and a, b (either).

---@class lunette
local ln = {}

--- A dictionary from a table of keys and values; or from a file or several: CSV with a header
--- `key,value,...`, or an actor file. Lines that cannot be used are said on standard error. A faulty
--- value in a table raises.
--- ```lua
--- local terms = ln.dictionary { truce = { "cease-fire", "truce*" }, talks = "peace talks" }
--- print(terms)
--- print(ln.dictionary "examples/actors.csv")
--- --> dictionary: 3 entries
--- --> dictionary: 50 entries
--- ```
---@param source table<string, string|string[]>|string|string[]  keys and values, or names of files
---@param options table?  none yet
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
---@param kind "phrase"|"glob"|"family"|"regex"|"fixed"|nil  nil: what the value looks like
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

--- One entry as a table: key, value, rule, kind.
--- ```lua
--- local entry = ln.dictionary { truce = "cease-fire" }:entry(1)
--- print(entry.key, entry.value, entry.kind)
--- --> truce	cease-fire	family
--- ```
---@param n integer  from 1 to #dictionary
---@return { key: string, value: string, rule: string, kind: string }
function dictionary:entry(n) end

--- The hits in one document as a plain array; doc:find gives them as lunette.Hits.
--- ```lua
--- local d = ln.dictionary { truce = "cease-fire" }
--- print(d:find(ln.document { text = "A ceasefire." })[1].form)
--- --> solid
--- ```
---@param doc lunette.Document
---@return lunette.Hit[]
function dictionary:find(doc) end
