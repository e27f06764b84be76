-- Quotations in French, German and Spanish: every text of quotes.LANGUAGE.txt, and which list is used.
local ln = require "lunette"

local ALL <const> = { kinds = { "direct", "mixed", "indirect" } }

local function found(text, lang, options)
  local out = {}
  for quote in ln.document { text = text, lang = lang }:quotes(options or ALL) do
    out[#out + 1] = table.concat({ quote.kind, quote.rule, quote.speaker, quote.speaker_text, quote.cue or "",
      (quote.text:gsub("\r?\n\r?\n", " ¶ ")) }, "|")
  end
  return out
end

--- The texts of a file with what is to be found in each.
local function texts_of(lang)
  local texts = {}
  for line in io.lines(("tests/spec/quotes.%s.txt"):format(lang)) do
    local row = line:match "^  (.*)"
    if row then table.insert(texts[#texts].want, row)
    elseif not line:find "^#" then texts[#texts + 1] = { text = line, want = {} } end
  end
  return texts
end

for _, lang in ipairs { "fr", "de", "es" } do
  case("quotes: " .. lang, function()
    for _, one in ipairs(texts_of(lang)) do
      equal({ one.text, found((one.text:gsub(" ¶ ", "\n\n")), lang) }, { one.text, one.want })
      equal({ one.text, found((one.text:gsub(" ¶ ", "\r\n\r\n")), lang) }, { one.text, one.want })
    end
  end)
end

case("quotes: the language by its code, its region, its name", function()
  local text = "« C'est fini », dit-il."
  for _, lang in ipairs { "fr", "fr-CA", "fr_BE", "FR", "fra", "French", "français" } do
    equal({ lang, found(text, lang)[1] }, { lang, "direct|Q-V-S||il|dit|« C'est fini »" })
  end
  equal(found("„Nein“, sagte Weber.", "de_AT"), { "direct|Q-V-S|Weber|Weber|sagte|„Nein“" })
  equal(found "“We go,” said Ana Reyes.", { "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go,”" })
  equal(found("“We go,” said Ana Reyes.", ""), { "direct|Q-V-S|Ana Reyes|Ana Reyes|said|“We go,”" })
end)

case("quotes: decomposed accents", function()
  equal(found("„Die Tu\u{308}r bleibt zu“, erkla\u{308}rte A\u{308}nne Voss.", "de"),
    { "direct|Q-V-S|A\u{308}nne Voss|A\u{308}nne Voss|erkla\u{308}rte|„Die Tu\u{308}r bleibt zu“" })
  equal(found("Le maire Jean Martin a de\u{301}clare\u{301} : « Voila\u{300}. »", "fr"),
    { "direct|S-V:Q|Jean Martin|Le maire Jean Martin|de\u{301}clare\u{301}|« Voila\u{300}. »" })
  equal(found("«Asi\u{301} sera\u{301}», sen\u{303}alo\u{301} Ana Reyes.", "es"),
    { "direct|Q-V-S|Ana Reyes|Ana Reyes|sen\u{303}alo\u{301}|«Asi\u{301} sera\u{301}»" })
end)

case("quotes: nothing in nothing, in every language", function()
  for _, lang in ipairs { "fr", "de", "es", "en" } do
    equal({ found("", lang), found("«»", lang), found("—", lang), found("« ", lang), found("l'", lang) },
      { {}, {}, {}, {}, {} })
    equal(#found("\0«\0»\0, dit-il. \u{1F600}", lang) <= 1, true)
  end
end)

case("quotes: any mix of words and marks is survived, places are true", function()
  local words = {}
  for _, lang in ipairs { "fr", "de", "es" } do
    for _, one in ipairs(texts_of(lang)) do
      for word in one.text:gmatch "%S+" do words[#words + 1] = word end
    end
  end
  for mark in ("« » “ ” „ ‘ ’ — – ¶ , : . l' qu’ \u{301} \u{1F600} \0 zufolge dijo so wie"):gmatch "%S+" do
    for _ = 1, 100 do words[#words + 1] = mark == "¶" and "\r\n\r\n" or mark end
  end
  local seed = 7
  local function random(n)
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % n + 1
  end
  for _ = 1, 600 do
    local chosen = {}
    for i = 1, random(60) do chosen[i] = words[random(#words)] end
    local text, last = table.concat(chosen, random(4) == 1 and "" or " "), 0
    local doc = ln.document { text = text, lang = ({ "fr", "de", "es" })[random(3)] }
    for quote in doc:quotes(ALL) do
      equal(quote.text, text:sub(quote.first, quote.last))
      for _, part in ipairs(quote.segments) do
        equal(part[1] <= part[2], true)
      end
      last = quote.last
    end
    equal(last <= #text, true)
  end
end)

case("a language is known by its code, by its name in any case, with its region", function()
  local code = require "lunette.language".code
  equal({ code "fr-CA", code "de_AT", code "FRANÇAIS", code "Deutsch", code " spa " },
    { "fr", "de", "fr", "de", "es" })
  equal({ code "Xx", code "" or "none", code(nil) or "none" }, { "xx", "none", "none" })
end)

case("languages without a list share one search, and only the first few of them are named", function()
  local message, said = require "lunette.message", {}
  local say = message.say
  message.say = function(format, ...) said[#said + 1] = format:format(...) end
  for i = 1, 20 do
    for _ = 1, 2 do equal(#ln.document { text = "“We go.” He left.", lang = "q" .. i }:quotes(), 0) end
  end
  message.say = say
  equal(#said <= 6, true)
end)
