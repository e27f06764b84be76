-- No file over 800 lines, no function over 60, unless a comment above it says why with "Long:".
-- Generated files (their first lines say "Made by") are left out. Prints TAP.
local FILE_MOST, FUNCTION_MOST = 800, 60

local function read(path)
  local lines = {}
  for line in io.lines(path) do lines[#lines + 1] = line end
  return lines
end

--- Where the signature begins whose last line is `i`: its lines but the first are indented, and all but
--- the last end in a comma or an open bracket.
local function signature_start(lines, i)
  while i > 0 and lines[i]:find "^%s" do
    i = i - 1
    if not (lines[i] or ""):find "[,(]$" then return nil end
  end
  return i > 0 and lines[i]:find "^[%a_]" and i or nil
end

--- A C function: from its signature to the "}" at the left margin.
local function c_functions(lines, each)
  local start
  for i, line in ipairs(lines) do
    if not start and line:find "%)%s*{$" then
      start = signature_start(lines, i)
    elseif line:find "^}" and start then
      each(start, i)
      start = nil
    end
  end
end

--- A Lua function at the left margin, to its "end" at the left margin.
local function lua_functions(lines, each)
  local start
  for i, line in ipairs(lines) do
    if line:find "^local function" or line:find "^function" or line:find "^[%w_.%[%]\"]+ = function" then
      start = not line:find "%send$" and i or nil
    elseif line:find "^end" and start then
      each(start, i)
      start = nil
    end
  end
end

local function has_reason(lines, start)
  local i = start - 1
  while i > 0 and lines[i]:find "^[%s/*%-]" do
    if lines[i]:find "Long:" then return true end
    i = i - 1
  end
  return false
end

local n = 0
local command = "find core lua scripts tests -name '*.[ch]' -o -name '*.lua' | LC_ALL=C sort"
for path in io.popen(command):lines() do
  local lines, faults = read(path), {}
  local head = table.concat(lines, "\n", 1, math.min(3, #lines))
  if not head:find "Made by" then
    if #lines > FILE_MOST and not head:find "Long:" then
      faults[#faults + 1] = ("%d lines"):format(#lines)
    end
    local functions = path:find "%.lua$" and lua_functions or c_functions
    functions(lines, function(from, to)
      if to - from + 1 > FUNCTION_MOST and not has_reason(lines, from) then
        faults[#faults + 1] = ("line %d: a function of %d lines"):format(from, to - from + 1)
      end
    end)
  end
  n = n + 1
  print(("%s %d - %s"):format(#faults == 0 and "ok" or "not ok", n, path))
  for _, fault in ipairs(faults) do print("# " .. fault) end
end
