--- ln.script: an analysis as map -> tally -> report, declared with its arguments; how every command
--- runs.
local core = require "lunette.core"
local condition = require "lunette.condition"
local corpus = require "lunette.corpus"
local dictionary = require "lunette.dictionary"
local fail = require "lunette.fail"
local layer = require "lunette.layer"
local message = require "lunette.message"
local options = require "lunette.options"
local program = require "lunette.program"
local result_module = require "lunette.result"
local suggest = require "lunette.suggest"
local tally_module = require "lunette.tally"
local where = require "lunette.where"

local M = {}
local meta = { __name = "lunette.Script" }

local KNOWN <const> = { name = "string", summary = "string", version = "string", args = "table",
  columns = true, show = "table", conditions = "table", machine = "table", json = "table",
  needs_one = "table", map = "function", report = "function", reports = "function" }

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
  condition.declare(declaration.conditions or {}, declaration.args)
  check_args(declaration.args)
  return setmetatable(declaration, meta)
end

function M.is(value)
  return getmetatable(value) == meta
end

local function with(list, name)
  local out = table.move(list or {}, 1, #(list or {}), 1, {})
  out[#out + 1] = name
  return out
end

--- Option values that note which of them are read.
local function noting(values)
  local read = {}
  return setmetatable({}, { __index = function(_, name)
    read[name] = true
    return values[name]
  end }), read
end

--- Columns for checking by hand, with empty ones to fill in.
local function set_checked(resolved)
  local columns, filled = require "lunette.checked".columns(resolved.columns, resolved.show)
  if not columns then fail.usage("--check needs a row for each hit: quotes, flag, actors --mentions") end
  resolved.columns, resolved.filled, resolved.show = columns, filled, columns
  resolved.machine, resolved.json = {}, {}
end

--- The script with the columns it has for some option values: `columns` may be a function of them that
--- returns columns and show; marks of negation are a column more. Where `reports` says no, the rows go out
--- as they come.
---@param script lunette.Script
---@param values table
---@return lunette.Script
function M.resolve(script, values)
  local columns, show, marked = script.columns, script.show, values.negated == "mark"
  local asked, read = noting(values)
  local reports = not script.reports or script.reports(asked)
  local checks = values.check ~= nil
  if script.resolved then return script end
  if type(columns) ~= "function" and not marked and not checks and reports then return script end
  if type(columns) == "function" then columns, show = columns(asked) end
  if marked and not values.explain then columns, show = with(columns, "negated"), with(show, "negated") end
  local resolved = { columns = columns, show = show, resolved = read }
  if checks then set_checked(resolved) end
  for name, value in next, script do
    if resolved[name] == nil then resolved[name] = value end
  end
  if not reports then resolved.report = nil end
  return setmetatable(resolved, meta)
end

--- Ask the declaration whether a value can be used, before anything is read.
local function check_value(name, spec, value)
  if not spec.check then return end
  local ok, why = pcall(spec.check, value)
  if not ok then fail.usage("--%s: %s", name, (tostring(why):gsub("^[^\n:]+:%d+: ", ""))) end
end

--- Turn option values into what `map` works with: dictionaries and queries compiled.
local function compile(script, values)
  local args = {}
  for name, spec in pairs(script.args) do
    local value = values[name]
    if value == nil and spec.required then fail.usage("--%s is needed: %s", name, spec.help or "") end
    if value ~= nil and spec.type == "dictionary" and not dictionary.is(value) then
      local dict, why = dictionary.new(value, { without = spec.without and values[spec.without] })
      if not dict then fail.usage("%s", why) end
      value = dict
    elseif value ~= nil and spec.type == "query" then
      value = dictionary.from(value)
    end
    if value ~= nil then check_value(name, spec, value) end
    args[name] = value
  end
  if script.conditions then args.conditions = condition.compile(script.conditions, values) end
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
      if name == "conditions" and script.conditions then
        if read[name] then return args.conditions end
        for _, part in ipairs(script.conditions) do read[part] = true end
      elseif not script.args[name] then
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
    local undefined = value ~= value and upvalue.value ~= upvalue.value -- 0/0 is not equal to itself
    if not undefined and not rawequal(value, upvalue.value) then
      error(("map changed '%s', which lies outside of it: gather with out:count, out:add, ... instead")
        :format(upvalue.name), 0)
    end
  end
end

--- Where a script failed: its error, the source line, the document.
local function describe(err, doc)
  if fail.status(err) then return err end
  local text = require "lunette.inspect".text_of_error(err)
  local line = require "lunette.source".line_of(text)
  if line then text = text .. "\n  " .. line end
  if doc then text = ("%s\n  while reading document %s"):format(text, doc.id) end
  return text
end

local function handler(err)
  if fail.status(err) then return err end
  return require "lunette.source".shorten(err)
end

--- What no result can come of: wrong use, and a result that cannot be written.
local FATAL <const> = { usage = true, disk = true }

--- One document through `map`. A limit that only this document meets is said, and the work goes on.
---@return string? status  of a limit or stop that ends the work
local function map_one(job, doc)
  job.out.doc = doc
  local ok, err = xpcall(job.script.map, handler, doc, job.args, job.out)
  if ok then return nil end
  err = fail.of(err)
  local status = fail.status(err)
  if status == "limit" and pcall(core.system.check) then
    message.say("%s: %s", doc.id, err.message)
    job.limited = true
    return nil
  end
  if status and not FATAL[status] then
    job.ended, job.partial = err, true
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
      job.ended = fail.of(doc)
      if not fail.status(job.ended) then error(doc, 0) end
      return
    end
    if not doc or job.tally.given >= job.most then return end
    job.tally:begin(number)
    for _, part in ipairs(parts_of(doc, job.parts)) do
      if map_one(job, part) then return end
    end
    check_upvalues(job.script, before)
    message.progress(job.tally.docs)
  end
end

--- The same, when memory runs out between two documents too.
local function map_whatever_ends_it(job)
  local ok, err = pcall(map_all, job)
  if ok then return end
  if fail.status(fail.of(err)) ~= "memory" then error(err, 0) end
  job.ended, job.partial = fail.of(err), true
end

local function new_out(script, tally)
  local columns = { script.filled or script.columns or {}, script.machine or {}, script.json or {} }
  return setmetatable({ tally = tally, columns = columns, doc = false }, tally_module.Out)
end

local TRIAL_SECONDS <const> = 0.5

--- Without any document mapped: what kind of result `map` would have made, learnt from an empty text.
local function try_empty(job)
  local tally = tally_module.new()
  local out = new_out(job.script, tally)
  out.doc = core.document { text = "" }
  core.system.set_timeout(TRIAL_SECONDS)
  pcall(job.script.map, out.doc, job.args, out)
  core.system.resume()
  job.tally.by, job.tally.name_options = tally.by, tally.name_options
end

--- Map some documents once more, into a tally that keeps the hits: what a row stands for. `visit` is
--- called with the documents whose words are counted.
local function reopener(job)
  return function(numbers, visit)
    local tally = tally_module.new(true)
    tally.visit = visit or false
    local out = new_out(job.script, tally)
    job.corpus:reopen(numbers, function(doc, number)
      tally:begin(number)
      for _, part in ipairs(parts_of(doc, job.parts)) do
        out.doc = part
        job.script.map(part, job.args, out)
      end
    end)
    return tally
  end
end

local function report(job)
  local result = result_module.new(job.tally, job.script, { reopen = reopener(job), fill = job.fill })
  if not job.script.report then return result.hits end
  local ok, value = xpcall(job.script.report, handler, result, job.args)
  if not ok then error(describe(value), 0) end
  return value
end

local function is_default(value, default)
  if type(value) ~= "table" or type(default) ~= "table" then return value == default end
  return table.concat(value, "\0") == table.concat(default, "\0")
end

--- An argument that is given but that nobody reads is misspelt in the script, or has no effect beside
--- the others.
local function warn_unread(script, values, read)
  local names = {}
  for name, spec in pairs(script.args) do
    if values[name] ~= nil and not read[name] and not is_default(values[name], spec.default) then
      names[#names + 1] = name
    end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    message.remark("--%s had no effect: the script did not read it", name)
  end
end

--- --fill month has no meaning without the months.
local function check_fill(args, fill)
  if not fill then return end
  for _, name in ipairs(args.by or {}) do
    if name == fill then return end
  end
  fail.usage("--fill %s needs --by %s", fill, fill)
end

--- The documents that the common options choose.
---@param source lunette.Corpus
---@param values table  option values: `where`, `containing`
---@return lunette.Corpus
function M.choose(source, values)
  if values.layer then layer.set_common(values.layer) end
  if values.where and #values.where > 0 then source = source:where_all(values.where) end
  if values.containing then source = source:containing(values.containing) end
  local least = values["min-words"]
  if least then source = source:where(function(doc) return doc:word_count() >= least end) end
  return source
end

--- How many rows are wanted at most: --head ends the reading early where rows are all there is.
local function rows_wanted(script, values)
  if script.report or values.sample or values.sort then return math.huge end
  return values.head or math.huge
end

--- Run a script over a corpus.
---@param script lunette.Script
---@param source lunette.Corpus
---@param values table  option values, as options.parse gives them; `script` arguments and common ones
---@return any result   what report returned
---@return table job    tally, ended (a limit or stop), partial (in the middle of a document), limited
---  (some document met a limit)
function M.run(script, source, values, sink)
  script = M.resolve(script, values)
  local chosen = M.choose(source, values) -- first: it says which layers there are
  local compiled = compile(script, values)
  local args, read = watch(script, compiled)
  for name in next, script.resolved or {} do read[name] = true end
  for name, spec in next, script.args do
    if spec.without and values[name] then read[spec.without] = true end -- read when the dictionary was
  end
  check_fill(compiled, values.fill)
  local job = { script = script, args = args, tally = tally_module.new(),
    corpus = chosen, parts = values["in"] or { "text" }, fill = values.fill,
    ended = false, partial = false, limited = false, most = rows_wanted(script, values) }
  job.out = new_out(script, job.tally)
  job.tally.sink = sink or false
  map_whatever_ends_it(job)
  message.done()
  -- what was done is still to be reported, whatever ended it
  if job.ended then
    core.system.resume()
    program.set_memory(0)
  end
  for _, complaint in ipairs(job.tally:complaints()) do message.say("%s", complaint) end
  for _, remark in ipairs(job.tally:remarks()) do message.remark("%s", remark) end
  if job.tally.docs == 0 or job.ended and compiled.by and not job.tally.by then try_empty(job) end
  local result = (not sink or job.tally:is_counted()) and report(job) or nil
  if not job.ended and job.tally.docs > 0 then warn_unread(script, compiled, read) end
  return result, job
end

--- Values given from Lua: their names checked, defaults filled in.
local function complete(script, values)
  local out, specs = {}, { script.args, options.common }
  for name, value in pairs(values) do
    if not script.args[name] and not options.common[name] then
      error(("run: unknown argument '%s'%s"):format(tostring(name),
        suggest.hint(tostring(name), options.names_of(specs))), 3)
    end
    out[name] = value
  end
  options.fill(out, specs)
  if out.where then out.where = where.from_table(out.where) end
  return out
end

--- Run a script on inputs from Lua: script:run(corpus, { name = value }) -> what report returns.
--- `where` is a table of conditions here.
meta.__index = {
  run = function(self, source, values)
    require "lunette.check".self(self, meta, "run")
    if type(source) == "string" or type(source) == "table" and #source > 0 and
      type(rawget(source, 1)) == "string" then
      source = assert(corpus.open(source))
    end
    return (M.run(self, source, complete(self, values or {})))
  end,
}

return M
