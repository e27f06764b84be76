-- Rules of one's own: queries over the marked passages.
local ln = require "lunette"

local function rows(text, rules, options)
  local o, out = options or {}, {}
  o.rules = rules
  for quote in ln.document { text = text }:quotes(o) do
    out[#out + 1] = table.concat({ quote.rule, quote.kind, quote.speaker_text, quote.cue, quote.text }, "|")
  end
  return table.concat(out, "\n")
end

case("own rules: cue and speaker by capture", function()
  local text = "Ana Reyes, 51, blorped “we go home” and left."
  equal(rows(text, nil), "")
  equal(rows(text, { blorp = { query = 'speaker:("Ana" "Reyes") [] cue:"blorped" <marked/>', score = 0.5 } }),
    "blorp|mixed|Ana Reyes|blorped|“we go home”")
  equal(rows(text, { blorp = { query = '"blorped" <marked/>' } }), "blorp|mixed|||“we go home”")
end)

case("own rules: without a speaker it is the cue's subject", function()
  local blorp = { blorp = { query = 'cue:"blorped" <marked/>' },
    roar = { query = '<marked/> cue:"blorped"' } }
  equal(rows("On Monday the minister, Ana Reyes, blorped: “We go home.”", blorp),
    "blorp|direct|Ana Reyes|blorped|“We go home.”")
  equal(rows("“We go,” blorped Ana Reyes.", blorp), "roar|direct|Ana Reyes|blorped|“We go,”")
end)

case("own rules stand above the others, and join pieces", function()
  local text = "“We go,” said Ana Reyes, “tomorrow.” She said that “all” was well."
  local all = { pair = { query = '<marked/> cue:"said" speaker:("Ana" "Reyes") <marked/>', score = 1 } }
  equal(rows(text, all), "pair|direct|Ana Reyes|said|“We go,” said Ana Reyes, “tomorrow.”\n" ..
    "S-V-that|mixed|She|said|“all”")
  equal(rows('She said that it was “all” and “well” now.', { x = { query = 'speaker:"was" <marked/>' } },
    { kinds = { "direct", "mixed", "indirect" } }),
    "S-V-that|indirect|She|said|that it was\nx|mixed|was||“all”\nS-V-Q|mixed|She|said|“well”")
end)

case("own rules that find no marks, or nothing, change nothing", function()
  local text = "“We go,” said Ana Reyes. She left."
  local plain = rows(text, nil)
  equal(rows(text, { x = { query = "truce" }, y = { query = "Ana Reyes" } }), plain)
  equal(rows("", { x = { query = '<marked/>' } }), "")
  equal(rows("\u{FEFF}No marks.\r\n", { x = { query = '<marked/>' } }), "")
end)

case("own rules that name quotations leave switches and actors as they are", function()
  local text = "“We go,” Ana Reyes said. “It ends,” said Ana Reyes."
  local only = { ["Q-S-V"] = false, x = { query = '<quote/> "zzz"' } }
  equal(rows(text, only), "Q-V-S|direct|Ana Reyes|said|“It ends,”")
  local actors = ln.dictionary { Q1 = "Ana Reyes" }
  equal(ln.document { text = text }:quotes { rules = only, dictionary = actors }[1].speaker_id, "Q1")
end)

case("own rules: faults are said", function()
  raises("rule x: a score is from 0 to 1", rows, "a", { x = { query = "a", score = 2 } })
  raises("x: a value in quotation marks is expected here", rows, "a", { x = { query = "[word=" } })
  raises("unknown rule 'floatin'; did you mean floating?", rows, "a", { floatin = false })
end)

case("marks without another half are counted, those of a speech of several paragraphs are not", function()
  local function odd(text, options) return ln.document { text = text }:quotes(options).odd_marks end
  equal({ odd "", odd "“We go,” he said.", odd "He said “we go.\n\nShe left." }, { 0, 0, 1 })
  equal(odd "“One,” said Ana Reyes. “Two.\n\n“Three.”", 0)
  equal(odd("He said “we go.\n\nIt is “so.", { kinds = { "direct" }, min_score = 0.99 }), 2)
end)

case("the layer marked: all in quotation marks, quotations or not", function()
  local doc = ln.document { text = "The “new” way. «Nous», said Ana Reyes. The ‘old’ “one”" }
  equal(#doc:find "<marked/>", 4)
  equal(#doc:find "<marked/>":outside "quote", 3)
  equal(#doc:find "new, way":within "marked", 1)
end)
