-- What every script of the program gets.
case("a global that was never set raises, with what was meant", function()
  raises("unknown variable 'prnt'; did you mean print?", load "return prnt")
  raises("'count' is not declared: write local count = ...", load "local function f() count = 1 end f()")
end)

case("pairs visits keys in order: numbers, strings, booleans", function()
  local keys = {}
  for key in pairs { b = 1, a = 1, [3] = 1, [1] = 1, [2.5] = 1, [true] = 1,
    [false] = 1 } do keys[#keys + 1] = tostring(key) end
  equal(keys, { "1", "2.5", "3", "a", "b", "false", "true" })
end)

case("fields may go or change while pairs runs; __pairs is kept", function()
  local t, seen = { a = 1, b = 2, c = 3 }, {}
  for key in pairs(t) do
    t.b, t[key] = nil, 9
    seen[#seen + 1] = key
  end
  equal(seen, { "a", "c" })
  local own = setmetatable({}, { __pairs = function() return next, { x = 1 }, nil end })
  for key in pairs(own) do equal(key, "x") end
end)

case("pairs of what is no table says so", function()
  raises("table expected, got nil", function() for _ in pairs(nil) do end end)
end)

case("string functions still work", function()
  equal({ ("a-b"):find("-", 1, true) }, { 2, 2 })
  equal(("cease-fire"):match "cease%-fire", "cease-fire")
  equal((("a b"):gsub("%s", "")), "ab")
end)

case("a mistake in a pattern is told of the line that called", function()
  local _, err = pcall(string.find, "a", "[")
  equal(err:match "^(.-):%d+: (.*)$", "tests/spec/strict_spec.lua")
  raises("malformed pattern (missing ']')", string.find, "a", "[")
  raises("bad argument #1 to 'find'", string.find, nil, "a")
  raises("strict_spec.lua", function() print(("a"):gsub("a", "%2")) end)
  _, err = pcall(string.gsub, "a", "a", function() error("mine", 0) end)
  equal(err, "mine")
  local failure = {}
  _, err = pcall(string.gsub, "a", "a", function() error(failure) end)
  equal(rawequal(err, failure), true)
end)
