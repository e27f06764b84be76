-- Runs the Lua specs inside Lunette and prints TAP.
-- usage: lunette tests/spec/run.lua [--only NAME] [--faults 1]
--
-- A spec is a file of case(name, function); with --faults the scenarios of tests/spec/faults.lua run
-- again and again, the 1st, 2nd, 3rd ... allocation failing, until a run is clean.
local n, broken = 0, 0

-- os.tmpname gives names in a folder that is gone in the end
local scratch, names = os.tmpname(), 0
os.remove(scratch)
os.execute(("mkdir '%s'"):format(scratch))
rawset(os, "tmpname", function()
  names = names + 1
  return ("%s/%d"):format(scratch, names)
end)

local function show(value)
  return require "lunette.inspect".show(value)
end

--- Deep equality of plain values.
local function same(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for key, value in next, a do
    if not same(value, b[key]) then return false end
  end
  for key in next, b do
    if a[key] == nil then return false end
  end
  return true
end

local checks = 0
local SKIP <const> = {}

rawset(_G, "equal", function(have, want, what)
  checks = checks + 1
  if same(have, want) then return end
  error(("%shave %s, want %s"):format(what and what .. ": " or "", show(have), show(want)), 2)
end)

--- The function raises, and the message holds `text`.
rawset(_G, "raises", function(text, f, ...)
  checks = checks + 1
  local ok, err = pcall(f, ...)
  if ok then error("nothing was raised", 2) end
  if not tostring(err):find(text, 1, true) then
    error(("raised %q, want %q in it"):format(tostring(err), text), 2)
  end
end)

--- The function gives nil and a message that holds `text`; returns the place.
rawset(_G, "fails", function(text, f, ...)
  checks = checks + 1
  local value, message, place = f(...)
  if value then error("it did not fail", 2) end
  if not tostring(message):find(text, 1, true) then
    error(("says %q, want %q in it"):format(tostring(message), text), 2)
  end
  return place
end)

rawset(_G, "skip", function(why) error({ SKIP, why }, 0) end)

rawset(_G, "case", function(name, f)
  n, checks = n + 1, 0
  local ok, err = xpcall(f, function(err)
    if type(err) == "table" and err[1] == SKIP then return err end
    return debug.traceback(tostring(err), 2)
  end)
  collectgarbage() -- what a finalizer does wrong shows up here, not three tests later
  if ok and checks == 0 then ok, err = false, "nothing was checked" end
  if ok then
    print(("ok %d - %s"):format(n, name))
  elseif type(err) == "table" then
    print(("ok %d - %s # SKIP %s"):format(n, name, err[2]))
  else
    broken = broken + 1
    print(("not ok %d - %s\n# %s"):format(n, name, (tostring(err):gsub("\n", "\n# "))))
  end
end)

local function run_specs()
  local pipe = io.popen "ls tests/spec/*_spec.lua | LC_ALL=C sort"
  for path in pipe:lines() do
    if not arg.only or path:find(arg.only, 1, true) then
      assert(loadfile(path))()
    end
  end
  pipe:close()
end

--- Fail the n-th allocation (and, second round, all from it on) until a run needs fewer.
local function sweep(name, scenario)
  local set = require "lunette.core".system.faults
  case(name, function()
    if not set then skip "not built with fault injection" end
    for _, lasting in ipairs { false, true } do
      local at, clean = 0
      repeat
        at = at + (at < 400 and 1 or at // 20)
        collectgarbage()
        set(at, lasting)
        local ok = pcall(scenario)
        clean = set(0) < at
        equal(ok or not clean, true, "a run without a fault fails")
      until clean or at > 200000
      equal(clean, true, "the sweep ends")
    end
  end)
end

if arg.faults then
  for _, entry in ipairs(dofile "tests/spec/faults.lua") do sweep(entry[1], entry[2]) end
else
  run_specs()
end
print(("1..%d"):format(n))
os.execute(("rm -r '%s'"):format(scratch))
os.exit(broken == 0, true)
