--- The program: finds the command, reads its options, runs it, writes the result, and says by its exit
--- code how it went: 0 done, 1 nothing found (--fail-if-none), 2 wrong use, 3 script error, 4 a limit
--- was reached, 5 some input could not be read, 130 interrupted.
local core = require "lunette.core"
local corpus = require "lunette.corpus"
local fail = require "lunette.fail"
local help = require "lunette.help"
local inspect = require "lunette.inspect"
local message = require "lunette.message"
local options = require "lunette.options"
local program = require "lunette.program"
local result_module = require "lunette.result"
local script_module = require "lunette.script"
local source = require "lunette.source"
local suggest = require "lunette.suggest"
local tables = require "lunette.table"
local writer = require "lunette.writer"

local M = {}

local EXIT <const> = { done = 0, none = 1, usage = 2, script = 3, limit = 4, disk = 4, data = 5, memory = 4,
  store = 4, stop = 130 }

-- finding scripts -----------------------------------------------------------------------------------

local function script_names()
  local names = {}
  for _, name in ipairs(program.embedded_names "scripts/") do
    names[#names + 1] = name:match "^scripts/([%w_]+)%.lua$"
  end
  return names
end

--- Compile a script's text, with `before` put in front of it; a syntax error shows its line.
local function compile(text, name, before)
  source.remember(name, text)
  if text:byte(1) == 27 then fail.usage("%s: compiled Lua is not run, only source", name) end
  local chunk, why = load((before or "") .. text:gsub("^\u{FEFF}", ""):gsub("^#[^\n]*", ""), "=" .. name, "t")
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

--- Read options; without --format, --output's name says which one.
local function parse(argv, from, specs)
  local values, inputs = options.parse(argv, from, specs)
  if not values.format then
    values.format = values.output and writer.format_of(values.output) or "table"
  end
  return values, inputs
end

--- A letter that no date format knows would be said of every document: say it once.
local function check_date_format(format)
  for letter in (format or ""):gmatch "%%(.?)" do
    local date, why = core.date("2016-09-03", "%" .. letter)
    if not date and why:find "^date format " then
      fail.usage("--date-format: %%%s: only %%Y %%y %%m %%d %%b %%B stand for something", letter)
    end
  end
end

local function open_inputs(inputs, values)
  check_date_format(values["date-format"])
  if #inputs == 0 then inputs = { "-" } end
  local opened, why = corpus.open_present(inputs, { fields = values.fields, lang = values.lang,
    date_format = values["date-format"], encoding = values.encoding })
  if not opened then fail.usage("%s", why) end
  return opened
end

local function sort(result, keys)
  local ok, why = pcall(tables.check_sort, result, keys)
  if not ok then fail.usage("--%s", why) end
  return result:sort(table.unpack(keys))
end

local function write_result(result, values)
  if result == nil then return end
  if not tables.is(result) then
    io.stdout:write(inspect.show(result), "\n")
    return
  end
  if values.sort then result = sort(result, values.sort) end
  if values.sample and values["sample-by"] then
    result = require "lunette.checked".sample(result, values.sample, values.seed, values["sample-by"])
  elseif values.sample then
    result = result:sample(values.sample, values.seed)
  end
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
local function conclude(job, found, opened, values)
  local skipped = opened.source.skipped
  if skipped > 0 then message.say_skipped(skipped) end
  if job.ended then
    local whole = job.tally.docs - (job.partial and 1 or 0)
    message.say("%s; the result covers the first %s%s", job.ended.message, plural(whole, "document"),
      job.partial and " and may hold a part of the next" or "")
    return EXIT[fail.status(job.ended)]
  end
  if job.limited then return EXIT.limit end
  if skipped > 0 then return EXIT.data end
  if values["fail-if-none"] and (found == nil or found == 0) then return EXIT.none end
  return EXIT.done
end

--- Whether rows can be written as they come, so that a million of them need no memory.
local function is_streamed(script, values)
  return script.columns and not script.report and not values.sample and not values.sort
    and writer.is_streamed(values.format)
end

--- Run with the rows going to `file` as they come; counts (--by) are a table at the end.
local function stream_to(file, script, opened, values)
  local row, finish
  local n, most = 0, values.head or math.huge
  local function begin()
    row, finish = writer.stream(result_module.table_of(script, {}), values.format, file)
  end
  local result, job = script_module.run(script, opened, values, function(fields)
    n = n + 1
    if not row then begin() end
    if n <= most then row(fields) end
  end)
  if result then
    if values.check then fail.usage("--check needs a row for each hit, not counts: actors --mentions") end
    writer.write(values.head and result:head(values.head) or result, values.format, file)
  else
    if not row then begin() end
    finish()
  end
  return job, result and #result or n
end

local function run_streamed(script, opened, values)
  local job, found
  local function fill(file) job, found = stream_to(file, script, opened, values) end
  if values.output then writer.replace(values.output, fill) else fill(io.stdout) end
  return conclude(job, found, opened, values), job
end

--- --check FILE is an output of its own form.
local function set_check(values)
  if values["sample-by"] and not values.sample then fail.usage("--sample-by needs --sample N") end
  if not values.check then return end
  if values.output then fail.usage("--check FILE is the output: --output cannot stand beside it") end
  if values.explain then fail.usage("--check needs a row for each hit: not --explain") end
  if not values.check:lower():find "%.csv$" then
    fail.usage("--check: %s: the file's name ends in .csv", values.check)
  end
  values.output, values.format = values.check, "check"
end

--- Run a declared script with option values that were read; returns the exit code and the job.
local function run_values(script, values, inputs)
  apply_limits(values)
  set_check(values)
  script = script_module.resolve(script, values)
  if values.sort and script.columns and not script.report and not values.by then -- else they come at the end
    sort(result_module.table_of(script, {}), values.sort)
  end
  local opened = open_inputs(inputs, values)
  local code, job
  if is_streamed(script, values) then
    code, job = run_streamed(script, opened, values)
  else
    local result
    result, job = script_module.run(script, opened, values)
    write_result(result, values)
    code = conclude(job, tables.is(result) and #result or result, opened, values)
  end
  if values.check then
    message.remark("%s: write y or n into the column right, then: lunette score %s", values.check,
      values.check)
  end
  return code, job
end

local function run_declared(script, argv, from)
  for i = from, #argv do
    if argv[i] == "--help" then
      print(help.script(script))
      return EXIT.done
    end
  end
  local values, inputs = parse(argv, from, { script.args, options.common })
  options.place(values, inputs, script.args)
  return (run_values(script, values, inputs))
end

--- `arg` of an ordinary script. Options that do nothing unless the script reads them stand behind it, so
--- that reading is noted.
---@return table arg, table unread  names -> true
local function new_arg(values, paths)
  local arg, behind, unread = table.move(paths, 1, #paths, 1, {}), {}, {}
  for name, value in pairs(values) do
    if options.declared_only[name] then behind[name], unread[name] = value, true
    else arg[name] = value
    end
  end
  return setmetatable(arg, {
    __index = function(_, name)
      unread[name] = nil
      return behind[name]
    end,
    __pairs = function()
      local all = table.move(paths, 1, #paths, 1, {})
      for name, value in next, values do all[name], unread[name] = value, nil end
      return pairs(all)
    end,
  }), unread
end

--- For an ordinary script: its inputs are `ln.open()`, its options `arg.name`, its arguments `arg`.
--- Returns a function that says how many inputs could not be read, and the names of options that were
--- given in vain, while they are unread.
local function prepare_ordinary(argv, from)
  local loose = setmetatable({}, { __index = function(_, name)
    return options.common[name] or { type = "loose" }
  end })
  local values, paths = options.parse(argv, from, { loose })
  local opened
  local new, unread = new_arg(values, paths)
  rawset(_G, "arg", new)
  apply_limits(values)
  require "lunette".inputs = function()
    opened = opened or open_inputs(paths, values)
    return script_module.choose(opened, values)
  end
  return function() return opened and opened.source.skipped or 0 end, unread
end

--- Run a chunk: what it returns decides whether it is a declared script.
local function run_chunk(chunk, argv, from)
  local skipped, unread = prepare_ordinary(argv, from)
  local ok, result = xpcall(chunk, source.shorten)
  if not ok then
    if fail.status(result) then error(result, 0) end
    local line = type(result) == "string" and source.line_of(result)
    error(inspect.text_of_error(result) .. (line and "\n  " .. line or ""), 0)
  end
  if script_module.is(result) then return run_declared(result, argv, from) end
  for name in pairs(unread) do message.remark("--%s has no effect on this script", name) end
  if skipped() == 0 then return EXIT.done end
  message.say_skipped(skipped())
  return EXIT.data
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
  return run_chunk(compile(argv[2], "command line", "local ln = require 'lunette'; "), argv, 3)
end

function commands.repl(argv)
  local values, inputs = options.parse(argv, 2, { options.reading, options.limits })
  apply_limits(values)
  local opened = #inputs > 0 and script_module.choose(open_inputs(inputs, values), values) or nil
  return require "lunette.repl".run(opened)
end

function commands.import(argv)
  local values, paths = options.parse(argv, 2, { options.reading, options.limits })
  apply_limits(values)
  local name = table.remove(paths, 1)
  if not name then fail.usage("import: which corpus file? lunette import NAME.corpus PATH...") end
  if not name:match "%.corpus$" then fail.usage("import: %s: a corpus file is named NAME.corpus", name) end
  return require "lunette.import".run(name, script_module.choose(open_inputs(paths, values), values))
end

--- Raise when there are more than `most` arguments.
local function check_count(what, names, most)
  if names[most + 1] then fail.usage("%s: one argument too many: %s", what, names[most + 1]) end
end

local function open_handle(name, what)
  if not name then fail.usage("%s: which corpus file?", what) end
  local handle, why = core.corpus(name, "read")
  if not handle then fail.usage("%s", why) end
  return handle
end

function commands.info(argv)
  local values, names = parse(argv, 2, { options.writing, options.limits })
  apply_limits(values)
  check_count("info", names, 1)
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
  local values, names = parse(argv, 2, { options.writing, options.limits })
  apply_limits(values)
  check_count("sql", names, 2)
  open_handle(names[1], "sql")
  if not names[2] then fail.usage("sql: which query? lunette sql NAME.corpus 'SELECT ...'") end
  local result, why = corpus.open(names[1]):sql(names[2])
  if not result then fail.usage("%s", why) end
  write_result(result, values)
  return EXIT.done
end

--- What argv[2] names among the subcommands of a command, with its option values and arguments.
local function subcommand(what, argv, known, names)
  local name = argv[2]
  if not name then fail.usage("%s: which subcommand? %s", what, table.concat(names, ", ")) end
  local sub = known[name]
  if not sub then
    fail.usage("%s: no subcommand %s%s; there are: %s", what, name, suggest.hint(name, names),
      table.concat(names, ", "))
  end
  local values, words = parse(argv, 3, sub[3])
  apply_limits(values)
  return sub, values, words
end

--- What a command of its own file needs of this one.
local TOOLS <const> = { EXIT = EXIT, subcommand = subcommand, parse = parse, run = run_values,
  apply_limits = apply_limits, open_inputs = open_inputs, write_result = write_result }

function commands.dict(argv)
  return require "lunette.dict".run(argv, TOOLS)
end

function commands.layer(argv)
  return require "lunette.layer_command".run(argv, TOOLS)
end

function commands.score(argv)
  return require "lunette.score_command".run(argv, TOOLS)
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
  if name == "dict" then
    print(require "lunette.dict".help(argv[3]))
    return EXIT.done
  end
  if name == "layer" then
    print(require "lunette.layer_command".help(argv[3]))
    return EXIT.done
  end
  if name == "score" then
    print(help.command(require "lunette.score_command".help))
    return EXIT.done
  end
  if name == "query" then
    io.stdout:write(require "lunette.query_help".text)
    return EXIT.done
  end
  for _, command in ipairs(help.commands) do
    if command[1] == name then
      print(help.command(command))
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
  if name == "-" then return commands.run { "run", table.unpack(argv) } end
  if commands[name] and argv[2] == "--help" then return commands.help { "help", name } end
  if name == "dict" and argv[3] == "--help" then return commands.help { "help", name, argv[2] } end
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
  local status = fail.status(fail.of(result))
  message.say("%s", inspect.text_of_error(result))
  return EXIT[status or "script"]
end

return M
