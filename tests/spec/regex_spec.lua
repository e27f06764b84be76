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
  equal(r:find("aba", -9), 1)
  equal(r:test("aba", 4), false)
  equal((ln.regex ".":find("xé", -1)), nil) -- inside the é: behind it
  equal((ln.regex ".":match("éx", 2)), "x")
end)

case("behind the end there is no match, not even an empty one", function()
  local empty = ln.regex ""
  equal({ empty:find("é", 3) }, { 3, 2 })
  equal((empty:find("é", 4)), nil)
  equal((empty:match("", 2)), nil)
  equal(empty:captures("", 2), nil)
  equal(empty:test("", math.maxinteger), false)
  for _ in empty:gmatch("abc", 5) do error "a match" end
end)

case("gmatch starts where it is told", function()
  local got = {}
  for m in ln.regex "\\w":gmatch("añbc", -3) do got[#got + 1] = m end -- -3 lies inside the ñ
  equal(got, { "b", "c" })
end)

case("captures by number and by name", function()
  local r = ln.regex "(?<day>\\d+) (?<month>\\w+)( \\d{4})?"
  equal(r:captures "on 3 May", { [0] = "3 May", "3", "May", false, day = "3", month = "May" })
  equal(r:captures("3 May 4 June", 6).month, "June")
  equal(r:captures "none", nil)
  local either = ln.regex "(?J)(?<n>a)|(?<n>b)"
  equal(either:captures "a".n, "a")
  equal(either:captures "b".n, "b")
  equal(either:gsub("ab", "<%{n}>"), "<a><b>")
  equal(ln.regex "(?<n>a)?b":captures("b").n, false)
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
  equal(ln.regex "x*":gsub("é\r\n👩🏽", "-"), "-é-\r-\n-👩-🏽-")
  equal(ln.regex "\\b":split "an é", { "an é" })
  equal(ln.regex "$":gsub("a\r\n", "|"), "a\r|\n|")
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

case("a limit says where, which one and what to do", function()
  raises("byte 3: more than 10000000 steps from one place; a repeat inside a repeat", function()
    return ln.regex "(a+)+$":test("é" .. ("a"):rep(64) .. "b")
  end)
  raises("more than 1000 steps", function()
    return ln.regex "(*LIMIT_MATCH=1000)(a+)+$":test(("a"):rep(64) .. "b")
  end)
  equal(fails("20000 bytes, and 10000 is the limit", ln.regex, ("a"):rep(20000)), 10001)
  fails("more than 100 parentheses inside each other", ln.regex, ("("):rep(150) .. (")"):rep(150))
end)

case("a long text is checked, and searched, again and again", function()
  local r, text, n, at = ln.regex "é", ("é "):rep(3000), 0, 1
  while true do
    local first, last = r:find(text, at)
    if not first then break end
    n, at = n + 1, last + 1
  end
  equal(n, 3000)
  equal(fails("not UTF-8", r.find, r, text .. "\xFF"), 9001)
  equal(r:find(text), 1)
end)

case("a NUL is a character like others", function()
  equal(ln.regex "a\0b":find "xa\0b", 2)
  equal({ ln.regex "\\x00":gsub("a\0b", "0") }, { "a0b", 1 })
  equal(tostring(ln.regex "a\0b"), "/a\0b/")
  equal(ln.regex("quiz\0show", "i"):find "A QUIZ\0SHOW", 3)
  equal(ln.regex "\\0+":split "a\0\0b", { "a", "b" })
  equal(ln.regex "b":gsub("abc", "\0"), "a\0c")
  raises("unknown regex flag", ln.regex, "a", "i\0")
end)

case("a closed regex says so, also in the middle of a loop", function()
  local next_match, closed
  do
    local r <close> = ln.regex "a"
    next_match, closed = r:gmatch "aaa", r
    equal(next_match(), "a")
  end
  raises("closed while it was in use", next_match)
  raises("regex was freed", closed.find, closed, "a")
end)

case("a dot says so", function()
  local r = ln.regex "a"
  raises("call it with a colon: x:find(...)", function() return r.find "a" end)
  raises("no method 'fnd'", function() return r:fnd "a" end)
end)
