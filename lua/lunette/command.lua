--- The program: finds the command, reads its options, runs it, writes the result, and says by its exit
--- code how it went: 0 done, 1 nothing found (--fail-if-none), 2 wrong use, 3 script error, 4 a limit
--- was reached, 5 some input could not be read, 130 interrupted.
local core = require "lunette.core"
local corpus = require "lunette.corpus"
local fail = require "lunette.fail"
local help = require "lunette.help"
local message = require "lunette.message"
local options = require "lunette.options"
local program = require "lunette.program"
local script_module = require "lunette.script"
local source = require "lunette.source"
local suggest = require "lunette.suggest"
local tables = require "lunette.table"
local writer = require "lunette.writer"

local M = {}

local EXIT <const> = { done = 0, none = 1, usage = 2, script = 3, limit = 4, data = 5, memory = 4,
  store = 4, stop = 130 }

-- finding scripts -----------------------------------------------------------------------------------

local function script_names()
  local names = {}
  for _, name in ipairs(program.embedded_names "scripts/") do
    names[#names + 1] = name:match "^scripts/([%w_]+)%.lua$"
  end
  return names
end

--- Compile a script's text; a syntax error shows its line.
local function compile(text, name)
  source.remember(name, text)
  if text:byte(1) == 27 then fail.usage("%s: compiled Lua is not run, only source", name) end
  local chunk, why = load((text:gsub("^#[^\n]*", "")), "=" .. name, "t")
  if chunk then return chunk end
  local line = source.line_of(why)
  error(why .. (line and "\n  " .. line or ""), 0)
end

local function read_script(path)
  if path == "-" then return io.read "a", "stdin" end
  local kind, why = core.system.kind(path)
  if not kind then fail.usage("%s", why) end
  if kind == "folder" then fail.usage("%s: is a folder, not a script", path) end
  local file, message_text = io.open(path, "rb")
  if not file then fail.usage("%s", message_text) end
  local text = file:read "a"
  file:close()
  return text, path
end

local function load_ready_made(name)
  local path = ("scripts/%s.lua"):format(name)
  local text = program.embedded(path)
  return text and compile(text, path)()
end

-- running -------------------------------------------------------------------------------------------

local function apply_limits(values)
  message.quiet = values.quiet or false
  if values.timeout then core.system.set_timeout(values.timeout) end
  if values.memory then program.set_memory(values.memory * 1024 * 1024) end
end

local function open_inputs(inputs, values)
  if #inputs == 0 then inputs = { "-" } end
  local opened, why = corpus.open(inputs, { fields = values.fields, lang = values.lang,
    date_format = values["date-format"], encoding = values.encoding })
  if not opened then fail.usage("%s", why) end
  return opened
end

local function write_result(result, values)
  if result == nil then return end
  if not tables.is(result) then
    io.stdout:write(require "lunette.inspect".show(result), "\n")
    return
  end
  if values.sample then result = result:sample(values.sample, values.seed) end
  if values.head then result = result:head(values.head) end
  if values.output then
    writer.save(result, values.output, values.format)
  else
    writer.write(result, values.format, io.stdout)
  end
end

local function plural(n, word)
  return ("%d %s%s"):format(n, word, n == 1 and "" or "s")
end

--- The exit code of a finished run, with a word about what was left out.
local function conclude(job, result, opened, values)
  local skipped = opened.source.skipped
  if skipped > 0 then message.say("%s could not be read", plural(skipped, "input")) end
  if job.ended then
    message.say("%s; the result covers the first %s", job.ended.message,
      plural(job.tally.docs, "document"))
    return EXIT[fail.status(job.ended)]
  end
  if job.limited then return EXIT.limit end
  if skipped > 0 then return EXIT.data end
  if values["fail-if-none"] and (result == nil or tables.is(result) and #result == 0) then
    return EXIT.none
  end
  return EXIT.done
end

local function run_declared(script, argv, from)
  local values, inputs = options.parse(argv, from, { script.args, options.common })
  apply_limits(values)
  local opened = open_inputs(inputs, values)
  local result, job = script_module.run(script, opened, values)
  write_result(result, values)
  return conclude(job, result, opened, values)
end

--- An ordinary script: from top to bottom, once. Its inputs are `ln.open()`, its options `arg`.
local function run_ordinary(argv, from)
  local ln = require "lunette"
  local loose = setmetatable({}, { __index = function(_, name)
    return options.common[name] or { type = "string" }
  end })
  local inputs, opened
  rawset(_G, "arg", {})
  local values, paths = options.parse(argv, from, { loose })
  for name, value in pairs(values) do arg[name] = value end
  for i, path in ipairs(paths) do arg[i] = path end
  inputs = paths
  apply_limits(values)
  ln.inputs = function()
    opened = opened or open_inputs(inputs, values)
    if values.where then return opened:where_all(values.where) end
    return opened
  end
  return function() return opened and opened.source.skipped or 0 end
end

--- Run a chunk: what it returns decides whether it is a declared script.
local function run_chunk(chunk, argv, from)
  local skipped = run_ordinary(argv, from)
  local ok, result = xpcall(chunk, source.shorten)
  if not ok then
    if fail.status(result) then error(result, 0) end
    local line = type(result) == "string" and source.line_of(result)
    error(tostring(result) .. (line and "\n  " .. line or ""), 0)
  end
  if script_module.is(result) then return run_declared(result, argv, from) end
  return skipped() > 0 and EXIT.data or EXIT.done
end

-- commands ------------------------------------------------------------------------------------------

local commands = {}

function commands.run(argv)
  if argv[2] == "-e" then return commands["-e"](table.move(argv, 2, #argv + 1, 1)) end
  if not argv[2] then fail.usage("run: which script?") end
  local text, name = read_script(argv[2])
  return run_chunk(compile(text, name), argv, 3)
end

commands["-e"] = function(argv)
  if not argv[2] then fail.usage("-e: which code?") end
  return run_chunk(compile("local ln = require 'lunette' " .. argv[2], "command line"), argv, 3)
end

function commands.repl(argv)
  local values, inputs = options.parse(argv, 2, { options.common })
  apply_limits(values)
  return require "lunette.repl".run(#inputs > 0 and open_inputs(inputs, values) or nil)
end

function commands.import(argv)
  local values, paths = options.parse(argv, 2, { options.common })
  apply_limits(values)
  local name = table.remove(paths, 1)
  if not name then fail.usage("import: which corpus file? lunette import NAME.corpus PATH...") end
  if not name:match "%.corpus$" then fail.usage("import: %s: a corpus file is named NAME.corpus", name) end
  return require "lunette.import".run(name, open_inputs(paths, values), values)
end

local function open_handle(name, what)
  if not name then fail.usage("%s: which corpus file?", what) end
  local handle, why = core.corpus(name, "read")
  if not handle then fail.usage("%s", why) end
  return handle
end

function commands.info(argv)
  local values, names = options.parse(argv, 2, { options.common })
  apply_limits(values)
  local handle = open_handle(names[1], "info")
  local info = assert(handle:info())
  local rows = {
    { what = "documents", value = info.documents }, { what = "bytes of text", value = info.bytes },
    { what = "with a date", value = info.dated }, { what = "first date", value = info.first_date },
    { what = "last date", value = info.last_date }, { what = "layers", value = info.layers },
    { what = "runs", value = info.runs }, { what = "schema version", value = info.schema },
  }
  write_result(tables.new({ "what", "value" }, rows), values)
  return EXIT.done
end

function commands.sql(argv)
  local values, names = options.parse(argv, 2, { options.common })
  apply_limits(values)
  open_handle(names[1], "sql")
  if not names[2] then fail.usage("sql: which query? lunette sql NAME.corpus 'SELECT ...'") end
  local result, why = corpus.open(names[1]):sql(names[2])
  if not result then fail.usage("sql: %s", why) end
  write_result(result, values)
  return EXIT.done
end

function commands.help(argv)
  local name = argv[2]
  if not name then
    local scripts = {}
    for i, script_name in ipairs(script_names()) do scripts[i] = load_ready_made(script_name) end
    print(help.overview(scripts))
    return EXIT.done
  end
  local script = load_ready_made(name)
  if script then
    print(help.script(script))
    return EXIT.done
  end
  for _, command in ipairs(help.commands) do
    if command[1] == name then
      print(("lunette %s %s\n%s"):format(command[1], command[2], command[3]))
      return EXIT.done
    end
  end
  fail.usage("no command %s%s", name, suggest.hint(name, M.names()))
end

function commands.version()
  local v = core.system.versions()
  print(("lunette %s (Lua %s, PCRE2 %s, utf8proc %s, SQLite %s)"):format(v.lunette, v.lua, v.pcre2,
    v.utf8proc, v.sqlite))
  return EXIT.done
end

commands["--version"], commands["--help"], commands["-h"] = commands.version, commands.help, commands.help

--- Names of all commands.
function M.names()
  local names = script_names()
  for _, command in ipairs(help.commands) do names[#names + 1] = command[1] end
  table.sort(names)
  return names
end

local function dispatch(argv)
  local name = argv[1]
  if not name then return commands.repl { "repl" } end
  if commands[name] then return commands[name](argv) end
  if name:match "%.lua$" then return commands.run { "run", table.unpack(argv) } end
  local script = load_ready_made(name)
  if script then return run_declared(script, argv, 2) end
  if name:sub(1, 1) == "-" then fail.usage("unknown option %s; lunette help shows the commands", name) end
  fail.usage("unknown command %s%s; lunette help shows them", name, suggest.hint(name, M.names()))
end

--- Run the command line `argv` (argv[0] = the program); returns the exit code.
---@param argv string[]
---@return integer
function M.main(argv)
  require "lunette.strict".apply()
  local ok, result = xpcall(dispatch, source.shorten, argv)
  message.done()
  if ok then return result end
  local status = fail.status(result)
  if not status and type(result) == "string" and result:find "not enough memory" then status = "memory" end
  message.say("%s", tostring(result))
  return EXIT[status or "script"]
end

return M
