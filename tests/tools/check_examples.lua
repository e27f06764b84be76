-- The example corpus against its hand-made gold, and the lessons against their expected output.
-- Prints TAP. usage: lua5.4 tests/tools/check_examples.lua LUNETTE [--show]
--
-- Flags and actors must agree row for row. Quotations are judged by reading, so for them the shares
-- found, right and with the right speaker have floors below what is reached today.
local program, verbose = arg[1], arg[2] == "--show"

local FLOORS = { found = 0.90, right = 0.90, speaker = 0.85 }

local n = 0
local function report(ok, name, faults)
  n = n + 1
  print(("%s %d - %s"):format(ok and "ok" or "not ok", n, name))
  if not ok or verbose then
    for _, fault in ipairs(faults or {}) do print("# " .. fault) end
  end
end

local function lunette(arguments)
  local pipe = assert(io.popen(("cd examples && '%s' %s 2>&1"):format(
    program:sub(1, 1) == "/" and program or "../" .. program, arguments)))
  local text = pipe:read "a"
  pipe:close()
  return text
end

--- Rows of the program and of the gold, compared inside the program: it reads JSON.
local SCORE = [[
local ln = require "lunette"
local function rows(path)
  local list = {}
  for line in io.lines(path) do list[#list + 1] = assert(ln.json.decode(line)) end
  return list
end
local gold, mine, fields = rows(arg.gold), rows(arg.mine), {}
for name in (arg.compare .. ","):gmatch "([^,]+)," do fields[#fields + 1] = name end
local texts = {}
for doc in ln.open "corpus" do texts[doc.id] = doc.text end
-- the gold names a place by its text and how often that text came before
local function place(row)
  if row.first then return row.first end
  local text, from, first = texts[row.doc], 1, nil
  assert(text, row.doc)
  for _ = 1, row.nth do
    first, from = assert(text:find(row.text, from, true), row.doc .. ": " .. row.text)
    from = first + 1
  end
  return first
end
local function key(row)
  return row.doc .. "\0" .. place(row) .. "\0" .. row.text
end
local have, wanted, agree, spoken = {}, {}, 0, 0
for _, row in ipairs(mine) do have[key(row)] = row end
for _, row in ipairs(gold) do
  local found = have[key(row)]
  wanted[key(row)] = true
  if not found then print(("missed\t%s\t%s"):format(row.doc, row.text))
  else
    agree = agree + 1
    local same = true
    for _, name in ipairs(fields) do
      if (found[name] or "") ~= (row[name] or "") then
        same = false
        print(("differs\t%s\t%s\t%s: have %q, want %q"):format(row.doc, row.text, name, found[name],
          row[name]))
      end
    end
    if same then spoken = spoken + 1 end
  end
end
local extra = 0
for _, row in ipairs(mine) do
  if not wanted[key(row)] then
    extra = extra + 1
    print(("extra\t%s\t%s\t%s"):format(row.doc, row.text, row.key or row.speaker))
  end
end
print(("score\t%d\t%d\t%d\t%d"):format(#gold, agree, spoken, #mine))
]]

local function write_temporary(text)
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
  return path
end

local function score(gold, fields, arguments)
  local script, mine = write_temporary(SCORE), os.tmpname()
  local said = lunette(arguments .. " --format jsonl --output " .. mine)
  local out = lunette(("run - --gold gold/%s.jsonl --mine %s --compare '%s' < %s"):format(gold, mine,
    fields, script))
  os.remove(script)
  os.remove(mine)
  local faults = {}
  for line in (said .. out):gmatch "[^\n]+" do faults[#faults + 1] = line end
  local wanted, agree, same, given = out:match "score\t(%d+)\t(%d+)\t(%d+)\t(%d+)"
  return tonumber(wanted), tonumber(agree), tonumber(same), tonumber(given), faults
end

local function check_exact(name, gold, fields, arguments)
  local wanted, agree, same, given, faults = score(gold, fields, arguments)
  report(wanted and wanted > 0 and agree == wanted and same == wanted and given == wanted,
    ("%s: %s of %s, %s given"):format(name, same, wanted, given), faults)
end

check_exact("flags", "flags", "form", "flag corpus --terms cease-fire")
check_exact("actors", "actors", "key,code", "actors corpus --dictionary actors.csv --mentions")

do
  local wanted, agree, same, given, faults = score("quotes", "speaker", "quotes corpus")
  local ok = wanted and agree >= FLOORS.found * wanted and agree >= FLOORS.right * given
    and same >= FLOORS.speaker * agree
  report(ok, ("quotes: %s of %s found, %s given, %s with the speaker"):format(agree, wanted, given,
    same), faults)
end

--- Every lesson prints what its .expected file holds.
local pipe = io.popen "cd examples && ls lessons/*.lua | LC_ALL=C sort"
for path in pipe:lines() do
  local file = io.open("examples/" .. path:gsub("%.lua$", ".expected"), "rb")
  local want = file and file:read "a"
  if file then file:close() end
  local have = lunette(path .. " corpus")
  report(want == have, path, { "have:", have, "want:", tostring(want) })
end
print(("1..%d"):format(n))
