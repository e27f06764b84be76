--- The prompt: reads Lua, runs it, prints the values; errors and Ctrl-C leave it standing.
local core = require "lunette.core"
local fail = require "lunette.fail"
local inspect = require "lunette.inspect"
local message = require "lunette.message"
local source = require "lunette.source"
local terminal = require "lunette.terminal"

local M = {}

local HISTORY <const> = (os.getenv "HOME" or ".") .. "/.lunette_history"

--- A chunk of what was typed: as an expression when it is one, so that its value is shown.
---@return function? chunk, boolean more  wanted: the input is unfinished
local function compile(text)
  source.remember("prompt", text)
  local chunk = load("return " .. text, "=prompt", "t")
  if chunk then return chunk, false end
  local why
  chunk, why = load(text, "=prompt", "t")
  if chunk then return chunk, false end
  if why:find "<eof>$" then return nil, true end
  message.say("%s", (why:gsub("^prompt:%d+: ", "")))
  return nil, false
end

local function show(...)
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    if value ~= nil or select("#", ...) > 1 then print(inspect.show(value)) end
  end
  rawset(_G, "_", (...))
end

--- Run a chunk; whatever it raises is said, and the prompt goes on.
local function run(chunk)
  local results = table.pack(xpcall(chunk, source.shorten))
  if results[1] then
    local ok, err = pcall(show, table.unpack(results, 2, results.n))
    if ok then return end
    results[2] = err
  end
  local err = results[2]
  if fail.status(err) == "stop" then message.say "interrupted" else message.say("%s", tostring(err)) end
end

--- Read until the input is whole.
local function read_input()
  local lines, prompt = {}, "lun> "
  while true do
    local line, why = terminal.read_line(prompt)
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

--- Names that may stand at the end of a line: of globals, or of fields behind a dot or colon.
---@param line string
---@return string[] whole words for the last one
function M.complete(line)
  local head, sep, part = line:match "([%a_][%w_%.]*)([%.:])([%a_]?[%w_]*)$"
  local object, prefix = _G, ""
  if head then
    prefix = head .. sep
    for name in head:gmatch "[^%.]+" do
      object = (type(object) == "table") and rawget(object, name) or nil
    end
  else
    part = line:match "([%a_][%w_]*)$" or ""
  end
  local names, out = {}, {}
  for _, t in ipairs(M.members(object)) do
    for name in next, t do
      if type(name) == "string" and name:sub(1, #part) == part then names[name] = true end
    end
  end
  for name in pairs(names) do out[#out + 1] = prefix .. name end
  return out
end

local METHODS <const> = { ["lunette.document"] = "document_methods", ["lunette.hit"] = "hit_methods",
  ["lunette.spans"] = "spans", ["lunette.regex"] = "regex_methods",
  ["lunette.dictionary"] = "dictionary_methods" }

--- The tables in which an object's members are found.
function M.members(object)
  local meta = getmetatable(object)
  if type(meta) == "string" and METHODS[meta] then return { core[METHODS[meta]] } end
  local lists = {}
  if type(object) == "table" then lists[1] = object end
  local name = type(meta) == "table" and rawget(meta, "__name")
  local class = name and ({ ["lunette.Corpus"] = "corpus", ["lunette.Hits"] = "hits",
    ["lunette.Table"] = "table" })[name]
  if class then lists[#lists + 1] = require("lunette." .. class).methods end
  return lists
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
    if type(input) == "function" then run(input)
    elseif why == "end" then break end
  end
  if person then terminal.save_history(HISTORY) end
  return 0
end

return M
