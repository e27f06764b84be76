-- Conditions.
local ln = require "lunette"
local where = require "lunette.where"

local function holds(text, value) return where.holds(where.parse(text), value) end

local function tests(text, t)
  t.text = t.text or "x"
  return where.test(where.parse(text), ln.document(t))
end

case("values, lists, not", function()
  equal(holds("a=x", "x"), true)
  equal(holds("a=x", "X"), false)
  equal(holds("a=x,y", "y"), true)
  equal(holds("a = x, y", "y"), true)
  equal(holds("a!=x,y", "y"), false)
  equal(holds("a!=x", nil), true)
  equal(holds("a=", ""), true)
  equal(holds("n=3", 3), true)
  equal(holds("ok=true", true), true)
  equal(holds("a=b=c", "b=c"), true)
end)

case("(none) is what is not stated", function()
  equal(holds("a=(none)", nil), true)
  equal(holds("month=(none)", "(none)"), true)
  equal(holds("a=(none),x", "x"), true)
  equal(holds("a!=(none)", nil), false)
  equal(tests("date=(none)", {}), true)
  equal(tests("date=(none)", { date = "2031" }), false)
end)

case("ranges include both ends; an end may be missing", function()
  equal(holds("n=2..4", 2) and holds("n=2..4", 4), true)
  equal(holds("n=2..4", 4.5), false)
  equal(holds("n=..4", -7), true)
  equal(holds("n=9..", 10), true) -- as numbers
  equal(holds("n=2..4", nil), false)
  equal(holds("a=b..d", "c"), true)
  equal(holds("week=2031-W09..2031-W11", "2031-W10"), true)
end)

case("dates at the coarser precision", function()
  equal(tests("date=2031", { date = "2031-03-04" }), true)
  equal(tests("date=2031-03", { date = "2031-03-04" }), true)
  equal(tests("date=2031-03-04", { date = "2031-03" }), true)
  equal(tests("date=2031-03..2031-04", { date = "2031-04-30" }), true)
  equal(tests("date=2031-04-01..", { date = "2031-03-31" }), false)
  equal(tests("date=2031", {}), false)
  equal(tests("date!=2031-03", { date = "2031-04-01" }), true)
end)

case("document fields and variables", function()
  equal(tests("id=d", { id = "d" }), true)
  equal(tests("month=2031-03", { date = "2031-03-04" }), true)
  equal(tests("title=T", { title = "T" }), true)
  equal(tests("source=S", { source = "S" }), true)
end)

case("what is no condition", function()
  raises("is not NAME=VALUE", where.parse, "source")
  raises("is not NAME=VALUE", where.parse, "=x")
  raises("where: soon:", where.parse, "date=soon")
  raises("conditions have names", where.from_table, { "x" })
end)

case("complaints name each value that no document has", function()
  local condition = where.parse "source=VOA,BBC"
  for _, source in ipairs { "Voice of America", "BBC", "Voice of America" } do
    where.test(condition, ln.document { text = "x", source = source })
  end
  equal(where.complaints(condition),
    { 'no document has source "VOA"; values: Voice of America (2), BBC (1)' })
  local unknown = where.parse "sorce=BBC"
  where.test(unknown, ln.document { text = "x", source = "BBC" })
  equal(where.complaints(unknown), { "no document has a sorce; did you mean source?" })
  equal(where.complaints(where.parse "a=b"), {}) -- nothing was read: nothing to say
end)

case("many dates are summed up", function()
  local condition = where.parse "date=2040"
  for day = 10, 30 do where.test(condition, ln.document { text = "x", date = "2031-01-" .. day }) end
  equal(where.complaints(condition), { 'no document has date "2040"; values: from 2031-01-10 to 2031-01-30' })
end)
