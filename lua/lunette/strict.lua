--- What every script of the program gets: strict globals, `pairs` in sorted order, and a warning
--- where a Lua pattern would not do what it looks like. A state that only loads the library as a
--- module keeps its own habits.
local M = {}

local RANK <const> = { number = 1, string = 2, boolean = 3 }

local function less(a, b)
  local ta, tb = type(a), type(b)
  if ta ~= tb then return RANK[ta] < RANK[tb] end
  if ta == "boolean" then return not a and b end
  return a < b
end

--- Keys of `t` in sorted order: numbers, strings, booleans; then all others, as `next` has them.
---@param t table
---@return any[]
function M.sorted_keys(t)
  local keys, others = {}, {}
  for key in next, t do
    if RANK[type(key)] then keys[#keys + 1] = key else others[#others + 1] = key end
  end
  table.sort(keys, less)
  table.move(others, 1, #others, #keys + 1, keys)
  return keys
end

--- pairs(t), sorted. Fields may be changed or removed during the loop, as with the plain one.
function M.pairs(t)
  local meta = getmetatable(t)
  if type(meta) == "table" and meta.__pairs then return meta.__pairs(t) end
  local keys, i = M.sorted_keys(t), 0
  return function()
    while i < #keys do
      i = i + 1
      local value = t[keys[i]]
      if value ~= nil then return keys[i], value end
    end
  end, t, nil
end

local function global_names()
  local names = {}
  for name in next, _G do
    if type(name) == "string" then names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

--- Reading a global that was never set raises, and so does setting one inside a function: a
--- misspelt name must not pass for nil.
function M.seal_globals()
  local suggest = require "lunette.suggest"
  setmetatable(_G, {
    __index = function(_, name)
      local hint = suggest.hint(tostring(name), global_names())
      if name == "ln" then hint = '; a script begins with: local ln = require "lunette"' end
      error(("unknown variable '%s'%s"):format(tostring(name), hint), 2)
    end,
    __newindex = function(t, name, value)
      local info = debug.getinfo(2, "S")
      if info and info.what ~= "main" and info.what ~= "C" then
        error(("'%s' is not declared: write local %s = ..."):format(name, name), 2)
      end
      rawset(t, name, value)
    end,
  })
end

local warned = {}

-- the wrapped ones would ask about their own patterns
local find <const>, match <const>, gsub <const> = string.find, string.match, string.gsub

--- A pattern with a dot for every escape and every set: the hyphen of `[a-z]` is no quantifier, and
--- that of `%a-x` is a meant one.
local function without_sets(pattern)
  return (gsub(gsub(pattern, "%%.", "."), "%[%^?%]?[^%]]*%]", "."))
end

--- The nearest line of Lua at or above `level`, as "name:line".
local function place_at(level)
  local info = debug.getinfo(level, "Sl")
  while info and info.currentline < 1 do
    level = level + 1
    info = debug.getinfo(level, "Sl")
  end
  return info and ("%s:%d"):format(info.short_src, info.currentline) or "?"
end

--- Warn once a place of a bare hyphen between letters: in a Lua pattern it is a quantifier.
local function check_pattern(pattern, name)
  if type(pattern) ~= "string" or not find(pattern, "-", 1, true) then return end
  if not match(without_sets(pattern), "%a%-%a") then return end
  local place = place_at(4)
  if warned[place] then return end
  warned[place] = true
  io.stderr:write(("lunette: %s: in the pattern \"%s\" of string.%s a hyphen means \"as few as "
    .. "possible\"; write %%- , or use doc:find\n"):format(place, pattern, name))
end

--- How the messages of the pattern functions themselves begin.
local FAULTS <const> = { "malformed ", "bad argument ", "invalid ", "missing ", "unfinished ",
  "pattern too complex", "too many captures" }

--- The results of a wrapped function; a mistake in its call is told of the line that called. Whatever
--- else was raised, by a function given to gsub say, stays as it is.
local function pass(name, ok, ...)
  if ok then return ... end
  local err = ...
  for _, begin in ipairs(type(err) == "string" and FAULTS or {}) do
    if find(err, begin, 1, true) == 1 then
      error(("%s: %s"):format(place_at(3), (gsub(err, "'%?'", ("'%s'"):format(name)))), 0)
    end
  end
  error(err, 0)
end

--- Wrap the pattern functions of `string`, once.
function M.watch_patterns()
  for _, name in ipairs { "find", "match", "gmatch", "gsub" } do
    local plain_function = string[name]
    rawset(string, name, function(s, pattern, ...)
      local plain = name == "find" and select(2, ...)
      if not plain then check_pattern(pattern, name) end
      return pass(name, pcall(plain_function, s, pattern, ...))
    end)
  end
end

--- Everything above, in this state.
function M.apply()
  rawset(_G, "pairs", M.pairs)
  M.watch_patterns()
  M.seal_globals()
end

return M
