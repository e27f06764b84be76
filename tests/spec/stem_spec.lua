-- Stems and stop words.
local ln = require "lunette"
local program = require "lunette.program"
local stopwords = require "lunette.stopwords"

case("stem: English without asking", function()
  equal(ln.text.stem "talks", "talk")
  equal(ln.text.stem "TALKED", "talk")
  equal(ln.text.stem("minister’s", "en"), "minist")
  equal(ln.text.stem "", "")
  equal(ln.text.stem("a\0b"), "a\0b")
end)

case("stem: languages by name and by code, in any case", function()
  for _, name in ipairs { "german", "de", "deu", "DE", "German" } do
    equal(ln.text.stem("Verhandlungen", name), "verhandl", name)
  end
  equal(ln.text.stem("KIZLAR", "turkish"), "kız")
  equal(ln.text.stem("εκλογές", "el"), ln.text.stem("ΕΚΛΟΓΈΣ", "greek"))
  equal(ln.text.stem("jentene", "nb"), ln.text.stem("jentene", "norwegian"))
end)

case("stem: what cannot be", function()
  raises("known: arabic", ln.text.stem, "word", "klingon")
  raises("stem: no stemmer for 'klingon'", ln.text.stem, "word", "klingon")
  raises("stem: a word, not a nil", ln.text.stem)
  raises("string expected", ln.text.stem, "word", 7)
  equal(fails("not UTF-8", ln.text.stem, "ab\xFF"), 3)
  equal(ln.text.stem "talks", "talk")
end)

case("stem: every language has one, also without a name in Lua", function()
  local core = require "lunette.core"
  for _, name in ipairs(core.stemmer_languages()) do
    equal(type(ln.text.stem("word", name)), "string", name)
  end
  raises("with a colon", function() return core.stemmer "en".find("word"), nil end)
end)

case("stopwords: a fresh set by name or code", function()
  local set = ln.text.stopwords "english"
  equal(set.the, true)
  equal(set["don't"], true)
  equal(set["don’t"], true)
  equal(set.us, nil)
  equal(set.government, nil)
  equal(set["#"], nil)
  set.the, set.minister = nil, true
  equal(ln.text.stopwords().the, true)
  equal(ln.text.stopwords("EN").minister, nil)
  equal(ln.text.stopwords "nn", ln.text.stopwords "Norwegian")
end)

case("stopwords: case folded forms count too", function()
  local greek, german = ln.text.stopwords "el", ln.text.stopwords "de"
  equal(greek["τους"], true)
  equal(greek[ln.text.fold "ΤΟΥΣ"], true)
  equal(german[ln.text.fold "DASS"], true)
  equal(german["daß"], true)
end)

case("stopwords: an unknown language raises with the known ones", function()
  raises("stopwords: no list for 'klingon'; known: arabic, armenian", ln.text.stopwords, "klingon")
  raises("did you mean english?", ln.text.stopwords, "englsh")
  raises("the name of a language, not a number", ln.text.stopwords, 7)
  raises("no list for '../quotes.en'", ln.text.stopwords, "../quotes.en")
end)

case("stopwords: a list for every language that has a stemmer", function()
  local known = {}
  for _, name in ipairs(stopwords.languages()) do known[name] = true end
  for _, name in ipairs(require "lunette.core".stemmer_languages()) do
    if name ~= "porter" then equal(known[name], true, name) end
  end
end)

--- NFC, lower case, one word of the language's script, each behind the one before it.
local function check_list(name, list)
  local before = ""
  equal(ln.text.normalize(list), list, name)
  equal(list:find "[\r\t ]\n", nil, name .. ": blanks at a line's end")
  equal(list:find "\n\n", nil, name .. ": an empty line")
  for _, word in ipairs(stopwords.parse(list)) do
    local spans = ln.text.words(word)
    if before >= word then error(("%s: '%s' behind '%s'"):format(name, word, before)) end
    equal(#spans, 1, name .. ": " .. word)
    equal(spans[1].text, word, name)
    before = word
  end
end

--- Folding leaves lower case as it is, but for what it writes otherwise: ß, final sigma, the ligature.
local function check_case(name, word)
  local plain = word:gsub("ß", "ss"):gsub("ς", "σ"):gsub("և", "եւ")
  equal(ln.text.fold(word), plain, name)
end

case("stopwords: every list is in order", function()
  for _, name in ipairs(stopwords.languages()) do
    local list = program.embedded("lunette/data/stopwords/" .. name .. ".txt")
    check_list(name, list)
    local words = stopwords.parse(list)
    for _, word in ipairs(words) do check_case(name, word) end
    equal(#words >= 40, true, name)
  end
end)
