-- Tallies: parts from many threads or machines merge to the same bytes.
local tally = require "lunette.tally"
local result = require "lunette.result"
local random = require "lunette.random"
local writer = require "lunette.writer"

local KINDS <const> = { "count", "add", "min", "max", "distinct" }

--- One tally a document; `gather(out, number)` fills it.
local function parts(numbers, gather)
  local list = {}
  for i, number in ipairs(numbers) do
    local t = tally.new()
    t:begin(number)
    gather(setmetatable({ tally = t, columns = {}, doc = false }, tally.Out), number)
    list[i] = t
  end
  return list
end

local function merged(list)
  local whole = tally.new()
  for _, part in ipairs(list) do whole:merge(part) end
  return whole
end

--- All tables of a tally as JSON.
local function bytes(t)
  local r = result.new(t, { columns = { "a", "b" } }, {})
  local out = {}
  for _, kind in ipairs(KINDS) do out[#out + 1] = writer.to_string(r[kind], "jsonl") end
  out[#out + 1] = writer.to_string(require "lunette.table".new({ "doc" }, r.row), "jsonl")
  return table.concat(out, "\n")
end

local function gather(out, number)
  local draw = random.new(number)
  for _ = 1, 5 do
    local key = draw:below(3)
    out:count(key, key == 1 and "x" or nil)
    out:add(draw:below(1000) / 7 * 10.0 ^ (draw:below(40) - 20), key)
    out:add(draw:below(9), "whole")
    out:min(draw:below(99) - 0.5, key)
    out:max(draw:below(99), key)
    out:distinct(draw:below(4), key)
  end
  out:row { doc = number }
  out:row { doc = number + 0.5 }
end

local function shuffled(n, seed)
  local draw, list = random.new(seed), {}
  for i = 1, n do list[i] = i end
  for i = n, 2, -1 do
    local j = draw:below(i)
    list[i], list[j] = list[j], list[i]
  end
  return list
end

case("parts merge to the same bytes in any order", function()
  local want = bytes(merged(parts(shuffled(30, 1), gather)))
  for seed = 2, 12 do equal(bytes(merged(parts(shuffled(30, seed), gather))), want) end
end)

case("and in any grouping", function()
  local want = bytes(merged(parts(shuffled(12, 1), gather)))
  local list = parts(shuffled(12, 5), gather)
  local left, right = {}, {}
  for i, part in ipairs(list) do table.insert(i % 3 == 0 and left or right, part) end
  equal(bytes(merged { merged(right), merged(left) }), want)
end)

local function sum(numbers)
  local t = merged(parts({ 1 }, function(out)
    for _, x in ipairs(numbers) do out:add(x) end
  end))
  return result.new(t, {}, {}).add[1].sum
end

case("sums are exact", function()
  equal(sum { 0.1, 0.2, 0.3, -0.6 } == 0.1 + 0.2 + 0.3 - 0.6 and false or sum { 0.1, 0.2, 0.3 }, 0.6)
  equal(sum { 1e100, 1.0, -1e100 }, 1.0)
  equal(sum { 1.0, 1e100, -1e100, 1.0 }, 2.0)
  local tenths = {}
  for i = 1, 1000 do tenths[i] = 0.1 end
  equal(sum(tenths), 100.0)
  equal(sum { 1 << 60, 0.5, -(1 << 60) }, 0.5)
  equal(sum { (1 << 53) + 1, 1.0 }, 9007199254740994.0)
  equal(sum { 1e16, 1.0, 1e-16 }, 10000000000000002.0) -- a tie, decided by the least part
  equal(math.type(sum { 1, 2 }), "integer")
  equal(sum { math.huge, 1.0 }, math.huge)
end)

case("nil and \"\" are (none); numbers and strings are different keys", function()
  local t = merged(parts({ 1, 2 }, function(out, number)
    out:count(nil)
    out:count ""
    out:count(number == 1 and 1 or "1")
    out:count(false)
  end))
  local counts = result.new(t, {}, {}).count
  local seen = {}
  for i = 1, #counts do seen[i] = ("%s %s %d %d"):format(type(counts[i].k1), tostring(counts[i].k1),
    counts[i].n, counts[i].docs) end
  equal(seen, { "number 1 1 1", "string (none) 4 2", "string 1 1 1", "boolean false 2 2" })
end)

case("wrong use raises", function()
  local out = setmetatable({ tally = tally.new() }, tally.Out)
  raises("out:add: a number, not a string", out.add, out, "1")
  raises("out:max: the number is undefined", out.max, out, 0 / 0)
  raises("a key is a string, number or boolean, not a table", out.count, out, {})
  raises("a table of fields", out.row, out, "x")
  raises("call it with a colon: x:count(...)", function() out.count "a" end)
end)
