-- Spans: one userdata for all places.
local ln = require "lunette"

local function words() return ln.text.words "no war no peace" end

case("length, index, behind the ends", function()
  local w = words()
  equal(#w, 4)
  equal(w[2].text, "war")
  equal(w[0], nil)
  equal(w[5], nil)
  equal(w[-1], nil)
  equal(tostring(w), "spans: 4")
  equal(tostring(w[1]), "1-2 no")
end)

case("loops inside loops each stand where they stand", function()
  local w, pairs_of = words(), {}
  for a in w do
    for b in w do pairs_of[#pairs_of + 1] = a.first .. "-" .. b.first end
  end
  equal(#pairs_of, 16)
  equal(pairs_of[16], "11-11")
end)

case("ranges are numbers", function()
  local out = {}
  for first, last in words():ranges() do out[#out + 1] = first .. ":" .. last end
  equal(out, { "1:2", "4:6", "8:9", "11:15" })
end)

case("types and counts", function()
  local forms, counts = words():types()
  equal(forms, { "no", "war", "peace" })
  equal(counts, { 2, 1, 1 })
  local t = words():counts()
  equal(t[1].text, "no")
  equal(t[2].text, "peace") -- equal counts: by text
end)

case("no words at all", function()
  local none = ln.text.words ""
  equal(#none, 0)
  equal(none:texts(), {})
  equal(#none:counts(), 0)
  for _ in none do error "no word expected" end
end)

case("a NUL does not end a text", function()
  equal(ln.text.words("a\0b"):texts(), { "a", "b" })
end)

case("a wrong name and a dot raise", function()
  local w = words()
  raises("spans have no 'lenght'", function() return w.lenght end)
  raises("first, last and text", function() return w[1].begin end)
  raises("call it with a colon: x:texts(...)", function() return w.texts() end)
  raises("call it with a colon: x:counts(...)", function() return w.counts() end)
end)
