--- ln.script: an analysis as map -> tally -> report, declared with its arguments; how every command
--- runs.
local core = require "lunette.core"
local corpus = require "lunette.corpus"
local dictionary = require "lunette.dictionary"
local fail = require "lunette.fail"
local message = require "lunette.message"
local options = require "lunette.options"
local result_module = require "lunette.result"
local suggest = require "lunette.suggest"
local tally_module = require "lunette.tally"
local where = require "lunette.where"

local M = {}
local meta = { __name = "lunette.Script" }

local KNOWN <const> = { name = "string", summary = "string", version = "string", args = "table",
  columns = "table", show = "table", machine = "table", json = "table", needs_one = "table",
  map = "function", report = "function" }

local function check_args(args)
  for name, spec in pairs(args) do
    if type(spec) ~= "table" or not spec.type then
      error(("script: argument '%s' needs a type: %s"):format(name, table.concat(options.types, ", ")), 4)
    end
    local known = false
    for _, type_name in ipairs(options.types) do known = known or type_name == spec.type end
    if not known then
      error(("script: argument '%s': unknown type '%s'%s"):format(name, spec.type,
        suggest.hint(spec.type, options.types)), 4)
    end
    if options.common[name] then
      error(("script: every command has an option --%s already"):format(name), 4)
    end
  end
end

--- Declare a script. See the scripts that come with the program for examples.
---@param declaration table
---@return lunette.Script
function M.new(declaration)
  local check = require "lunette.check"
  check.options("script", declaration, KNOWN)
  if not declaration.map then error("script: a map function is needed", 2) end
  if not declaration.name then error("script: a name is needed", 2) end
  declaration.args = declaration.args or {}
  check_args(declaration.args)
  return setmetatable(declaration, meta)
end

function M.is(value)
  return getmetatable(value) == meta
end

--- Turn option values into what `map` works with: dictionaries and queries compiled.
local function compile(script, values)
  local args = {}
  for name, spec in pairs(script.args) do
    local value = values[name]
    if value == nil and spec.required then fail.usage("--%s is needed: %s", name, spec.help or "") end
    if value ~= nil and spec.type == "dictionary" and not dictionary.is(value) then
      local dict, why = dictionary.new(value)
      if not dict then fail.usage("%s", why) end
      value = dict
    elseif value ~= nil and spec.type == "query" then
      value = dictionary.from(value)
    end
    args[name] = value
  end
  for _, name in ipairs(script.needs_one or {}) do
    if args[name] then return args end
  end
  if script.needs_one then
    fail.usage("one of --%s is needed", table.concat(script.needs_one, ", --"))
  end
  return args
end

--- `args` as `map` sees it: a name that was not declared raises, and what is read is noted.
local function watch(script, args)
  local read = {}
  return setmetatable({}, {
    __index = function(_, name)
      if not script.args[name] then
        error(("the script declares no argument '%s'"):format(tostring(name)), 2)
      end
      read[name] = true
      return args[name]
    end,
    __newindex = function() error("arguments cannot be changed", 2) end,
  }), read
end

--- Upvalues are constants: a count kept in one would be wrong on many cores.
local function upvalues(f)
  local list = {}
  for i = 1, 255 do
    local name, value = debug.getupvalue(f, i)
    if not name then break end
    list[i] = { name = name, value = value }
  end
  return list
end

local function check_upvalues(script, before)
  for i, upvalue in ipairs(before) do
    local _, value = debug.getupvalue(script.map, i)
    if not rawequal(value, upvalue.value) then
      error(("map changed '%s', which lies outside of it: gather with out:count, out:add, ... instead")
        :format(upvalue.name), 0)
    end
  end
end

--- Where a script failed: its error, the source line, the document.
local function describe(err, doc)
  if fail.status(err) then return err end
  local text = type(err) == "string" and err or ("error value: " .. tostring(err))
  local line = require "lunette.source".line_of(text)
  if line then text = text .. "\n  " .. line end
  if doc then text = ("%s\n  while reading document %s"):format(text, doc.id) end
  return text
end

local function handler(err)
  if fail.status(err) then return err end
  return require "lunette.source".shorten(err)
end

--- One document through `map`. A limit that only this document meets is said, and the work goes on.
---@return string? status  of a limit or stop that ends the work
local function map_one(job, doc)
  job.out.doc = doc
  local ok, err = xpcall(job.script.map, handler, doc, job.args, job.out)
  if ok then return nil end
  local status = fail.status(err)
  if status == "limit" and pcall(core.system.check) then
    message.say("%s: %s", doc.id, err.message)
    job.limited = true
    return nil
  end
  if status then
    job.ended = err
    return status
  end
  error(describe(err, doc), 0)
end

--- The parts of a document that --in names; a document without a title has no title part.
local function parts_of(doc, names)
  local parts = {}
  for _, name in ipairs(names) do
    parts[#parts + 1] = name == "text" and doc or doc:part_of(name)
  end
  return parts
end

--- Map all documents into the job's tally. An interrupt or deadline ends it, keeping what was done.
local function map_all(job)
  local before = upvalues(job.script.map)
  local next_document = job.corpus:documents()
  while true do
    local ok, doc, number = pcall(next_document)
    if not ok then
      if not fail.status(doc) then error(doc, 0) end
      job.ended = doc
      return
    end
    if not doc then return end
    job.tally:begin(number)
    for _, part in ipairs(parts_of(doc, job.parts)) do
      if map_one(job, part) then return end
    end
    check_upvalues(job.script, before)
    message.progress(job.tally.docs)
  end
end

--- What finds the hits of a document again: `map` with an `out` that only gathers.
local function finder(job)
  return function(doc)
    local collector, found = tally_module.collector()
    for _, part in ipairs(parts_of(doc, job.parts)) do job.script.map(part, job.args, collector) end
    return require "lunette.hits".new(found)
  end
end

local function report(job)
  local result = result_module.new(job.tally, job.script,
    { corpus = job.corpus, find = finder(job), fill = job.fill })
  if not job.script.report then return result.hits end
  local ok, value = xpcall(job.script.report, handler, result, job.args)
  if not ok then error(describe(value), 0) end
  return value
end

--- An argument nobody reads is most likely a misspelt one.
local function warn_unread(script, values, read)
  for name in pairs(script.args) do
    if values[name] ~= nil and not read[name] then
      message.remark("argument '%s' is declared but never read by the script", name)
    end
  end
end

--- Conditions that no document fulfilled, in words; to be called when the documents are through.
local function complain(job)
  for _, condition in ipairs(job.conditions) do
    local complaint = where.complaint(condition)
    if complaint then message.say("%s", complaint) end
  end
end

local function check_by(job)
  local names = job.tally.by and tally_module.document_names(job.tally.by) or {}
  for i, name in ipairs(names) do
    local seen = name == "doc"
    for _, group in next, job.tally.groups.base do seen = seen or group.key[i] ~= "(none)" end
    if not seen and next(job.tally.groups.base) then
      message.say("no document has a %s", name)
    end
  end
end

--- Run a script over a corpus.
---@param script lunette.Script
---@param source lunette.Corpus
---@param values table  option values, as options.parse gives them; `script` arguments and common ones
---@return any result   what report returned
---@return table job    tally, ended (a limit or stop), limited (some document met a limit)
function M.run(script, source, values)
  local compiled = compile(script, values)
  local args, read = watch(script, compiled)
  local conditions = values.where or {}
  local job = { script = script, args = args, tally = tally_module.new(), conditions = conditions,
    parts = values["in"] or { "text" }, fill = values.fill, ended = false, limited = false }
  if #conditions > 0 then source = source:where_all(conditions) end
  if values.containing then source = source:containing(values.containing) end
  job.corpus = source
  local columns = { script.columns or {}, script.machine or {}, script.json or {} }
  job.out = setmetatable({ tally = job.tally, columns = columns, doc = false }, tally_module.Out)
  map_all(job)
  message.done()
  complain(job)
  check_by(job)
  local result = report(job)
  if not job.ended then warn_unread(script, compiled, read) end
  return result, job
end

--- Run a script on inputs from Lua: script:run(corpus, { name = value }) -> what report returns.
meta.__index = {
  run = function(self, source, values)
    if type(source) == "string" then source = assert(corpus.open(source)) end
    return (M.run(self, source, values or {}))
  end,
}

return M
