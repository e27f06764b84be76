--- Dictionaries: keys with the words, phrases, globs, families and regexes that stand for them.
local core = require "lunette.core"
local check = require "lunette.check"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local message = require "lunette.message"
local suggest = require "lunette.suggest"

local M = {}

local OPTIONS <const> = { overlap = "string", scope = "string", discards = "boolean", within = true,
  outside = true, near = true, not_near = true, negated = "string",
  layers = "table" }
--- Which of the matches that share bytes are hits.
M.overlaps = { "longest", "all", "first", "priority", "per_key" }

local SCOPES <const> = { "dictionary", "key" }

local function check_choice(method, what, value, list)
  for _, name in ipairs(list) do
    if value == nil or name == value then return end
  end
  error(("%s: unknown %s '%s'%s; one of: %s"):format(method, what, value, suggest.hint(value, list),
    table.concat(list, ", ")), 5)
end

--- Raise unless the options `overlap` and `scope` of a search are known.
function M.check_search(method, options)
  check_choice(method, "overlap", options.overlap, M.overlaps)
  check_choice(method, "scope", options.scope, SCOPES)
end

--- Those hits that fulfil the conditions among the options of a search.
---@param found lunette.Hits
---@param o table
---@return lunette.Hits
function M.choose(found, o)
  if not (o.within or o.outside or o.near or o.not_near or o.negated) then return found end
  return check.try(require "lunette.condition".apply, found, o)
end

--- The hits in one document, in text order. Options: overlap = which matches that share bytes are hits:
--- "longest" (as usual), "all", "first" or "priority" (what the dictionary has first, at a place or
--- anywhere), "per_key" (the longest of each key); scope = "key": keys do not compete; discards = false:
--- entries that drop what is around them are passed over; layers = { name = a dictionary, a query, hits,
--- spans or a function of the document }: what queries may ask for besides sentence, paragraph, quote.
--- Conditions: within, outside = layers; near,
--- not_near = a query, or { query, words = 5 }; negated = "drop" or "only".
---@param doc lunette.Document
---@param options table?
---@return lunette.Hits
function core.dictionary_methods:find(doc, options)
  check.self(self, "lunette.dictionary", "find")
  local o = check.options("find", options, OPTIONS)
  M.check_search("find", o)
  local found = hits.new(self:search(doc, o.overlap, o.scope == "key",
    o.discards == false and "off" or "as_written",
    require "lunette.query_layers".of(self, doc, o.layers)))
  return M.choose(found, o)
end

--- Whether `value` is a dictionary.
function M.is(value)
  return getmetatable(value) == "lunette.dictionary"
end

local function add_values(dictionary, key, values)
  if type(values) ~= "table" then values = { values } end
  for _, value in ipairs(values) do
    if type(value) ~= "string" then
      error(("dictionary: the values of '%s' are strings"):format(key), 4)
    end
    local ok, why, at = dictionary:add(key, value)
    if not ok then error(("dictionary: %s: %s"):format(key,
      require "lunette.query_error".message(value, at, why)), 4) end
  end
end

local function from_table(t)
  local dictionary = assert(core.dictionary())
  local keys = require "lunette.strict".sorted_keys(t)
  for _, key in ipairs(keys) do
    if type(key) ~= "string" then error("dictionary: keys are strings: { truce = { ... } }", 3) end
    add_values(dictionary, key, t[key])
  end
  return dictionary
end

--- A list of queries: any of them, each under its own name.
local function from_list(list)
  local dictionary = assert(core.dictionary())
  for _, value in ipairs(list) do add_values(dictionary, tostring(value), value) end
  return dictionary
end

--- Where each dictionary came from: its files, and what their reader said.
local origins = setmetatable({}, { __mode = "k" })

--- The files a dictionary was read from, and what their reader said.
---@param dictionary lunette.Dictionary
---@return { files: string[], notices: table[] }
function M.origin(dictionary)
  return origins[dictionary] or { files = {}, notices = {} }
end

--- Why a file has no entry: the first line that failed, else the first remark, and how many there are.
local function describe_empty(path, notices)
  local first = notices[1]
  for i = #notices, 1, -1 do
    if notices[i].failed then first = notices[i] end
  end
  local why = ("%s: no entry that can be used"):format(path)
  if not first then return why end
  local line = first.line and ("line %d: "):format(first.line) or ""
  why = ("%s; %s%s"):format(why, line, first.message)
  return #notices > 1 and ("%s; and %d more"):format(why, #notices - 1) or why
end

--- Add a file's entries.
local function read_file(dictionary, path, origin)
  local count, notices = dictionary:read(path)
  if not count then return nil, ("%s: %s"):format(path, notices) end
  if count == 0 then return nil, describe_empty(path, notices) end
  origin.files[#origin.files + 1] = path
  table.move(notices, 1, #notices, #origin.notices + 1, origin.notices)
  return true
end

--- A dictionary of the entries of files; what the reader had to say is kept, not said: see M.origin.
---@param paths string[]
---@return lunette.Dictionary?, string? message
function M.read(paths)
  local dictionary, origin = assert(core.dictionary()), { files = {}, notices = {} }
  for _, path in ipairs(paths) do
    local ok, why = read_file(dictionary, path, origin)
    if not ok then return nil, why end
  end
  origins[dictionary] = origin
  return dictionary
end

local function from_files(paths)
  for key in next, paths do
    if type(key) ~= "number" then
      error("dictionary: names of files, or keys with values, not both", 3)
    end
  end
  local dictionary, why = M.read(paths)
  for _, notice in ipairs(dictionary and origins[dictionary].notices or {}) do message.notice(notice) end
  return dictionary, why
end

--- The dictionary without the entries that a file names.
---@param dictionary lunette.Dictionary
---@param path string?  nil: as it is
---@return lunette.Dictionary?, string? message
function M.without(dictionary, path)
  if not path then return dictionary end
  local copy, why = require "lunette.dictionary_without".apply(dictionary, path)
  if not copy then return nil, why end
  origins[copy] = origins[dictionary]
  return copy
end

--- A dictionary from a table of keys and values, each value a query; or from a file or several:
--- CSV with a header `key,value,...`, or an actor file. Options: without = a CSV file that names entries
--- to leave out or to restrict.
---@param source table<string, string|string[]>|string|string[]
---@param options { without: string }?
---@return lunette.Dictionary?, string? message
function M.new(source, options)
  local o = check.options("dictionary", options, { without = "string" })
  if type(source) == "string" then source = { source }
  elseif type(source) ~= "table" then
    error("dictionary: a table of keys and values, or the name of a file", 2)
  end
  local dictionary, why
  if #source == 0 then dictionary = from_table(source) else dictionary, why = from_files(source) end
  if not dictionary then return nil, why end
  return M.without(dictionary, o.without)
end

local queries = setmetatable({}, { __mode = "v" })

--- The same text for tables with the same keys and values.
local function signature(t)
  local parts = {}
  for _, key in ipairs(require "lunette.strict".sorted_keys(t)) do
    local values = type(t[key]) == "table" and t[key] or { t[key] }
    parts[#parts + 1] = ("%s\1%s"):format(tostring(key), type(key))
    for _, value in ipairs(values) do parts[#parts + 1] = tostring(value) end
    parts[#parts + 1] = ""
  end
  return table.concat(parts, "\0")
end

local function compile(query)
  if type(query) == "table" then return #query > 0 and from_list(query) or from_table(query) end
  local dictionary, why, at = core.query(query)
  if not dictionary then fail.usage("query: %s", require "lunette.query_error".message(query, at, why)) end
  return dictionary
end

--- A dictionary from a query string, a list of queries or a table of keys and values (remembered, so
--- that it is compiled once); or a dictionary as it is. A bad query raises.
---@param query string|string[]|table<string, string|string[]>|lunette.Dictionary
---@return lunette.Dictionary
function M.from(query)
  if M.is(query) then return query end
  if type(query) ~= "table" and type(query) ~= "string" then
    error(("a query is a string or a dictionary, not a %s"):format(type(query)), 3)
  end
  local name = type(query) == "table" and signature(query) or query
  local dictionary = queries[name] or compile(query)
  queries[name] = dictionary
  return dictionary
end

-- methods -------------------------------------------------------------------------------------------

local TYPE <const> = "lunette.dictionary"

---@class lunette.Dictionary
local Dictionary = core.dictionary_methods

--- What is wrong or risky in it, a row a finding: severity, problem, key, entry, rule, other, detail,
--- proposal. Options: corpus = what its entries are to be counted in.
---@param options { corpus: lunette.Corpus }?
---@return lunette.Table
function Dictionary:check(options)
  check.self(self, TYPE, "check")
  local o = check.options("check", options, { corpus = "table" })
  local lint = require "lunette.lint"
  return require "lunette.table".new(lint.columns, lint.check(self, M.origin(self), o.corpus),
    { show = lint.show })
end

local KINDS <const> = { phrase = "words as written, in any case but all capitals", glob =
  "words, * for any letters, ? for one", family = "every spelling: hyphen, dash, blank, solid, plural",
  regex = "a regular expression over the text" }

--- What each entry was understood as: one line an entry.
---@return string
function Dictionary:describe()
  check.self(self, TYPE, "describe")
  local lines = {}
  for i, entry in ipairs(self:entries()) do
    if not entry.shields then
      lines[#lines + 1] = ("%s: %s"):format(entry.value, self:meaning(i) or KINDS[entry.kind])
    end
  end
  return table.concat(lines, "\n")
end

--- Every spelling of the entries of a key, or of all entries.
---@param key string?
---@return lunette.Table
function Dictionary:expand(key)
  check.self(self, TYPE, "expand")
  return require "lunette.dictionary_expand".table(self, key)
end

--- Write it to a file: .csv, .tsv, .yml (as quanteda reads it) or .jsonl (a spaCy entity ruler).
---@param path string
---@return string[] losses  what the form cannot hold, in words
function Dictionary:save(path)
  check.self(self, TYPE, "save")
  return require "lunette.dictionary_writer".save(self, path)
end

--- The hits that `other` has more (gained) or less (lost) than this one in a corpus. Options: by =
--- { "key" } counts them.
---@param other lunette.Dictionary
---@param corpus lunette.Corpus
---@param options { by: string[] }?
---@return lunette.Table
function Dictionary:diff(other, corpus, options)
  check.self(self, TYPE, "diff")
  local o = check.options("diff", options, { by = "table" })
  return require "lunette.dictionary_diff".run(self, other, corpus, o.by)
end

return M
