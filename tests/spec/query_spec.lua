-- Queries over words and layers, and near(...), from Lua.
local ln = require "lunette"

local doc = ln.document { id = "d", text = [[
Minister Ana Reyes said peace talks would resume. “We want peace,” she said.

The US and Velmora held talks about a lasting peace.]] }

local function texts(query, options)
  local out = {}
  for hit in doc:find(query, options) do out[#out + 1] = hit.text end
  return out
end

case("a query mixes words, near and tokens; hits carry captures", function()
  local hits = doc:find 'resume, w:"peace" (?<rest>"talks"?), near(held, x:peace, 9)'
  equal(#hits, 4)
  equal(hits[1].captures.w, { first = 25, last = 29, text = "peace" })
  equal(hits[1].captures.rest.text, "talks")
  equal(hits[1]["capture.rest"], "talks")
  equal(hits[1]["capture.x"], "")
  equal(hits[3].captures, { w = { first = hits[3].first, last = hits[3].last, text = "peace" } })
  equal(hits[4].captures[1].text, "held")
  equal(hits[4].captures.x.text, "peace")
  equal(doc:find "resume"[1].captures, {})
end)

case("hits that fulfil a condition keep their captures", function()
  local hits = doc:find('w:"peace" !within quote, x:"held"', { outside = "quote" })
  equal(#hits, 3)
  equal(hits[1].captures.w.first, 25)
  equal(hits[2]["capture.x"], "held")
  equal(hits:near("lasting", 9)[2].captures.w.text, "peace")
end)

case("quotations are a layer, with kind and speaker", function()
  equal(texts '"peace" within quote', { "peace" })
  equal(#texts '"peace" !within quote', 2)
  equal(texts '<quote kind="direct"/>', { "We want peace" })
  equal(#texts '[quote="mixed"]', 0)
end)

case("furniture is a layer, and each kind of it", function()
  local page = ln.document { text = "LISK, Kestria (AP) — There is no truce in Lisk.\n\nFILE - A soldier " ..
    "waits for the truce in Lisk, Kestria, March 3, 2031. (AP Photo/Jane Doe)\n" }
  equal(#page:find "truce", 2)
  equal(#page:find '"truce" within furniture', 1)
  equal(#page:find '"truce" !within caption', 1)
  equal(page:find("[dateline]+")[1].text, "LISK, Kestria (AP")
  equal(#page:find '[furniture="dateline"]', #page:find "[dateline]")
  equal(#page:find "<title/>", 0)
end)

case("layers are dictionaries, queries, hits, spans or functions", function()
  local actor = ln.dictionary { ana = "Ana Reyes", vel = "Velmora" }
  local by_name, at = { "Ana Reyes", "Velmora" }, doc.text:find("Velmora", 1, true)
  for _, source in ipairs { actor, "Ana Reyes, Velmora", doc:find(actor), doc:find(actor):head(9),
      function(d) return d:find(actor) end,
      { { first = 10, last = 18, label = "x" }, { first = at, last = at + 6, key = "x" } } } do
    equal(texts("<who/>", { layers = { who = source } }), by_name)
  end
  equal(texts('[who="ana"]', { layers = { who = actor } }), { "Ana", "Reyes" })
  equal(texts('[who.key="a.*"]+', { layers = { who = actor } }), { "Ana Reyes" })
  equal(texts('[q]+', { layers = { q = doc:quotes() } }), { "We want peace" })
  equal(texts("[none]", { layers = { none = {} } }), {})
end)

case("a corpus finds and contains with layers", function()
  local corpus = assert(ln.open "examples/corpus")
  local layers = { who = ln.dictionary "examples/actors.csv" }
  equal(#corpus:find('[who]', { layers = layers }) > 0, true)
  equal(#corpus:containing('<who/> []{0,3} "said"', { layers = layers }) > 0, true)
  equal(#corpus:find 'near(cease-fire, monitors, 20)' >= 0, true)
end)

case("captures are columns of groups and tables", function()
  local hits = doc:find 'x:"peace"'
  local t = hits:group("capture.x")
  equal(t[1]["capture.x"], "peace")
  equal(t[1].n, 3)
  equal(hits:table { "text", "capture.x" }[1]["capture.x"], "peace")
end)

case("faults raise with the query and a mark", function()
  local ok, why = pcall(doc.find, doc, 'truce, [word="a" x]')
  equal(ok, false)
  equal(tostring(why), 'query: ] expected here, not x\n  truce, [word="a" x]\n' .. (" "):rep(19) .. "^")
  ok, why = pcall(doc.find, doc, '[speakr]')
  equal(ok, false)
  equal(tostring(why):match "^query: no attribute or layer \"speakr\"" ~= nil, true)
  ok, why = pcall(ln.dictionary, { k = "near(a, b)" })
  equal(ok, false)
  equal(tostring(why):match "\n  near%(a, b%)\n          %^$" ~= nil, true)
  ok, why = pcall(doc.find, doc, ("a, "):rep(100) .. "[" .. (", a"):rep(100))
  equal(ok, false)
  equal(#tostring(why) < 300, true)
end)
