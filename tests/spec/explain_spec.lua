-- Why boundaries are where they are.
local ln = require "lunette"

local function column(t, name)
  local out = {}
  for i = 1, #t do out[i] = t[i][name] end
  return out
end

case("explain: words", function()
  local t = ln.text.explain "can't!"
  equal(column(t, "byte"), { 1, 2, 3, 4, 5, 6, 7 })
  equal(column(t, "rule"), { "WB1", "WB5", "WB5", "WB6", "WB7", "WB999", "WB2" })
  equal(column(t, "boundary"), { true, false, false, false, false, true, true })
  equal(t[4].before .. t[4].after, "n'")
  equal(t[1].before, nil)
  equal(t[7].after, nil)
  equal(t[4].meaning, "a mark between two letters joins them: before it")
  equal(t.columns, { "byte", "before", "after", "boundary", "rule", "meaning" })
  equal(t:where { boundary = true }:head(1)[1].rule, "WB1")
end)

case("explain: sentences and graphemes", function()
  equal(column(ln.text.explain("3.5", { units = "sentences" }), "rule"), { "SB1", "SB998", "SB6", "SB2" })
  equal(column(ln.text.explain("e\u{301}x", { units = "graphemes" }), "rule"),
    { "GB1", "GB9", "GB999", "GB2" })
end)

case("explain: what would not be seen has its number", function()
  local t = ln.text.explain "e\u{301} \0\r\nש😀\u{200D}"
  equal(column(t, "after"), { "e", "U+0301", "U+0020", "U+0000", "U+000D", "U+000A", "ש", "😀", "U+200D" })
  equal(column(t, "byte"), { 1, 2, 4, 5, 6, 7, 8, 10, 14, 17 })
  equal(tostring(t):find("U+0301", 1, true) ~= nil, true)
end)

case("explain: its boundaries are those of words, sentences and graphemes", function()
  local s = "“Mr. O’Neil said.” 3.5% – e\u{301}t\u{AD}é: שלום… 👩\u{200D}👧 🇩🇪🇫\r\nEnd"
  for _, units in ipairs { "words", "sentences", "graphemes" } do
    local t, at = ln.text.explain(s, { units = units }), 1
    local options = units ~= "graphemes" and { all = true } or nil
    local firsts = {}
    for first in ln.text[units](s, options):ranges() do firsts[#firsts + 1] = first end
    for i = 1, #t - 1 do
      if t[i].boundary then
        equal(t[i].byte, firsts[at], units)
        at = at + 1
      end
    end
    equal(at, #firsts + 1, units)
  end
end)

case("explain: no text, and what is no text", function()
  equal(#ln.text.explain "", 0)
  equal(fails("not UTF-8", ln.text.explain, "ab\xFF"), 3)
  raises("units are words, sentences or graphemes, not 'lines'", ln.text.explain, "a", { units = "lines" })
  raises("unknown option 'unit'; did you mean units?", ln.text.explain, "a", { unit = "words" })
  raises("string expected", ln.text.explain)
end)
