local random = require "lunette.random"

case("the same seed draws the same, in the order of the list", function()
  local list = {}
  for i = 1, 100 do list[i] = i end
  local a, b = random.new(7):sample(list, 10), random.new(7):sample(list, 10)
  equal(a, b)
  for i = 2, 10 do equal(a[i] > a[i - 1], true) end
  equal(random.new(8):sample(list, 10)[1] == a[1] and random.new(8):sample(list, 10)[2] == a[2], false)
end)

case("every item is drawn about as often", function()
  local seen, draw = { 0, 0, 0, 0 }, random.new(1)
  for _ = 1, 4000 do
    local chosen = draw:sample({ 1, 2, 3, 4 }, 1)[1]
    seen[chosen] = seen[chosen] + 1
  end
  for _, n in ipairs(seen) do equal(n > 850 and n < 1150, true) end
end)

case("no more than there are", function()
  equal(random.new(1):sample({ "a", "b" }, 5), { "a", "b" })
  equal(random.new(1):sample({}, 5), {})
  equal(random.new(1):sample({ "a" }, 0), {})
end)

case("a known sequence, on every machine", function()
  equal(random.new(1234567):next(), 6457827717110365317)
end)

case("math.random is left alone", function()
  math.randomseed(42)
  local want = math.random(1000)
  math.randomseed(42)
  random.new(1):sample({ 1, 2, 3 }, 2)
  equal(math.random(1000), want)
end)
