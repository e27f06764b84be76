-- ln.text: units and forms of strings.
local ln = require "lunette"

local function texts(spans) return spans:texts() end

case("words are those with a letter, digit or ideograph", function()
  equal(texts(ln.text.words "It's 3.5 km – don't!"), { "It's", "3.5", "km", "don't" })
  equal(texts(ln.text.words "漢字かな"), { "漢", "字", "か", "な" })
  equal(texts(ln.text.words("a b.", { all = true })), { "a", " ", "b", "." })
end)

case("every span is the bytes it says, in every script", function()
  local samples = { "", "a", "\0", "a\0b c", "line one\r\nline two", "\u{FEFF}BOM here",
    "e\u{301}te\u{301} nu",
    "שלום עולם", "مرحبا بالعالم", "👩🏽‍🚀 flies 🇫🇷", "İstanbul ﬁre", "soft\u{AD}hyphen ceasefire",
      "\u{10FFFF}x" }
  for _, s in ipairs(samples) do
    for _, unit in ipairs { "words", "sentences", "paragraphs", "graphemes" } do
      local before = 0
      for span in ln.text[unit](s) do
        equal(s:sub(span.first, span.last), span.text)
        equal(span.first > before and span.last >= span.first, true, unit)
        equal(utf8.len(span.text) ~= nil, true, "on code point boundaries")
        before = span.last
      end
      equal(before <= #s, true)
    end
  end
end)

case("with all = true nothing is left out", function()
  for _, s in ipairs { "a, b.\r\nc\0d", "“İ” – 漢字 👩🏽", "" } do
    equal(table.concat(texts(ln.text.words(s, { all = true }))), s)
    equal(table.concat(texts(ln.text.sentences(s, { all = true }))), s)
    equal(table.concat(texts(ln.text.graphemes(s))), s)
  end
end)

case("sentences know abbreviations", function()
  equal(texts(ln.text.sentences "Gen. Oskar Venn of the U.N. spoke. He left."),
    { "Gen. Oskar Venn of the U.N. spoke.", "He left." })
end)

case("a grapheme is what a reader takes for one character", function()
  equal(#ln.text.graphemes "e\u{301}", 1)
  equal(#ln.text.graphemes "\r\n", 1)
  equal(#ln.text.graphemes "👩🏽‍🚀", 1)
  equal(#ln.text.graphemes "🇫🇷🇩🇪", 2)
end)

case("fold compares without case, and by name without more", function()
  equal(ln.text.fold "STRASSE", ln.text.fold "straße")
  equal(ln.text.fold("Ceasefire", { case = true }), "Ceasefire")
  equal(ln.text.fold("É", { case = true, marks = false }), "E")
  equal(ln.text.fold("cease\u{AD}fire", { ignorable = false }), "ceasefire")
  equal(ln.text.fold("a\0B"), "a\0b")
  equal(ln.text.fold "", "")
end)

case("normal forms", function()
  equal(ln.text.normalize "e\u{301}", "é")
  equal(ln.text.normalize("ﬁ", "NFKC"), "fi")
  equal(ln.text.normalize "ﬁ", "ﬁ")
  raises("form must be NFC or NFKC", ln.text.normalize, "a", "NFD")
end)

case("what is not UTF-8 gives nil, a message and its byte", function()
  for _, f in ipairs { "words", "sentences", "paragraphs", "graphemes", "fold", "normalize" } do
    equal(fails("not UTF-8", ln.text[f], "ok \xFF"), 4)
  end
  local valid, message, byte = ln.text.valid "ab\xC3"
  equal(valid, false)
  equal(byte, 3)
  equal(message:find("byte 3", 1, true) ~= nil, true)
  equal(ln.text.valid "\u{D7FF}", true)
  equal((ln.text.valid "\xED\xA0\x80"), false) -- a surrogate
end)

case("an unknown option and a wrong type raise", function()
  raises("unknown option 'al'; did you mean all?", ln.text.words, "a", { al = true })
  raises("must be a boolean", ln.text.words, "a", { all = 1 })
  raises("options are one table", ln.text.fold, "a", true)
  raises("string expected", ln.text.words, 12)
end)
