--- Dictionaries: keys with the words, phrases, globs, families and regexes that stand for them.
local core = require "lunette.core"
local check = require "lunette.check"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local message = require "lunette.message"
local suggest = require "lunette.suggest"

local M = {}

local OPTIONS <const> = { overlap = "string", scope = "string", discards = "boolean" }
local OVERLAPS <const> = { "longest", "all", "first", "priority", "per_key" }
local SCOPES <const> = { "dictionary", "key" }

local function check_choice(what, value, list)
  for _, name in ipairs(list) do
    if value == nil or name == value then return end
  end
  error(("find: unknown %s '%s'%s; one of: %s"):format(what, value, suggest.hint(value, list),
    table.concat(list, ", ")), 4)
end

--- The hits in one document, in text order. Options: overlap = which matches that share bytes are hits:
--- "longest" (as usual), "all", "first" or "priority" (what the dictionary has first, at a place or
--- anywhere), "per_key" (the longest of each key); scope = "key": keys do not compete; discards = false:
--- entries that drop what is around them are passed over.
---@param doc lunette.Document
---@param options table?
---@return lunette.Hits
function core.dictionary_methods:find(doc, options)
  check.self(self, "lunette.dictionary", "find")
  local o = check.options("find", options, OPTIONS)
  check_choice("overlap", o.overlap, OVERLAPS)
  check_choice("scope", o.scope, SCOPES)
  return hits.new(self:search(doc, o.overlap, o.scope == "key", o.discards == false))
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
    local ok, why = dictionary:add(key, value)
    if not ok then error(("dictionary: %s: %s"):format(key, why), 4) end
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

--- Add a file's entries; lines that could not be used are said.
local function read_file(dictionary, path)
  local count, notices = dictionary:read(path)
  if not count then return nil, ("%s: %s"):format(path, notices) end
  for _, notice in ipairs(notices) do message.notice(notice) end
  if count == 0 then return nil, ("%s: no entry that can be used"):format(path) end
  return true
end

--- A dictionary from a table of keys and values, each value a query; or from a file or several:
--- CSV with a header `key,value,...`, or an actor file.
---@param source table<string, string|string[]>|string|string[]
---@param options table?  none yet
---@return lunette.Dictionary?, string? message
function M.new(source, options)
  check.options("dictionary", options, {})
  if type(source) == "string" then source = { source }
  elseif type(source) ~= "table" then
    error("dictionary: a table of keys and values, or the name of a file", 2)
  elseif #source == 0 then return from_table(source) end
  for key in next, source do
    if type(key) ~= "number" then
      error("dictionary: names of files, or keys with values, not both", 2)
    end
  end
  local dictionary = assert(core.dictionary())
  for _, path in ipairs(source) do
    local ok, why = read_file(dictionary, path)
    if not ok then return nil, why end
  end
  return dictionary
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
  local dictionary, why = core.query(query)
  if not dictionary then fail.usage("query %q: %s", query, why) end
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

return M
