-- ln.date: days as written.
local ln = require "lunette"

case("forms that are read", function()
  for text, want in pairs { ["2031"] = "2031", ["2031-03"] = "2031-03", ["2031-03-04"] = "2031-03-04",
      ["20310304"] = "2031-03-04", ["2031/03/04"] = "2031-03-04", ["2031-03-04T23:59:59Z"] = "2031-03-04",
      ["March 4, 2031"] = "2031-03-04", ["4 Mar. 2031"] = "2031-03-04", ["Mar 2031"] = "2031-03" } do
    equal(tostring(assert(ln.date(text))), want)
  end
end)

case("what is no date or two dates is refused", function()
  fails("", ln.date, "01.02.2031")
  fails("", ln.date, "2031-02-30")
  fails("", ln.date, "soon")
  fails("", ln.date, "")
  equal(tostring(ln.date("01.02.2031", "%d.%m.%Y")), "2031-02-01")
  raises("string expected", ln.date, 2031)
end)

case("counting days crosses months, years, leap days", function()
  equal(tostring(ln.date "2016-09-12" + 30), "2016-10-12")
  equal(tostring(1 + ln.date "2016-02-28"), "2016-02-29")
  equal(tostring(ln.date "2017-01-01" - 1), "2016-12-31")
  raises("too many days", function() return ln.date "2016-09-12" + 9000000 end)
end)

case("fields", function()
  local d = ln.date "2031-01-01"
  equal({ d.year, d.month, d.week, d.day }, { 2031, "2031-01", "2031-W01", 1 })
  equal(ln.date "2031".month, "")
  equal(ln.date "2031-01".week, "")
  equal(ln.date "2027-01-01".week, "2026-W53")
  raises("a date has year, month, week and day", function() return d.hour end)
end)

case("order and equality", function()
  equal(ln.date "2031-03" < ln.date "2031-03-01", true)
  equal(ln.date "2031-03-04" == ln.date "4 March 2031", true)
  equal(ln.date "2031-03-04" <= ln.date "2031-03-04", true)
end)

case("within: both ends, coarser precision, open ends", function()
  local function inside(d, a, b)
    return ln.date(d):within(a and ln.date(a), b and ln.date(b))
  end
  equal(inside("2031-03-04", "2031-03-04", "2031-03-04"), true)
  equal(inside("2031-03", "2031-03-04", nil), true)
  equal(inside("2031", "2031-05", "2031-06"), true)
  equal(inside("2031-03-04", nil, "2031-03"), true)
  equal(inside("2031-03-04", nil, "2031-02"), false)
  equal(inside("2031-03-04", nil, nil), true)
end)
