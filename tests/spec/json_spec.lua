-- ln.json: values both ways.
local ln = require "lunette"
local json = ln.json

case("what is written is read back the same", function()
  for _, value in ipairs { 1, -1, 0.1, 1e300, 5e-324, math.maxinteger, math.mininteger, "", "a\0b",
    "\u{10FFFF}", "\r\n\t\"\\",
      true, false, { 1, 2, { 3 } }, { a = { b = "c" } }, { "x", json.null, "y" } } do
    equal(json.decode(json.encode(value)), value)
  end
end)

case("the same value is the same text", function()
  equal(json.encode { b = 1, a = 2, c = { 1, "2" } }, '{"a":2,"b":1,"c":[1,"2"]}')
  equal(json.encode {}, "{}")
  equal(json.encode(json.array {}), "[]")
  equal(json.encode(json.decode '{"a":[],"b":{}}'), '{"a":[],"b":{}}')
  equal(json.encode(json.decode "[null]"), "[null]")
  equal(json.encode(nil), "null")
end)

case("faulty text says where", function()
  equal(fails("premature EOF", json.decode, "[1,"), 4)
  equal(fails("", json.decode, ""), 1)
  fails("trailing garbage", json.decode, "1 2")
  fails("", json.decode, "{'a':1}")
  fails("", json.decode, "[1] \xFF")
  fails("nested deeper than 100", json.decode, ("["):rep(101) .. ("]"):rep(101))
  equal(json.decode(("["):rep(100) .. ("]"):rep(100)) ~= nil, true)
end)

case("what JSON cannot say raises", function()
  raises("no infinity", json.encode, math.huge)
  raises("no infinity", json.encode, 0 / 0)
  raises("not valid UTF-8", json.encode, "\xFF")
  raises("a function cannot be JSON", json.encode, print)
  raises("every key is a string", json.encode, { [1.5] = 1 })
  local loop = {}
  loop[1] = loop
  raises("nested deeper", json.encode, loop)
end)

case("large numbers", function()
  equal(json.decode "9007199254740993", 9007199254740993)
  equal(json.decode "123456789012345678901234567890", 123456789012345678901234567890.0)
  equal(json.decode "1e2", 100.0)
end)
