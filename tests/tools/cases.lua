-- Golden cases: a command, its input, what it must print. Prints TAP.
-- usage: lua5.4 tests/tools/cases.lua LUNETTE FOLDER [--only TEXT]
--
-- A .case file holds cases of this form; sections may be left out, and lines of "#" before the first
-- case are comments:
--   == name of the case
--   +++ notes.txt                    a file in the case's own folder
--   A truce.
--   $ lunette flag notes.txt --terms truce
--   --- stdout
--   ...
--   --- stderr
--   ...
--   --- exit 2
-- Without a section stdout or stderr must be empty, without exit it must be 0. In an expected line
-- `{...}` stands for any text. In a command `$ROOT` is the project's folder, `$PROGRAM` the program's path.
local program, folder = arg[1], arg[2]
local only = arg[3] == "--only" and arg[4]

local function pwd()
  local pipe = io.popen "pwd"
  local path = pipe:read "l"
  pipe:close()
  return path
end

local ROOT = pwd()
local PROGRAM = program:sub(1, 1) == "/" and program or ROOT .. "/" .. program

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

local function write_file(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

--- The cases of one file.
local function parse(path)
  local cases, now, section = {}, nil, nil
  for line in io.lines(path) do
    local name = line:match "^== (.+)$"
    local file = line:match "^%+%+%+ (.+)$"
    local command = line:match "^%$ (.+)$"
    local out = line:match "^%-%-%- (std%w+)$"
    local code = line:match "^%-%-%- exit (%d+)$"
    if name then
      now = { name = name, files = {}, order = {}, stdout = {}, stderr = {}, exit = 0 }
      cases[#cases + 1], section = now, nil
    elseif not now then
      assert(line == "" or line:sub(1, 1) == "#", path .. ": text before the first case: " .. line)
    elseif file then
      section = {}
      now.files[file] = section
      now.order[#now.order + 1] = file
    elseif command then now.command, section = command, nil
    elseif out then section = now[out]
    elseif code then now.exit, section = tonumber(code), nil
    elseif section then section[#section + 1] = line
    end
  end
  return cases
end

--- Lines, without the blank ones that part a case from the next.
local function joined(lines)
  local last = #lines
  while last > 0 and lines[last] == "" do last = last - 1 end
  return table.concat(lines, "\n", 1, last)
end

local function matches(have, want)
  local pattern = want:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0"):gsub("{%%%.%%%.%%%.}", ".-")
  return have:find("^" .. pattern .. "$") ~= nil
end

local function run(case, place)
  os.execute(("rm -rf '%s' && mkdir -p '%s'"):format(place, place))
  for _, name in ipairs(case.order) do
    os.execute(("mkdir -p \"$(dirname '%s/%s')\""):format(place, name))
    write_file(place .. "/" .. name, table.concat(case.files[name], "\n") .. "\n")
  end
  local shell = ("cd '%s' && ROOT='%s' PROGRAM='%s' && lunette() { \"$PROGRAM\" \"$@\"; } && "
    .. "{ %s; } >.stdout 2>.stderr </dev/null"):format(place, ROOT, PROGRAM, case.command)
  local _, _, code = os.execute(shell)
  local have = { stdout = read_file(place .. "/.stdout"):gsub("\n+$", ""),
    stderr = read_file(place .. "/.stderr"):gsub("\n+$", "") }
  local faults = {}
  if code ~= case.exit then faults[1] = ("exit %s, want %d"):format(code, case.exit) end
  for _, stream in ipairs { "stdout", "stderr" } do
    local want = joined(case[stream])
    if not matches(have[stream], want) then
      faults[#faults + 1] = ("%s is\n%s\nwant\n%s"):format(stream, have[stream], want)
    end
  end
  return faults
end

local place = os.tmpname()
os.remove(place)
local n, broken = 0, 0
local pipe = io.popen(("ls %s/*.case | LC_ALL=C sort"):format(folder))
for path in pipe:lines() do
  for _, case in ipairs(parse(path)) do
    local name = ("%s: %s"):format(path:match "([^/]+)%.case$", case.name)
    if not only or name:find(only, 1, true) then
      n = n + 1
      local faults = run(case, place)
      print(("%s %d - %s"):format(#faults == 0 and "ok" or "not ok", n, name))
      if #faults > 0 then
        broken = broken + 1
        print("# " .. table.concat(faults, "\n"):gsub("\n", "\n# "))
      end
    end
  end
end
os.execute(("rm -rf '%s'"):format(place))
print(("1..%d"):format(n))
os.exit(broken == 0)
