-- Scores of what was found against gold.
local ln = require "lunette"
local matching = require "lunette.matching"

local function write(text, tail)
  local path = os.tmpname() .. (tail or ".csv")
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

local function quietly(f, ...)
  local message = require "lunette.message"
  local say, said = message.say, {}
  message.say = function(format, ...) said[#said + 1] = format:format(...) end
  local out = table.pack(pcall(f, ...))
  message.say = say
  if not out[1] then error(out[2], 0) end
  return said, table.unpack(out, 2, out.n)
end

--- gold, found, recalled, right of the last row: all, by the loosest match.
local function counts(t)
  local row = t[#t]
  return { row.gold, row.found, row.recalled, row.right }
end

local TEXT <const> = "😀 “We go now,” Ana Reyes said. She said that the road was shut.\r\n" ..
  "“No,” he said.\r\n\r\nA “Ja” was not heard."

case("gold is lists of rows, files of rows, hits", function()
  local rows = { { doc = "d", first = 1, last = 5, text = "We go", key = "k" },
    { doc = "d", first = 10, last = 12, text = "now", key = "k" } }
  local t = ln.score(rows, { rows[1] })
  equal(counts(t), { 2, 1, 1, 1 })
  equal({ t[1].precision, t[1].recall, t[1].f1 }, { 100.0, 50.0, 66.67 })
  local csv = write "doc,first,last,text,key\nd,1,5,We go,k\nd,10,12,now,k\n"
  equal(counts(ln.score(csv, rows)), { 2, 2, 2, 2 })
  local doc = ln.document { id = "d", text = "We go now, now we go." }
  equal(counts(ln.score({ { doc = "d", first = 7, last = 9, key = "now" } }, doc:find "now")), { 1, 2, 1, 1 })
end)

case("what must agree: the key, unless asked otherwise", function()
  local gold = { { doc = "d", first = 1, last = 5, text = "We go", key = "k", code = "A" } }
  local found = { { doc = "d", first = 1, last = 5, text = "We go", key = "other", code = "A" } }
  equal(counts(ln.score(gold, found)), { 1, 1, 0, 0 })
  equal(counts(ln.score(gold, found, { same = {} })), { 1, 1, 1, 1 })
  equal(counts(ln.score(gold, found, { same = { "code" } })), { 1, 1, 1, 1 })
  raises("did you mean code?", ln.score, gold, found, { same = { "cod" } })
end)

case("edges: marks and punctuation count when asked", function()
  local gold = { { doc = "d", text = "“No,”", first = 1, last = 9 } }
  local found = { { doc = "d", text = "No", first = 4, last = 5 } }
  equal(counts(ln.score(gold, found)), { 1, 1, 1, 1 })
  equal(counts(ln.score(gold, found, { edges = "count", match = { "exact" } })), { 1, 1, 0, 0 })
  -- without a word the bytes must be the same
  gold[1].text, gold[1].last = "…", 3
  equal(counts(ln.score(gold, { { doc = "d", text = "…", first = 1, last = 3 } })), { 1, 1, 1, 1 })
  equal(counts(ln.score(gold, { { doc = "d", text = "…", first = 4, last = 6 } })), { 1, 1, 0, 0 })
end)

case("coverage: more than the share of gold's words, each found one once", function()
  local ten = "a b c d e f g h i j"
  local gold = { { doc = "d", text = ten, first = 1, last = #ten } }
  local function found(n)
    return { { doc = "d", text = ten:sub(1, 2 * n - 1), first = 1, last = 2 * n - 1 } }
  end
  local function right(n, match) return ln.score(gold, found(n), { match = { match } })[1].right end
  equal({ right(8, "0.8"), right(9, "0.8"), right(3, "0.3"), right(4, "0.3") }, { 0, 1, 0, 1 })
  equal({ right(9, "exact"), right(10, "exact") }, { 0, 1 })
  local both = { { doc = "d", text = "a b", first = 1, last = 3 } }
  both[2] = both[1]
  equal(counts(ln.score(both, { both[1] })), { 2, 1, 1, 1 })
  raises("neither exact nor a share", ln.score, gold, gold, { match = { "1.5" } })
end)

case("pieces: what lies between them does not count", function()
  local gold = { { doc = "d", text = "go x x x x now", first = 1, last = 14,
    segments = { { 1, 2 }, { 12, 14 } } } }
  equal(ln.score(gold, { { doc = "d", text = "x x", first = 4, last = 6 } }, { match = { "0" } })[1].right, 0)
  local same = { { doc = "d", text = "go x x x x now", first = 1, last = 14, segments = "[[1,2],[12,14]]" } }
  equal(ln.score(gold, same, { match = { "exact" } })[1].right, 1)
  local doc = ln.document { id = "d", text = "go x x x x now" }
  local texts = { { doc = "d", text = doc.text, segments = { "go", "now" }, kind = "direct" } }
  local _, t = quietly(ln.score, texts, { { id = "d", text = doc.text, quotes = { { start = 0, ["end"] = 14,
    segments = { { 0, 2 }, { 11, 14 } } } } } }, { match = { "exact" } })
  equal(counts(t), { 1, 1, 1, 1 })
end)

case("documents with quotations: code points, own text, 4-byte code points, kinds", function()
  local function span(text, n)
    local first, last, from = nil, nil, 1
    for _ = 1, n or 1 do
      first, last = TEXT:find(text, from, true)
      from = last + 1
    end
    return { start = utf8.len(TEXT, 1, first) - 1, ["end"] = utf8.len(TEXT, 1, last), text = text }
  end
  local function quote(text, kind, speaker)
    local q = span(text)
    q.type, q.text, q.speaker = kind, nil, speaker
    q.segments = ln.json.array { { q.start, q["end"] } }
    return q
  end
  local gold = { { id = "d", text = TEXT, quotes = {
    quote("“We go now,”", "direct", span "Ana Reyes"), quote("“No,”", "direct", span("he", 3)),
    quote("that the road was shut", "indirect", span "She"), quote("“Ja”", "direct") } } }
  local path = write(ln.json.encode(gold[1]) .. "\n", ".jsonl")
  for _, source in ipairs { gold, path } do
    local t, errors = ln.score(source, nil, { match = { "exact" } })
    equal({ t.columns[1], t[1].kind, t[2].kind, t[3].kind }, { "kind", "direct", "indirect", "(all)" })
    equal({ t[3].gold, t[3].recalled, t[3].speakers, t[3].speaker }, { 4, 3, 3, 100.0 })
    equal({ #errors, errors[1].what, errors[1].text }, { 1, "missed", "“Ja”" })
    local direct = ln.score(source, nil, { match = { "exact" }, kinds = { "indirect" } })
    equal(counts(direct), { 1, 1, 1, 1 })
  end
  gold[1].quotes[1]["end"] = 4000
  fails("gold:1: code points 2 to 4000 lie behind the end of d", ln.score, gold)
end)

case("rows without a place are looked up, loosely when they must be", function()
  local doc = ln.document { id = "d", text = "He said “we\r\n go” twice. He said no — “we go”." }
  local path = os.tmpname() .. ".corpus"
  local corpus = assert(ln.open(write(doc.text, ".txt"))):save(path)
  local id
  for one in corpus do id = one.id end
  local function place(row)
    row.doc = id
    local t, errors = ln.score({ row }, corpus, { layer = "sentence" })
    if not t then return errors end
    for i = 1, #errors do
      if errors[i].what ~= "extra" then return errors[i].first end
    end
    return "nothing marked"
  end
  equal(place { text = '"we go"', nth = 1 }, 9)
  equal(place { text = "no - “we" }, doc.text:find("no —", 1, true))
  equal(place { text = "“we\r\n go”" }, 9)
  equal(place { text = "He said" }, ("gold:1: stands 2 times in %s: which one, nth = 1 to 2? He said")
    :format(id))
  equal(place { text = "he said" }, ("gold:1: not found in %s: he said"):format(id))
  equal(place { text = "He said", nth = 3 }, ("gold:1: nth is 3, but it stands 2 times in %s: He said")
    :format(id))
  equal(place { first = 9, last = 11, text = "go" },
    ("gold:1: %s has other words at bytes 9 to 11: \"“\", not \"go\""):format(id))
  equal(place { first = 9, last = 900 }:find("lie behind the end", 1, true) ~= nil, true)
  equal(place { note = "read, and nothing in it" }, "nothing marked")
  os.remove(path)
end)

case("faulty rows name their file and line", function()
  local function says(text, want, tail)
    local path = write(text, tail)
    local _, why = ln.score(path, { { doc = "d", first = 1, last = 2 } })
    equal(tostring(why):sub(#path + 1), want)
  end
  says("doc,first,last\nd,1,x\n", ":2: last: not a whole number: x")
  says("doc,first,last\nd,-1,4\n", ":2: first: not a whole number: -1")
  says("doc,first,last\nd,9,4\n", ":2: first, last: the end lies before the beginning: 9, 4")
  says("first,last\n1,2\n", ":2: row without a document: a column doc is needed")
  says("doc,text\nd,go\n", ":2: the place is not stated: the text of d is needed as INPUT")
  says("doc,start,end\nd,1,2\n", ":2: code points need the text of d: give it as INPUT")
  says("doc,first,last\nd,1,2,3\n", ":2: row has 4 fields, the header has 3")
  says("doc,first,last,segments\nd,1,2,no\n", ":2: segments: not a list of pieces: no")
  says('doc,first,last,segments\nd,1,2,"[[1,9]]"\n', ":2: segments: a piece does not lie in the row")
  says("", ": no header line")
  says("doc,first,last\n", ": no rows")
  says('{"doc":"d","first":1\n', ":1: parse error: premature EOF", ".jsonl")
  says("[1]\n", ":1: not a JSON object", ".json")
  local twice = '{"id":"a","text":"x","quotes":[]}\n'
  says(twice .. twice, ":2: document a comes twice", ".jsonl")
  raises("rows lie in .csv", ln.score, write("x", ".xlsx"), {})
  raises("no such file", ln.score, "no such file.csv", {})
  raises("unknown option 'layers'", ln.score, {}, {}, { layers = "quote" })
  raises("not a number", ln.score, 5, {})
end)

case("numbers as spreadsheets write them", function()
  local number = require "lunette.document_rows".whole_number
  equal({ number "12,345", number "12.345", number "393.0", number " 7 ", number "'7", number "1 234 567" },
    { 12345, 12345, 393, 7, 7, 1234567 })
  equal({ number "1.2E+5x", number "7.5", number "", number(3.0) }, { nil, nil, nil, 3 })
end)

case("documents that only one side has are said", function()
  local function row(doc) return { doc = doc, first = 1, last = 2, text = "go" } end
  local gold, found = { row "a", row "b" }, { row "a", row "c" }
  local said, t = quietly(ln.score, gold, found)
  equal(said, { "1 document without gold left out, with 1 row",
    "1 document with gold has no row in found: b" })
  equal(counts(t), { 2, 1, 1, 1 })
  said, t = quietly(ln.score, { { doc = "hw-001", first = 1, last = 2 }, row "zz" },
    ln.open "examples/corpus", { layer = "sentence", match = { "exact" } })
  equal(said, { "39 documents without gold left out",
    "1 document of gold is not in the input and not scored: zz" })
  equal(t[1].gold, 1)
  fails("no document of it could be scored", function()
    local _, value, why = quietly(ln.score, { row "zz" }, ln.open "examples/corpus")
    return value, why
  end)
end)

case("speakers by their words, persons by their names", function()
  local function row(speaker, first, person)
    return { { doc = "d", first = 1, last = 2, text = "go", kind = "direct", speaker_text = speaker,
      speaker_first = first, speaker_last = first and first + #speaker - 1, speaker = person } }
  end
  local function shares(gold, found)
    local t, errors = ln.score(gold, found, { match = { "exact" } })
    return { t[1].speaker, t[1].speaker_exact, t[1].person, #errors }
  end
  equal(shares(row("Ana Reyes", nil, "Ana Reyes"), row("ana  reyes", nil, "ANA Reyes")),
    { 100.0, 100.0, 100.0, 0 })
  equal(shares(row("minister Ana Reyes"), row "Reyes"), { 100.0, 0.0, nil, 0 })
  equal(shares(row("Ana Reyes", nil, "Ana Reyes"), row("Bo", nil, "Bo Li")), { 0.0, 0.0, 0.0, 1 })
  equal(shares(row "", row "Bo"), { nil, nil, nil, 0 })
end)

case("by: columns of the rows, of what was found, of documents", function()
  local gold = { { doc = "a", first = 1, last = 2, text = "go", key = "x" }, { doc = "a", first = 4, last = 5,
    text = "go", key = "y" } }
  local found = { { doc = "a", first = 1, last = 2, text = "go", key = "x", rule = "r1" } }
  local t = ln.score(gold, found, { by = { "rule" }, match = { "exact" } })
  equal({ #t, t[1].rule, t[1].right, t[1].gold, t[2].rule, t[2].gold }, { 2, "r1", 1, nil, "(all)", 2 })
  t = ln.score(gold, found, { match = { "exact" } })
  equal({ t[1].key, t[1].right, t[2].key, t[2].recall, t[3].key }, { "x", 1, "y", 0.0, "(all)" })
  local corpus = ln.open "examples/corpus":where { source = "Harbour Wire" }
  local _, by = quietly(ln.score, "examples/gold/flags.jsonl", corpus,
    { terms = "cease-fire", by = { "source", "form" }, same = { "form" }, match = { "exact" } })
  equal({ by[1].source, by[1].form, by[1].f1, by[#by].source }, { "Harbour Wire", "hyphen", 100.0, "(all)" })
end)

case("the layers of a document", function()
  local doc = { id = "d", text = "It held. It broke." }
  local rows = { { doc = "d", first = 1, last = 8 }, { doc = "d", first = 10, last = 18 } }
  local corpus = assert(ln.open(write(ln.json.encode(doc) .. "\n", ".jsonl")))
  equal(ln.score(rows, corpus, { layer = "sentence", match = { "0.8" } })[1].recalled, 2)
  local whole = { { doc = "d", first = 1, last = 18 } }
  equal(counts(ln.score(whole, corpus, { layer = "paragraph" })), { 1, 1, 1, 1 })
  local page = { id = "p", text = "LISK, Kestria (AP) - Two ships left.", quotes = {} }
  local pages = assert(ln.open(write(ln.json.encode(page) .. "\n", ".jsonl")))
  local gold = { { doc = "p", text = "LISK, Kestria (AP)", key = "dateline" } }
  equal(counts(ln.score(gold, pages, { layer = "furniture" })), { 1, 1, 1, 1 })
  equal(counts(ln.score(gold, pages, { layer = "dateline" })), { 1, 1, 1, 1 })
  raises("no layer 'sentenc'", ln.score, rows, corpus,
    { layer = "sentenc" })
  raises("needs --dictionary or --terms", ln.score, rows, corpus, { layer = "flag" })
end)

case("shared words, by pieces", function()
  equal(matching.shared({ 1, 5, 8, 10 }, { 3, 9 }), 3)
  equal(matching.shared({}, { 3, 9 }), 0)
  equal({ matching.words({ 1, 4, 7, 10 }, { 1, 5, 7, 8 }) }, { { 1, 3, 3, 4 }, 3 })
  equal({ matching.words(nil, { 2, 4 }) }, { { 2, 5 }, 3 })
end)

case("a long list is scored in time that grows with it, whatever reaches over all of it", function()
  local rows = { { doc = "d", first = 1, last = 10 * 5000 } }
  for i = 1, 5000 do rows[#rows + 1] = { doc = "d", first = 10 * i, last = 10 * i + 4 } end
  local copy = {}
  for i, row in ipairs(rows) do copy[i] = { doc = "d", first = row.first, last = row.last } end
  local started = os.clock()
  local _, t = quietly(ln.score, rows, copy)
  equal(counts(t), { 5001, 5001, 5001, 5001 })
  equal(os.clock() - started < 10, true)
end)

case("cells of another type, and columns that stand there twice, are said with their line", function()
  local function said(line) fails(line[2], ln.score, write(line[1] .. "\n", ".jsonl"), {}) end
  for _, line in ipairs {
    { '{"doc":true,"first":1,"last":4}', "jsonl:1: doc: a text, not a boolean" },
    { '\n{"doc":{"a":1},"first":1,"last":4}', "jsonl:2: doc: a text, not a table" },
    { '{"doc":"d","text":{"a":1}}', "jsonl:1: text: a text, not a table" },
    { '{"doc":"d","first":1,"last":4,"speaker_text":[1]}', "speaker_text: a text, not a table" },
    { '{"doc":"d","first":1,"last":4,"segments":5}', "segments: not a list of pieces: 5" },
    { '{"id":"d","text":"a","quotes":{"a":1}}', "quotes: a list of objects" },
  } do said(line) end
  local gold = { { doc = "d", first = 1, last = 2, text = 16, speaker_text = 5 } }
  equal(counts(ln.score(gold, { { doc = "d", first = 1, last = 2, text = "16", speaker_text = "5" } })),
    { 1, 1, 1, 1 })
  fails("csv:1: two columns are named doc", ln.score, write "doc,first,last,Doc \na,1,2,b\n", {})
  local blank = write "doc,first,last,,\nd,1,2,,\n"
  equal(counts(ln.score(blank, { { doc = "d", first = 1, last = 2 } })), { 1, 1, 1, 1 })
end)

case("gold's own texts are searched in their language", function()
  local gold = { { id = "d", text = "« Oui », a dit Anne Roy.", lang = "fr-CA",
    quotes = { { start = 2, ["end"] = 5 } } } }
  equal(counts(ln.score(gold)), { 1, 1, 1, 1 })
  gold[1].lang = nil
  equal(counts(ln.score(gold)), { 1, 0, 0, 0 })
  equal(counts(ln.score(gold, nil, { lang = "fr" })), { 1, 1, 1, 1 })
end)

case("a limit ends the scoring, what was done is kept", function()
  local lines, rows, n = {}, {}, 0
  for i = 1, 3 do
    lines[i] = ln.json.encode { id = "d" .. i, text = "“We go now,” Ana Reyes said." }
    rows[i] = { doc = "d" .. i, first = 1, last = 16 }
  end
  local corpus = assert(ln.open(write(table.concat(lines, "\n") .. "\n", ".jsonl"))):where(function()
    n = n + 1
    if n == 3 then require "lunette.fail".limit "enough" end
    return true
  end)
  local said, t = quietly(ln.score, rows, corpus, { match = { "exact" } })
  equal(counts(t), { 2, 2, 2, 2 })
  equal(said, { "enough; the scores cover the first 2 documents and may hold a part of the next" })
end)
