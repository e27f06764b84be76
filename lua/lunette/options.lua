--- The command line: what every command knows, what a script declares, and reading both.
local core = require "lunette.core"
local fail = require "lunette.fail"
local period = require "lunette.period"
local suggest = require "lunette.suggest"
local where = require "lunette.where"
local writer = require "lunette.writer"

local M = {}

--- How documents are read, and which.
M.reading = {
  where = { type = "where", many = true, help = "only documents with NAME=VALUE[,VALUE], != or A..B" },
  containing = { type = "query", help = "only documents that contain a hit of QUERY" },
  ["min-words"] = { type = "integer", least = 0, help = "only documents of N words or more" },
  layer = { type = "pairs", help = "layers that queries may name: actor=FILE.actors.txt" },
  fields = { type = "pairs", help = "record fields by other names: text=speech,date=pubdate" },
  ["date-format"] = { type = "string", help = "how dates are written, such as %d/%m/%Y" },
  lang = { type = "string", help = "language of documents that state none" },
  encoding = { type = "string", help = "of files that are not UTF-8, such as windows-1252" },
}

--- How a result is written.
M.writing = {
  format = { type = "choice", of = writer.formats,
    help = "form of the result (else as FILE's name says, or table)" },
  output = { type = "string", help = "write the result to FILE" },
  sort = { type = "list", help = "rows in the order of columns, -n falling; kwic also by words: R1, L2" },
  head = { type = "integer", least = 0, help = "only the first N rows" },
  sample = { type = "integer", least = 0, help = "only N rows, drawn at random" },
  seed = { type = "integer", default = 1, help = "of --sample" },
}

--- When to stop, and what to say.
M.limits = {
  timeout = { type = "number", least = 0, help = "stop after S seconds, keeping what was done" },
  memory = { type = "integer", least = 1, help = "let Lua use at most N MB" },
  quiet = { type = "flag", help = "no remarks" },
}

--- What map -> tally -> report can do besides.
local MAPPING <const> = {
  ["in"] = { type = "list", of = { "text", "title" }, default = { "text" },
    help = "text, title, or both: title,text" },
  fill = { type = "choice", of = period.kinds,
    help = "rows for the day, week, month or year without a hit, of --by" },
  check = { type = "string", help = "write the hits to FILE.csv for checking by hand" },
  ["sample-by"] = { type = "list", help = "--sample draws N rows of each value of these columns" },
  ["fail-if-none"] = { type = "flag", help = "exit code 1 when nothing was found" },
}

--- Options of every script.
M.common = {}
for _, set in ipairs { M.reading, M.writing, M.limits, MAPPING } do
  for name, spec in next, set do M.common[name] = spec end
end

--- Those that have no effect on a script that prints by itself, unless it reads them.
M.declared_only = {}
for _, set in ipairs { M.writing, MAPPING } do
  for name in next, set do M.declared_only[name] = true end
end

local function number(text, spec, name)
  local value = tonumber(text)
  if spec.type == "integer" then value = value and math.tointeger(value) end
  if not value or value ~= value then fail.usage("--%s: %q is not a number", name, text) end
  if spec.least and value < spec.least then fail.usage("--%s: at least %d", name, spec.least) end
  return value
end

local function list(text)
  local items = {}
  for item in (text .. ","):gmatch "%s*([^,]-)%s*," do
    if item ~= "" then items[#items + 1] = item end
  end
  return items
end

--- The value of option `name`, which must be one of `names`.
local function one_of(value, names, name)
  for _, known in ipairs(names) do
    if known == value then return value end
  end
  fail.usage("--%s: %q is not one of %s%s", name, value, table.concat(names, ", "),
    suggest.hint(value, names))
end

M.one_of = one_of

local function pairs_of(text, name)
  local out = {}
  for _, item in ipairs(list(text)) do
    local key, value = item:match "^([^=]+)=(.+)$"
    if not key then fail.usage("--%s: %q is not NAME=FIELD", name, item) end
    out[key] = value
  end
  return out
end

--- "QUERY" or "QUERY,N": a number of up to three digits at the end is how many words.
local function near(text)
  local query, words = text:match "^(.*),%s*(%d%d?%d?)%s*$"
  return { query = query or text, words = words and math.tointeger(words) }
end

local readers = {
  flag = function() return true end,
  string = function(text) return text end,
  file = function(text) return text end,
  dictionary = function(text) return text end,
  query = function(text) return text end,
  near = near,
  number = number,
  integer = number,
  pairs = function(text, _, name) return pairs_of(text, name) end,
  where = function(text) return where.parse(text) end,
  choice = function(text, spec, name) return one_of(text, spec.of, name) end,
  list = function(text, spec, name)
    local items = list(text)
    if #items == 0 then fail.usage("--%s needs a value", name) end
    for _, item in ipairs(spec.of and items or {}) do one_of(item, spec.of, name) end
    return items
  end,
}

--- Names of the types that a script may declare.
M.types = {}
for name in next, readers do M.types[#M.types + 1] = name end
table.sort(M.types)

--- The names of all options, sorted.
---@param specs table[]  sets of name -> spec
---@return string[]
function M.names_of(specs)
  local names = {}
  for _, set in ipairs(specs) do
    for name in next, set do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

local function spec_of(name, specs)
  for _, set in ipairs(specs) do
    if set[name] then return set[name] end
  end
  local known = M.names_of(specs)
  fail.usage("unknown option --%s%s; lunette help shows the options", name, suggest.hint(name, known))
end

--- An option of an ordinary script, which declares none: its value may be missing or come again.
local function read_loose(values, name, value)
  local before = values[name]
  if value == nil then value = true end
  if before == nil then values[name] = value
  elseif type(before) == "table" then before[#before + 1] = value
  else values[name] = { before, value }
  end
end

--- Take argument `i` as an option; returns the place of the next argument.
local function read_option(argv, i, specs, values)
  local name, value = argv[i]:match "^%-%-([^=]+)=(.*)$"
  name = name or argv[i]:sub(3)
  local spec = spec_of(name, specs)
  if spec.type == "loose" then
    local follows = value == nil and argv[i + 1] and not argv[i + 1]:find "^%-%-"
    read_loose(values, name, follows and argv[i + 1] or value)
    return follows and i + 2 or i + 1
  elseif spec.type == "flag" then
    if value then fail.usage("--%s takes no value", name) end
  elseif not value then
    i = i + 1
    value = argv[i]
    if value == nil then fail.usage("--%s needs a value", name) end
  end
  local read = readers[spec.type](value, spec, name)
  if spec.many then
    values[name] = values[name] or {}
    table.insert(values[name], read)
  elseif values[name] ~= nil then
    fail.usage("--%s is given twice", name)
  else
    values[name] = read
  end
  return i + 1
end

local function copy(value)
  return type(value) == "table" and table.move(value, 1, #value, 1, {}) or value
end

--- The argument that a script takes without its name, before the inputs: the one declared with `place`.
---@param args table  a script's arguments
---@return string? name
function M.placed(args)
  for name, spec in next, args do
    if spec.place then return name end
  end
end

--- Take the first input as the argument that a script takes without its name.
---@param values table
---@param inputs string[]
---@param args table
function M.place(values, inputs, args)
  local name = M.placed(args)
  if not name or values[name] ~= nil then return end
  local what = name:upper()
  if not inputs[1] then fail.usage("which %s? %s", what, args[name].help or "") end
  if not inputs[2] and core.system.kind(inputs[1]) then
    fail.usage("%s is missing before the input %s", what, inputs[1])
  end
  values[name] = readers[args[name].type](table.remove(inputs, 1), args[name], name)
end

--- Put in the defaults of what is not there.
---@param values table
---@param specs table[]
function M.fill(values, specs)
  for _, set in ipairs(specs) do
    for name, spec in next, set do
      if values[name] == nil then values[name] = copy(spec.default) end
    end
  end
end

--- Read `argv` from place `from` on. Returns values by name (defaults filled in) and the other
--- arguments; behind `--` nothing is an option.
---@param argv string[]
---@param from integer
---@param specs table[]  sets of name -> spec, such as M.common
---@return table values, string[] inputs
function M.parse(argv, from, specs)
  local values, inputs, i = {}, {}, from
  while i <= #argv do
    local word = argv[i]
    if word == "--" then
      table.move(argv, i + 1, #argv, #inputs + 1, inputs)
      break
    elseif word:sub(1, 2) == "--" then
      i = read_option(argv, i, specs, values)
    elseif word:sub(1, 1) == "-" and word ~= "-" then
      fail.usage("unknown option %s; options begin with --", word)
    else
      inputs[#inputs + 1] = word
      i = i + 1
    end
  end
  M.fill(values, specs)
  return values, inputs
end

return M
