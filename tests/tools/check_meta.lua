-- The reference in lua/lunette/meta/: every function of the program has an entry there, and every
-- example prints what it says. Prints TAP. usage: lua5.4 tests/tools/check_meta.lua LUNETTE [--only TEXT]
local program = arg[1]
local only = arg[2] == "--only" and arg[3]

local FOLDER <const> = "lua/lunette/meta/"

--- Names of method tables in the C module, and of the same in the reference.
local NOUNS <const> = { document_methods = "doc", hit_methods = "hit", spans = "spans",
  regex_methods = "regex", date_methods = "date", dictionary_methods = "dictionary", json = "ln.json" }

--- Run inside the program: prints core NAME for every C function, NOUN NAME for every Lua one.
local DUMP <const> = [[
local core, ln = require "lunette.core", require "lunette"
local function dump(what, prefix, t)
  for name, value in pairs(t) do
    if type(value) == "table" then
      dump(what, prefix .. name .. ".", value)
    elseif type(value) == "function" and (debug.getinfo(value, "S").what == "C") == (what == "C") then
      print(prefix .. name)
    end
  end
end
dump("C", "core.", core)
ln.inputs = nil -- the program's own
dump("Lua", "ln.", ln)
for noun, t in pairs { corpus = require "lunette.corpus".methods, hits = require "lunette.hits".methods,
    table = require "lunette.table".methods, doc = core.document_methods, hit = core.hit_methods,
    spans = core.spans, dictionary = core.dictionary_methods, out = require "lunette.tally".Out.__index } do
  dump("Lua", noun .. ".", t)
end
]]

local function read_lines(command)
  local pipe, lines = assert(io.popen(command)), {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  pipe:close()
  return lines
end

local scratch, names = os.tmpname(), 0
os.remove(scratch)
os.execute(("mkdir '%s'"):format(scratch))

--- In an example os.tmpname gives names in a folder that is gone in the end.
local PREAMBLE <const> = ([[
local ln, core = require "lunette", require "lunette.core"
os.tmpname = function() return "%s/example" end
]]):format(scratch)

local function run(code)
  names = names + 1
  local path = ("%s/%d.lua"):format(scratch, names)
  local file = assert(io.open(path, "w"))
  file:write(code)
  file:close()
  local lines = read_lines(("'%s' run '%s' 2>&1 </dev/null"):format(program, path))
  return lines
end

--- The entries of one file: name, line, the doc comment's example and what it must print.
local function entries_of(path, out)
  local example, want, inside, number = {}, {}, false, 0
  for line in io.lines(path) do
    number = number + 1
    local comment = line:match "^%-%-%-%s?(.*)$"
    local name = line:match "^function ([%w_%.:]+)%("
    if comment == "```lua" then
      inside = true
    elseif comment == "```" then
      inside = false
    elseif inside and comment then
      local printed = comment:match "^%-%-> (.*)$" or comment == "-->" and ""
      if printed then want[#want + 1] = printed else example[#example + 1] = comment end
    elseif name then
      out[name:gsub(":", ".")] = { place = path:gsub(".*/", "") .. ":" .. number, want = want,
        example = #example > 0 and table.concat(example, "\n") or false }
    end
    if not line:find "^%-%-" then example, want = {}, {} end
  end
end

local n, broken = 0, 0
local function report(ok, name, ...)
  n = n + 1
  print(("%s %d - %s"):format(ok and "ok" or "not ok", n, name))
  if ok then return end
  broken = broken + 1
  for _, line in ipairs { ... } do print("# " .. tostring(line):gsub("\n", "\n# ")) end
end

local function entry_name(name)
  local noun, rest = name:match "^core%.([%w_]+)%.(.+)$"
  if noun and NOUNS[noun] then return NOUNS[noun] .. "." .. rest end
  return name
end

local entries = {}
for _, path in ipairs(read_lines(("ls %s*.lua | LC_ALL=C sort"):format(FOLDER))) do entries_of(path,
  entries) end

local known = {}
for _, name in ipairs(run(DUMP)) do
  local wanted = entry_name(name)
  known[wanted] = true
  if not only then report(entries[wanted], wanted .. " has an entry",
    "no function " .. wanted .. " in " .. FOLDER) end
end

-- methods that no table of the dump lists
known["row.hits"], known["script.run"] = true, true

local sorted = {}
for name in pairs(entries) do sorted[#sorted + 1] = name end
table.sort(sorted)
for _, name in ipairs(sorted) do
  local entry = entries[name]
  local title = ("%s (%s)"):format(name, entry.place)
  if not only or name:find(only, 1, true) then
    if not known[name] then
      report(false, title, "there is no such function")
    elseif not entry.example or #entry.want == 0 then
      report(false, title, "no example, or nothing that it prints")
    else
      local have = table.concat(run(PREAMBLE .. entry.example), "\n")
      local want = table.concat(entry.want, "\n")
      report(have == want, title, "prints", have, "want", want)
    end
  end
end
os.execute(("rm -r '%s'"):format(scratch))
print(("1..%d"):format(n))
os.exit(broken == 0)
