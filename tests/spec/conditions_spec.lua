-- Conditions on hits: layers, what is near, negation; furniture; explanations.
local ln = require "lunette"

local TEXT <const> = [[
LISK, Kestria (AP) — There is no truce in Lisk, but talks on a truce go on.

FILE - A soldier waits for the truce in Lisk, Kestria, March 3, 2031. (AP Photo/Jane Doe)

“No truce,” said Ana Reyes. They never agreed to a lasting truce.

By Jane Doe
]]

local function doc(t)
  t = t or {}
  t.id, t.text = t.id or "d", t.text or TEXT
  return ln.document(t)
end

local function texts(hits)
  local out = {}
  for i = 1, #hits do out[i] = hits[i].text end
  return out
end

local function places(hits)
  local out = {}
  for i = 1, #hits do out[i] = hits[i].first end
  return out
end

case("furniture is hits with a label", function()
  local found = doc():furniture()
  local keys = {}
  for hit in found do keys[#keys + 1] = hit.key end
  equal(keys, { "dateline", "caption", "credit", "byline" })
  equal(found[1].text, "LISK, Kestria (AP) —")
  equal(found[1].entry, "a place with an agency and a dash")
  equal(found:group "key"[1].n, 1)
  equal(#doc { text = "" }:furniture(), 0)
end)

case("layers: one, several, hits; inside and outside part a list in two", function()
  local hits = doc():find "truce"
  equal(#hits, 5)
  equal({ #hits:within "quote", #hits:outside "quote" }, { 1, 4 })
  equal({ #hits:within "caption", #hits:outside "furniture" }, { 1, 4 })
  equal({ #hits:within "quote,caption", #hits:outside { "quote", "caption" } }, { 2, 3 })
  equal(#doc():find "Lisk":outside "dateline", 2)
  equal(#hits:within(doc():find "talks on a truce"), 1)
  equal(#hits:where { key = "truce" }:within "quote", 1) -- a list that is no batch any more
  raises("no layer 'captoin'; did you mean caption?", hits.within, hits, "captoin")
  raises("no layer '1'", hits.outside, hits, 1)
end)

case("the title is a layer of its own part", function()
  local title = doc { title = "No truce" }:part_of "title"
  equal({ #title:find "truce":within "title", #title:find "truce":outside "headline" }, { 1, 0 })
  equal(#doc():find "truce":within "title", 0)
end)

case("near counts words of the paragraph and never the hit itself", function()
  local hits = doc():find "truce"
  equal(places(hits:near("talks", 3)), { hits[2].first })
  equal(#hits:near("talks", 2), 0)
  equal(#hits:near "talks", 2)
  equal(#hits:near "truce", 4)
  equal(#hits:not_near("talks", 3), 4)
  equal(#hits:near { "talks", "soldier" }, 3)
  equal(#doc { text = "A truce.\n\nTalks." }:find "truce":near "talks", 0)
  raises("1 or more", hits.near, hits, "talks", 0)
end)

case("negation: behind a cue in its clause", function()
  local hits = doc():find "truce"
  equal(places(hits:negated()), { hits[1].first, hits[4].first, hits[5].first })
  equal({ hits[1].negated, hits[2].negated }, { true, false })
  equal(#hits:not_negated(), 2)
  equal(#hits:negated { words = 1 }, 2)
  equal(texts(doc { text = "They don't want war, they didn’t want it." }:find "war":negated()), { "war" })
  equal(#doc { text = "Not only a truce was agreed." }:find "truce":negated(), 0)
  equal(#doc { text = "Es gibt keinen Waffenstillstand.", lang = "de" }:find "Waffenstillstand":negated(), 1)
  local cues = ln.dictionary { cue = "hardly", ["break"] = "and" }
  equal(#doc { text = "Hardly a truce." }:find "truce":negated { cues = cues }, 1)
  equal(#doc { text = "Hardly peace and a truce." }:find "truce":negated { cues = cues }, 0)
  raises("unknown option 'word'", hits.negated, hits, { word = 1 })
end)

case("negation in the languages that have cues", function()
  local samples = { de = "Es gibt kein Ende.", es = "No hay fin.", fr = "Il n’y a pas de fin.",
    it = "Una guerra senza fine.", nl = "Er is geen einde.", pt = "Não há fim.", ru = "Войне нет конца.",
    ["en-GB"] = "There is no end." }
  for lang, text in pairs(samples) do
    local hits = doc { text = text, lang = lang }:find "Ende, fin, fine, einde, fim, конца, end"
    equal({ lang, #hits:negated(), #hits:not_negated() }, { lang, 1, 0 })
  end
end)

case("find takes the same as options, on documents and corpora", function()
  local d = doc()
  equal(#d:find("truce", { outside = "quote", negated = "drop" }), 2)
  equal(#d:find("truce", { within = { { "quote", "caption" }, { "furniture" } } }), 1)
  equal(#d:find("truce", { near = { "talks", words = 3 } }), 1)
  equal(#d:find("truce", { near = "talks", not_near = "soldier" }), 2)
  equal(#d:find("truce", { negated = "only" }), 3)
  equal(#d:find("truce", { negated = "mark" }), 5)
  equal(#d:quotes { outside = "furniture" }, 1)
  equal(#d:quotes { near = { "never", words = 5 } }, 1)
  equal(#d:actors(ln.dictionary { LISK = "Lisk" }, { outside = "furniture" }), 1)
  raises("no layer 'x'", d.find, d, "truce", { outside = "x" })
  raises("not one of drop, only, mark", d.find, d, "truce", { negated = "yes" })
  raises("words is a number", d.find, d, "truce", { near = { "talks", words = "3" } })
  raises("unknown option 'outsid'; did you mean outside?", d.find, d, "truce", { outsid = "x" })
  local corpus = ln.open "examples/corpus"
  local all = corpus:find "cease-fire"
  local inside, outside = corpus:find("cease-fire", { within = "quote" }), corpus:find("cease-fire",
    { outside = "quote" })
  equal(#all, #inside + #outside)
  equal({ #all:within "quote", #all:outside "quote" }, { #inside, #outside })
  equal(#all:near "talks" + #all:not_near "talks", #all)
end)

case("a hit says its weight and whether it is negated", function()
  local d = ln.dictionary {}
  d:read_text("w.csv", "key,value,weight\na,truce,2\nb,talks,0.5\n")
  local hits = doc():find(d)
  equal({ hits[1].weight, hits:where { key = "b" }[1].weight }, { 2, 0.5 })
  equal(#hits:where { negated = "true" }, 3)
  equal(hits:group "negated"[1].n, 3)
end)

case("explain: every place that looks like the term, and why", function()
  local d = ln.dictionary {}
  d:read_text("x.csv", [[
key,value,case,except,lang,from,to,use
truce,cease-fire,,cease-fire line,,,,
usa,US,,,,,,
talks,peace talks,,,,,,
talks,peace talks round,,,,,,
old,Dravia,,,,2001,2010,
other,Lisk,,,de,,,
truce,drill,,,,,,sentence
]])
  local t = doc { lang = "en", date = "2031-03-03", text = [[
No cease-fire. The cease-fire line in us. The US held. A cease fire in a drill.
The peace talks round ended. They want peace; talks in Dravia and Lisk. “A ceasefire,” said Ana Reyes.
]] }:explain(d, { outside = "quote", negated = "drop" })
  local seen = {}
  for i = 1, #t do seen[i] = ("%s %s: %s"):format(t[i].text, t[i].verdict, t[i].why) end
  equal(seen, {
    'cease-fire no hit: negated by "No"',
    'cease-fire no hit: inside the excepted phrase "cease-fire line"',
    'us no hit: case: entry "US" is found as written only',
    'US hit: "US" is entry "US" of key "usa" (x.csv:3); not in quote; not negated',
    'cease fire no hit: discarded: "drill" (x.csv:8) drops the sentence',
    'peace talks no hit: inside a longer match: "peace talks round" of key "talks" (x.csv:5)',
    'peace talks round hit: "peace talks round" is entry "peace talks round" of key "talks" (x.csv:5);'
      .. ' not in quote; not negated',
    'peace; talks no hit: a mark parts the words: "peace; talks"',
    "Dravia no hit: the entry holds 2001..2010, the document's date is 2031-03-03",
    'Lisk no hit: the entry is for language de, the document is en',
    'ceasefire no hit: in quote',
  })
end)

case("explain: conditions say what they missed", function()
  local function why(options)
    return doc { text = "A truce in talks." }:explain("truce", options)[1].why
  end
  equal(why { within = "quote" }, "not in quote")
  equal(why { near = { "war", words = 3 } }, 'no hit of "war" within 3 words')
  equal(why { not_near = "talks" }, 'a hit of "talks" within 10 words')
  equal(why { negated = "only" }, "not negated")
  equal(why { overlap = "all" }, '"truce" is entry "truce" of key "truce" (truce)')
  equal(#doc { text = "" }:explain "truce", 0)
end)

case("explain of a hit", function()
  equal(doc():find "truce"[1]:explain(), '"truce" is entry "truce" of key "truce" (truce); negated by "no"')
end)
