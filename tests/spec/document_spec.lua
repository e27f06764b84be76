-- Documents and the places of hits in them.
local ln = require "lunette"

case("the text of a hit is text:sub(first, last), whatever stands before it", function()
  local before = { "", "e\u{301}te\u{301} ", "👩🏽‍🚀 🇫🇷 ", "שלום עולם ", "مرحبا ", "one\r\ntwo\r\n",
    "\u{FEFF}", "a\0b\0 ",
    "İSTANBUL İ ", "ﬁne ﬂags ", "soft\u{AD}hyphen ", "\t\v\f ", "“ ", "\u{2028}", "\u{10FFFF} " }
  for _, head in ipairs(before) do
    local text = head .. "cease-fire and Ceasefires, cease\r\nfire."
    local doc = assert(ln.document { text = text })
    local hits = doc:find "cease-fire"
    equal(#hits, 3, head)
    for hit in hits do
      equal(text:sub(hit.first, hit.last), hit.text)
      equal(hit.start, utf8.len(text:sub(1, hit.first - 1)))
      equal(hit["end"] - hit.start, utf8.len(hit.text))
    end
  end
end)

case("case that changes a word's length does not move what follows", function()
  local text = "İİİ İSTANBUL straße TRUCE ŉ truce"
  for hit in ln.document { text = text }:find "truce" do equal(text:sub(hit.first, hit.last):lower(),
    "truce") end
  equal(#ln.document { text = text }:find "STRASSE", 0) -- all capitals: as written
  equal(#ln.document { text = text }:find "strasse", 1)
end)

case("ligatures, accents, full width", function()
  equal(#ln.document { text = "Café cafe\u{301}" }:find "café", 2)
  local hit = ln.document { text = "a ﬁre" }:find "fire"[1] -- a ligature folds to its letters
  equal({ hit.text, hit.first, hit.last, hit["end"] }, { "ﬁre", 3, 7, 5 })
end)

case("fields; what is not known is nil, what does not exist raises", function()
  local doc = ln.document { id = "d", text = "x", title = "T", date = "2031-03-04", lang = "en",
    source = "S", n = 3,
    ok = true }
  equal({ doc.id, doc.title, doc.date, doc.month, doc.week, doc.year, doc.lang, doc.part },
    { "d", "T", "2031-03-04", "2031-03", "2031-W10", "2031", "en", "text" })
  equal(doc.vars, { source = "S", n = 3, ok = true })
  equal(doc:variable "n", 3)
  equal(doc.vars.nothing, nil)
  local bare = ln.document { text = "x" }
  equal({ bare.title == nil, bare.lang == nil, bare.date, bare.month }, { true, true, "(none)", "(none)" })
  raises("a document has no 'titel'", function() return doc.titel end)
  raises("call it with a colon", function() doc.find "x" end)
  raises("call it with a colon", function() doc.words() end)
end)

case("coarse dates stay coarse", function()
  local doc = ln.document { text = "x", date = "2031" }
  equal({ doc.date, doc.year, doc.month, doc.week }, { "2031", "2031", "(none)", "(none)" })
  equal(ln.document { text = "x", date = ln.date "2031-03-04" }.date, "2031-03-04")
end)

case("what cannot be a document", function()
  equal(fails("not UTF-8", ln.document, { text = "a\xFF" }), 2)
  raises("needs a text", ln.document, {})
  raises("date", ln.document, { text = "x", date = "soon" })
  raises("must be a string, number or boolean", ln.document, { text = "x", source = {} })
  raises("every key is a string", ln.document, { text = "x", "y" })
  raises("field 'text' must be a string", ln.document, { text = 5 })
end)

case("an empty text", function()
  local doc = ln.document { text = "" }
  equal({ doc.text, #doc:words(), #doc:sentences(), #doc:find "a", #doc:quotes(), doc:word_count() },
    { "", 0, 0, 0, 0, 0 })
end)

case("a title is a text of its own", function()
  local doc = ln.document { id = "d", text = "No.", title = "Truce – truce", date = "2031-01-02" }
  local hits = doc:part_of "title":find "truce"
  equal({ #hits, hits[2].first, hits[2].last, hits[2].start, hits[1].doc.part }, { 2, 11, 15, 8, "title" })
  equal({ hits[1].doc.id, hits[1].doc.date }, { "d", "2031-01-02" })
  equal(doc:part_of "nothing", nil)
end)

case("a hit's id is the same in every run, and tells places and parts apart", function()
  local function ids(t)
    local doc = ln.document(t)
    return doc:find "truce"[1].id, doc:part_of "title":find "truce"[1].id
  end
  local a, b = ids { id = "d", text = "truce", title = "truce" }
  local c = ids { id = "d", text = "truce", title = "truce" }
  equal({ a == c, a == b, #a }, { true, false, 16 })
end)

case("left, right, sentence", function()
  local doc = ln.document { text = "Quiet now. The \u{201C}truce\u{201D} held\r\nat dawn. Yes." }
  local hit = doc:find "truce"[1]
  equal(hit:left(1), "The \u{201C}")
  equal(hit:right(2), "\u{201D} held\r\nat")
  equal(hit.sentence, "The \u{201C}truce\u{201D} held\r\nat dawn.")
  local first, last = hit:sentence_range()
  equal(doc.text:sub(first, last), hit.sentence)
  equal({ hit:around(0, 0) }, { "", "" })
  equal(hit:left(99), "Quiet now. The \u{201C}")
  raises("a number of words", hit.around, hit, -1, 0)
  raises("call it with a colon", function() hit.left(3) end)
  raises("this hit has no 'speaker'", function() return hit.speaker end)
end)

case("quotations: every place is true", function()
  local text = "e\u{301} “We hold fire,” said Minister Ana Reyes, “until\r\nnoon.” She left."
  local quote = ln.document { text = text }:quotes()[1]
  equal(text:sub(quote.first, quote.last), quote.text)
  equal(#quote.segments, 2)
  equal(text:sub(quote.speaker_first, quote.speaker_last), quote.speaker_text)
  equal(text:sub(quote.cue_first, quote.cue_last), "said")
  equal({ quote.speaker_text, quote:is_quote(), quote.unclosed }, { "Minister Ana Reyes", true, false })
  raises("unknown option 'kind'; did you mean kinds?",
    function() ln.document { text = "" }:quotes { kind = "direct" } end)
  raises("this hit has no 'key'", function() return quote.key end)
end)

case("a kind of quotation that does not exist raises", function()
  local doc = require "lunette".document { text = "A truce." }
  raises("unknown kind 'direkt'; did you mean direct?; kinds: direct, mixed", doc.quotes, doc,
    { kinds = { "direkt" } })
  raises("unknown kind '1'", doc.quotes, doc, { kinds = { 1 } })
  equal(#doc:quotes { kinds = { "mixed" } }, 0)
end)

case("code points are the same whichever is asked for first", function()
  local text = ("“é😀” "):rep(2000)
  local found, started = ln.document { text = text }:find "/😀/", os.clock()
  equal(#found, 2000)
  for _, i in ipairs { 2000, 1, 1000, 999, 1999, 2, 1998, 1001 } do
    equal({ found[i]["end"], found[i].start }, { 5 * i - 2, 5 * i - 3 })
  end
  for _ = 1, 20 do
    for i = 2000, 1, -1 do equal(found[i].start, 5 * i - 3) end
  end
  equal(os.clock() - started < 10, true)
end)
