-- Runs every command of README.md. Prints TAP. usage: lua5.4 tests/tools/check_readme.lua LUNETTE
--
-- In a ```console block a line "$ command" is run and what follows is what it must print; "..." stands
-- for any lines. A ```lua block whose first line is "-- NAME.lua" is written to that file. Commands run
-- in a scratch folder with the project's examples/ in it. `make check` is the run you are in.
local program = arg[1]

local function pwd()
  local pipe = io.popen "pwd"
  local path = pipe:read "l"
  pipe:close()
  return path
end

local root = pwd()
local place = os.tmpname()
os.remove(place)
os.execute(("mkdir '%s' && ln -s '%s/examples' '%s/examples'"):format(place, root, place))

local n = 0
local function report(ok, name, detail)
  n = n + 1
  print(("%s %d - %s"):format(ok and "ok" or "not ok", n, name))
  if not ok then print("# " .. detail:gsub("\n", "\n# ")) end
end

--- Whether the lines fit, "..." standing for any number of them.
local function fits(have, want)
  local pattern = "\n" .. want .. "\n"
  pattern = pattern:gsub("[%^%$%(%)%%%[%]%*%+%-%?]", "%%%0"):gsub("\n%.%.%.\n", "\n\0\n")
  pattern = pattern:gsub("%.", "%%."):gsub("\n%z\n", "\n.*\n")
  return ("\n" .. have .. "\n"):find("^" .. pattern .. "$") ~= nil
    or want == "..." or (want:find "%.%.%.$" and ("\n" .. have):find("^" .. pattern:gsub("%.%*\n$",
      "")) ~= nil)
end

local function run(command, want)
  if command == "make check" then return end
  local where = command:find "^make" and root or place
  local shell = ("cd '%s' && lunette() { '%s/%s' \"$@\"; } && { %s; } 2>&1 </dev/null"):format(where, root,
    program, command)
  local pipe = io.popen(shell)
  local have = pipe:read("a"):gsub("\n$", "")
  local ok = pipe:close()
  report(ok and fits(have, want), command, ("prints\n%s\nwant\n%s"):format(have, want))
end

local block, lines, command, want
for line in io.lines "README.md" do
  local kind = line:match "^```(%w*)$"
  if kind and not block then
    block, lines, command, want = kind, {}, nil, {}
  elseif kind then
    if command then run(command, table.concat(want, "\n")) end
    local name = block == "lua" and lines[1] and lines[1]:match "^%-%- ([%w_]+%.lua)"
    if name then
      local file = assert(io.open(place .. "/" .. name, "w"))
      file:write(table.concat(lines, "\n"), "\n")
      file:close()
    end
    block = nil
  elseif block == "console" and line:sub(1, 2) == "$ " then
    if command then run(command, table.concat(want, "\n")) end
    command, want = line:sub(3), {}
  elseif block then
    lines[#lines + 1], want[#want + 1] = line, line
  end
end
os.execute(("rm -rf '%s'"):format(place))
print(("1..%d"):format(n))
