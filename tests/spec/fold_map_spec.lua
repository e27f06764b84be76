-- ln.text.fold_map: what is found in the folded string is shown in the original.
local ln = require "lunette"
local core = require "lunette.core"

--- The bytes of `s` that became `piece` in its fold.
local function original(s, piece, options)
  local folded, map = ln.text.fold_map(s, options)
  return s:sub(map:source(assert(folded:find(piece, 1, true))))
end

case("a find in the folded string names the original", function()
  equal(original("Die STRASSE, die Straße", "strasse, die strasse"), "STRASSE, die Straße")
  equal(original("in Straße 3", "strasse"), "Straße")
  equal(original("İstanbul", "i̇stanbul"), "İstanbul")
  equal(original("open \u{FB01}re now", "fire"), "\u{FB01}re")
  equal(original("open \u{FB01}re now", "ir"), "\u{FB01}r", "a ligature is never split")
  equal(original("der Élysée-Palast", "elysee", { marks = false }), "Élysée")
  equal(original("der E\u{301}lyse\u{301}e", "elysee", { marks = false }), "E\u{301}lyse\u{301}e")
  equal(original("Σίσυφος!", "φοσ"), "φος")
  equal(original("وَقْفَ النار", "وقف", { marks = false }), "وَقْفَ")
  equal(original("a “cease–fire” b", '"cease-fire"', { plain = true }), "“cease–fire”")
end)

case("what was left out is inside or nowhere", function()
  local options = { ignorable = false }
  equal(original("\u{FEFF}cease\u{AD}fire\u{AD}!", "ceasefire", options), "cease\u{AD}fire")
  equal(original("\u{FEFF}cease\u{AD}fire\u{AD}!", "cease", options), "cease")
  equal(original("\u{FEFF}cease\u{AD}fire\u{AD}!", "fire", options), "fire")
  equal(original("👨\u{200D}👩", "👨👩", options), "👨\u{200D}👩")
  local folded, map = ln.text.fold_map("a\u{AD}b", options)
  equal(folded, "ab")
  equal({ map:folded(2, 3) }, { 2, 1 })
  equal({ map:folded(1, 4) }, { 1, 2 })
end)

case("places are bytes from 1, both ends in; empty ones stay empty", function()
  local folded, map = ln.text.fold_map "aßb"
  equal(folded, "assb")
  equal({ map:source(1, 1) }, { 1, 1 })
  equal({ map:source(2, 2) }, { 2, 3 })
  equal({ map:source(3, 4) }, { 2, 4 })
  equal({ map:source(1, 4) }, { 1, 4 })
  equal({ map:source(4, 3) }, { 4, 3 })
  equal({ map:source(5, 4) }, { 5, 4 })
  equal({ map:folded(3, 3) }, { 2, 3 })
  equal({ map:folded(1, 4) }, { 1, 4 })
  equal({ select(2, ln.text.fold_map ""):source(1, 0) }, { 1, 0 })
end)

case("every option set of the core", function()
  local T = core.text
  local s = "\u{FEFF}E\u{301}\u{1112}\u{1161}\u{11AB} ﬃ\0\r\n“כֵּן” 👍🏽\u{AD}"
  for options = 0, T.CASE | T.NFC | T.NFKC | T.MARKS | T.IGNORABLE | T.PLAIN do
    local folded, map = core.fold_map(s, options)
    equal(folded, core.text.fold(s, options))
    local before = 1
    for at = 1, #folded do
      local first, last = map:source(at, at)
      local from, to = map:folded(first, last)
      equal(first >= before and from <= at and at <= to, true)
      equal(core.text.fold(s:sub(first, last), options), folded:sub(from, to))
      before = first
    end
  end
end)

case("wrong use raises, bad data is said", function()
  local _, map = ln.text.fold_map "aßb"
  raises("outside the text", map.source, map, 1, 5)
  raises("outside the text", map.source, map, 0, 1)
  raises("outside the text", map.source, map, 6, 5)
  raises("outside the text", map.folded, map, 1, math.maxinteger)
  raises("outside the text", map.folded, map, math.mininteger, 1)
  raises("before the first byte", map.source, map, 3, 1)
  raises("before the first byte", map.folded, map, 1, math.mininteger)
  raises("number expected", map.source, map, 1)
  raises("no method 'x'", function() return map.x end)
  raises("call it with a colon", function() map.source(1, 1) end)
  raises("unknown option 'mark'", ln.text.fold_map, "a", { mark = false })
  raises("string expected", ln.text.fold_map, 3)
  equal(fails("not UTF-8", ln.text.fold_map, "ab\xFF"), 3)
end)

case("a map that was closed says so", function()
  local kept
  do
    local folded, map <close> = ln.text.fold_map "truce"
    equal({ map:source(1, #folded) }, { 1, 5 })
    kept = map
  end
  raises("was closed", kept.source, kept, 1, 1)
end)
