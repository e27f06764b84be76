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

--- The last row of a CSV table, by column: the scores of all.
local function last_row(text)
  local names, row = {}, {}
  for name in (text:match "[^\n]*" .. ","):gmatch "([^,]*)," do names[#names + 1] = name end
  local i = 0
  for cell in (text:match "([^\n]*)\n?$" .. ","):gmatch "([^,]*)," do
    i = i + 1
    row[names[i] or i] = tonumber(cell) or cell
  end
  return row
end

--- The exact scores of a layer of the corpus, and what is wrong.
local function score(gold, arguments)
  local errors = os.tmpname()
  os.remove(errors)
  local out = lunette(("score gold/%s.jsonl corpus --match exact --edges count --quiet --format csv "
    .. "--errors %s.tsv %s"):format(gold, errors, arguments))
  local faults = { out }
  local file = io.open(errors .. ".tsv", "rb")
  for line in file and file:lines() or function() end do faults[#faults + 1] = line end
  if file then file:close() end
  os.remove(errors .. ".tsv")
  return last_row(out), faults
end

local function check_exact(name, gold, arguments)
  local all, faults = score(gold, arguments)
  report(math.type(all.gold) == "integer" and all.gold > 0 and all.gold == all.recalled
    and all.found == all.right and all.found == all.gold,
    ("%s: %s of %s, %s given"):format(name, all.recalled, all.gold, all.found), faults)
end

check_exact("flags", "flags", "--terms cease-fire --same form")
check_exact("actors", "actors", "--layer actors --dictionary actors.csv --same key,code")

do
  local all, faults = score("quotes", "")
  local ok = math.type(all.gold) == "integer" and all.recalled >= FLOORS.found * all.gold
    and all.right >= FLOORS.right * all.found and all.person >= 100 * FLOORS.speaker
  report(ok, ("quotes: %s of %s found, %s of %s given right, %s %% of the persons right"):format(all.recalled,
    all.gold, all.right, all.found, all.person), faults)
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
