-- ln.regex: PCRE2.
local ln = require "lunette"

local function all(pattern, s, flags)
  local out = {}
  for m in assert(ln.regex(pattern, flags)):gmatch(s) do out[#out + 1] = m end
  return out
end

case("find gives bytes, from 1, both included", function()
  for _, s in ipairs { "x truce", "é truce", "e\u{301} truce", "👩🏽 truce", "שלום truce", "a\0b truce",
    "\r\n truce",
      "\u{FEFF}truce" } do
    local first, last = ln.regex "truce":find(s)
    equal(s:sub(first, last), "truce")
  end
end)

case("init counts bytes, also from the end, and moves to a character", function()
  local r = ln.regex "a"
  equal({ r:find("aba", 2) }, { 3, 3 })
  equal({ r:find("aba", -1) }, { 3, 3 })
  equal((r:find("aba", 9)), nil)
  equal((ln.regex ".":match("éx", 2)), "x")
end)

case("captures; one that took no part is false", function()
  equal({ ln.regex "(a)|(b)":find "b" }, { 1, 1, false, "b" })
  equal({ ln.regex "(a)|(b)":match "a" }, { "a", false })
  equal(ln.regex "a+":match "caat", "aa")
  equal(ln.regex "z":match "caat", nil)
end)

case("empty matches in gmatch, gsub and split", function()
  equal(#all("x*", "axb"), 4) -- before a, x, before b is b's own place, the end
  equal(ln.regex "x*":gsub("abc", "-"), "-a-b-c-")
  equal(ln.regex "":gsub("é", "|"), "|é|")
  equal(ln.regex "x*":split "axxb", { "a", "b" })
  equal(ln.regex ",":split "", { "" })
  equal(ln.regex ",":split ",a,", { "", "a", "" })
end)

case("gsub: templates, functions, tables", function()
  local r = ln.regex "(?<day>\\d+) (?<month>\\w+)"
  equal({ r:gsub("3 May, 4 June", "%{month} %1") }, { "May 3, June 4", 2 })
  equal(r:gsub("3 May", "%0%%"), "3 May%")
  equal({ r:gsub("3 May, 4 June", "x", 1) }, { "x, 4 June", 1 })
  equal(r:gsub("3 May", function(day, month) return month:upper() .. day end), "MAY3")
  equal(r:gsub("3 May", function() return false end), "3 May")
  equal(r:gsub("3 May", { ["3"] = "three" }), "three")
  raises("names a capture that the pattern lacks", r.gsub, r, "3 May", "%{year}")
  raises("names a capture that the pattern lacks", r.gsub, r, "3 May", "%")
  raises("must be a string, not a table", r.gsub, r, "3 May", function() return {} end)
end)

case("a function in gsub may use the same regex", function()
  local r = ln.regex "\\w+"
  equal(r:gsub("ab cd", function(w) return (r:gsub(w, "<%0>")) end), "<ab> <cd>")
end)

case("flags", function()
  equal(all("^a", "A\na", "im"), { "A", "a" })
  equal(#all("a.b", "a\nb"), 0)
  equal(#all("a.b", "a\nb", "s"), 1)
  equal(#all("a b # blanks do not count", "ab", "x"), 1)
  equal(all("war", "war warm", "w"), { "war" })
  raises("unknown regex flag 'q'; flags: i, m, s, x, w", ln.regex, "a", "q")
end)

case("letters are Unicode's", function()
  equal(all("\\w+", "naïve İstanbul"), { "naïve", "İstanbul" })
  equal(ln.regex("straße", "i"):test "STRASSE", false)
  equal(ln.regex("é", "i"):test "É", true)
end)

case("a bad pattern says where", function()
  equal(fails("missing closing parenthesis", ln.regex, "ab(c"), 5)
  equal(fails("quantifier does not follow", ln.regex, "a**b"), 3)
end)

case("a text that is not UTF-8 gives nil, message, byte", function()
  local r = ln.regex "a"
  for _, method in ipairs { "find", "match", "gmatch", "split", "test" } do
    equal(fails("not UTF-8", r[method], r, "a\xFF"), 2)
  end
  equal(fails("not UTF-8", r.gsub, r, "a\xFF", ""), 2)
end)

case("a pattern that runs wild is stopped", function()
  raises("regex gave up", function() return ln.regex "^(a|a)*$":test(("a"):rep(64) .. "b") end)
end)

case("a NUL is a character like others", function()
  equal(ln.regex "a\0b":find "xa\0b", 2)
  equal({ ln.regex "\\x00":gsub("a\0b", "0") }, { "a0b", 1 })
end)

case("a dot says so", function()
  local r = ln.regex "a"
  raises("call it with a colon: x:find(...)", function() return r.find "a" end)
  raises("no method 'fnd'", function() return r:fnd "a" end)
end)
