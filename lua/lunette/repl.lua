--- The prompt: reads Lua, runs it, prints the values; errors and Ctrl-C leave it standing.
local core = require "lunette.core"
local fail = require "lunette.fail"
local inspect = require "lunette.inspect"
local message = require "lunette.message"
local source = require "lunette.source"
local tables = require "lunette.table"
local terminal = require "lunette.terminal"
local writer = require "lunette.writer"

local M = {}

local HISTORY <const> = (os.getenv "HOME" or ".") .. "/.lunette_history"

--- Names that were typed behind `local`.
local locals = {}

--- A chunk of what was typed: as an expression when it is one, so that its value is shown.
---@return function? chunk, boolean more  wanted: the input is unfinished
local function compile(text)
  source.remember("prompt", text)
  for name in text:gmatch "local%s+([%a_][%w_]*)" do locals[name] = true end
  local chunk = load("return " .. text, "=prompt", "t")
  if chunk then return chunk, false end
  local why
  chunk, why = load(text, "=prompt", "t")
  if chunk then return chunk, false end
  if why:find "<eof>$" then return nil, true end
  message.say("%s", (why:gsub("^prompt:%d+: ", "")))
  return nil, false
end

--- A value as the prompt prints it: a table fits the terminal.
local function text_of(value)
  if not tables.is(value) then return inspect.show(value) end
  return writer.to_string(value, "table", { rows = 20, room = core.system.terminal "stdout" })
end

local function show(...)
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    if value ~= nil or select("#", ...) > 1 then print(text_of(value)) end
  end
  rawset(_G, "_", (...))
end

--- Say what went wrong; an interrupt or a limit is over with that.
local function complain(err)
  local status = fail.status(err)
  if status then core.system.resume() end
  if status == "stop" and core.system.terminal "stderr" then io.stderr:write "\n" end -- behind the ^C
  local text = (inspect.text_of_error(err):gsub("^prompt:1: ", ""))
  local name = text:match "unknown variable '([^']+)'"
  if name and locals[name] then
    text = ("%s; at the prompt a local lives for one input only: write %s = ..."):format(text, name)
  end
  message.say("%s", text)
end

--- Run a chunk; whatever it raises is said, and the prompt goes on.
local function run(chunk)
  local results = table.pack(xpcall(chunk, source.shorten))
  if results[1] then
    local ok, err = pcall(show, table.unpack(results, 2, results.n))
    if ok then return end
    results[2] = err
  end
  complain(results[2])
end

--- Read until the input is whole.
local function read_input()
  local lines, prompt = {}, "lun> "
  while true do
    local line, why = terminal.read_line(prompt)
    if not line and why == "end" and #lines > 0 then
      message.say "the last input is unfinished"
    end
    if not line then return nil, why end
    lines[#lines + 1] = line
    local text = table.concat(lines, "\n")
    if text:match "^%s*$" then return "" end
    local chunk, more = compile(text)
    if chunk then return chunk end
    if not more then return "" end
    prompt = "...> "
  end
end

local KEYWORDS <const> = { "and", "break", "do", "else", "elseif", "end", "false", "for", "function",
  "goto", "if", "in", "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while" }

local FIELDS <const> = {
  ["lunette.document"] = { "id", "path", "part", "title", "date", "month", "week", "year", "lang",
    "text", "vars" },
  ["lunette.hit"] = { "doc", "first", "last", "start", "end", "text", "id", "sentence", "key", "entry",
    "form", "rule", "code", "kind", "segments", "speaker", "speaker_text", "cue", "score" },
  ["lunette.date"] = { "year", "month", "week", "day" },
  ["lunette.span"] = { "first", "last", "text" },
}

local METHODS <const> = { ["lunette.document"] = "document_methods", ["lunette.hit"] = "hit_methods",
  ["lunette.spans"] = "spans", ["lunette.regex"] = "regex_methods", ["lunette.date"] = "date_methods",
  ["lunette.dictionary"] = "dictionary_methods" }

local CLASSES <const> = { ["lunette.Corpus"] = "corpus", ["lunette.Hits"] = "hits",
  ["lunette.Table"] = "table" }

local function add_keys(names, t)
  for name in next, t do
    if type(name) == "string" then names[#names + 1] = name end
  end
end

--- Names behind a dot (fields) or a colon (methods) of an object.
---@param object any
---@param sep string
---@return string[]
local function members(object, sep)
  local meta, names = getmetatable(object), {}
  local class = type(meta) == "table" and CLASSES[rawget(meta, "__name")]
  if METHODS[meta] and sep == ":" then add_keys(names, core[METHODS[meta]]) end
  if FIELDS[meta] and sep == "." then table.move(FIELDS[meta], 1, #FIELDS[meta], 1, names) end
  if class and sep == ":" then add_keys(names, require("lunette." .. class).methods) end
  if type(object) == "string" and sep == ":" then add_keys(names, string) end
  if type(object) == "table" and not class then add_keys(names, object) end
  return names
end

--- The value of `a.b.c`, without calling anything; nil when there is none.
local function value_of(path)
  local object = _G
  for name in path:gmatch "[^%.]+" do
    object = type(object) == "table" and rawget(object, name) or nil
  end
  return object
end

--- Names that may stand at the end of a line: of globals, or of fields behind a dot or colon.
---@param line string
---@return string[] whole words for the last one
function M.complete(line)
  local head, sep, part = line:match "([%a_][%w_%.]*)([%.:])([%a_]?[%w_]*)$"
  local names, prefix = {}, ""
  if head then
    names, prefix = members(value_of(head), sep), head .. sep
  else
    part = line:match "[%a_][%w_]*$" or ""
    add_keys(names, _G)
    table.move(KEYWORDS, 1, #KEYWORDS, #names + 1, names)
  end
  table.sort(names)
  local out = {}
  for _, name in ipairs(names) do
    -- names such as _VERSION are for those who ask for them
    if name:sub(1,
      #part) == part and (part ~= "" or not name:find "^_") then out[#out + 1] = prefix .. name end
  end
  return out
end

--- Run the prompt; `opened` (may be nil) is offered as `corpus`.
---@param opened lunette.Corpus?
---@return integer exit code
function M.run(opened)
  local ln = require "lunette"
  rawset(_G, "ln", ln)
  if opened then
    rawset(_G, "corpus", opened)
    ln.inputs = function() return opened end
  end
  local person = core.system.terminal "stdin" ~= nil
  if person then
    terminal.load_history(HISTORY)
    terminal.set_completer(M.complete)
    print(("Lunette %s. %s Ctrl-D leaves."):format(ln.version, opened and
      "`corpus` holds your documents: corpus:find \"cease-fire\"" or
      "Try: corpus = ln.open \"examples/corpus\""))
  end
  while true do
    local input, why = read_input()
    if type(input) == "function" then
      run(input)
    elseif why == "end" or why == "interrupt" and not person then
      if person then terminal.save_history(HISTORY) end
      if why == "interrupt" then message.say "interrupted" end
      return why == "end" and 0 or 130
    end
  end
end

return M
