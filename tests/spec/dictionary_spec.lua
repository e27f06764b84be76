-- Dictionaries and queries.
local ln = require "lunette"

local function forms(text, query)
  local out = {}
  for hit in ln.document { text = text }:find(query) do out[#out + 1] = hit.text .. ":" .. hit.form end
  return out
end

case("one query language for a word, a phrase, a glob, a family, a regex", function()
  equal(forms("Truce TRUCE truces", "truce"), { "Truce:", "TRUCE:" })
  equal(forms("us US Us", "US"), { "US:" })
  equal(forms("may May", "=may"), { "may:" })
  equal(forms("peace talks, peace\ntalks, peace. Talks", "peace talks"), { "peace talks:", "peace\ntalks:" })
  equal(forms("cease ceased ceasing", "cease*"), { "cease:", "ceased:" })
  equal(forms("shell shells shelter", "/shells?/"), { "shell:", "shells:" })
  equal(#forms("peace war truce", "war, truce"), 2)
end)

case("a family has all spellings, and says which", function()
  equal(forms("cease-fire cease–fire ceasefire cease fire cease\nfire cease\u{AD}fire cease-fires",
    "cease-fire"),
    { "cease-fire:hyphen", "cease–fire:dash", "ceasefire:solid", "cease fire:space", "cease\nfire:line",
      "cease\u{AD}fire:soft", "cease-fires:hyphen" })
  equal(forms("cease. Fire; cease, fire; cease\n\nfire", "cease-fire"), {})
end)

case("a table: keys and values; a list of queries", function()
  local doc = ln.document { text = "truce, peace talks" }
  local by_key = doc:find { calm = { "truce", "peace" } }
  equal(by_key[1].key, "calm")
  equal(by_key[2].entry, "peace")
  local listed = doc:find { "truce", "talks" }
  equal({ listed[1].key, listed[2].key }, { "truce", "talks" })
end)

case("the longest wins; a key counts where it stands", function()
  local hits = ln.document { text = "Equatorial Guinea and Guinea" }:find { eg = "Equatorial Guinea",
    g = "Guinea" }
  equal({ hits[1].key, hits[2].key, #hits }, { "eg", "g", 2 })
end)

case("a possessive is left out of the hit", function()
  equal(forms("Russia's army", "Russia"), { "Russia:" })
end)

case("from files, with what could not be used", function()
  local dict = assert(ln.dictionary { "examples/terms.csv", "examples/actors.csv" })
  equal(#dict > 40, true)
  equal(dict:entry(1).rule, "terms.csv:2")
  fails("no such", ln.dictionary, "missing.csv")
end)

case("an empty dictionary finds nothing", function()
  equal(#ln.document { text = "truce" }:find(ln.dictionary {}), 0)
end)

case("wrong use raises", function()
  raises("a table of keys and values, or the name of a file", ln.dictionary, 7)
  raises("values of 'a' are strings", ln.dictionary, { a = { 1 } })
  raises("names of files, or keys with values, not both", ln.dictionary, { "a.csv", b = "c" })
  raises("unknown option 'cased'", ln.dictionary, { a = "b" }, { cased = true })
  raises("query: bad pattern", function() ln.document { text = "a" }:find "/(/" end)
  raises("a query is a string or a dictionary, not a number",
    function() ln.document { text = "a" }:find(1) end)
  local dict = ln.dictionary { a = "b" }
  dict:find(ln.document { text = "b" })
  raises("cannot change any more", dict.add, dict, "c", "d")
  raises("no such entry", dict.entry, dict, 2)
  raises("call it with a colon", function() dict.find(ln.document { text = "b" }) end)
end)

case("entries as tables, both ways", function()
  local d = ln.dictionary {}
  local csv = "key,value,type,case,lang,from,to,except,code\n" ..
    'a,Guinea,,exact,en,2010,2012-03,"Equatorial Guinea|New Guinea",\n' ..
    "a,cease-fire,,,,2014-01-02,,,X1\na,cease-fire,,,,,2014-01-01,,X2\na,cease-fire,,,,,2014-01-01,,X2\n"
  d:read_text("f.csv", csv)
  local all = d:entries()
  equal(#all, 4) -- two shields
  equal({ all[1].case, all[1].lang, all[1].from, all[1].to, all[1].except, all[1].kind },
    { "exact", "en", "2010", "2012-03", "Equatorial Guinea|New Guinea", "phrase" })
  equal(d:entry(1).except, all[1].except)
  equal({ all[2].shields, all[3].shields }, { 1, 1 })
  equal(all[4].codes, { { code = "X1", from = "2014-01-02", to = "" },
    { code = "X2", from = "", to = "2014-01-01" }, { code = "X2", from = "", to = "2014-01-01" } })
  equal({ all[4].kind, all[4].again, all[4].every, all[4].weight, all[4].use },
    { "family", "f.csv:5", true, 1.0, "hit" })
  local copy = ln.dictionary {}
  for i = 1, #all do
    if not all[i].shields then equal(copy:add_entry(all[i]), true) end
  end
  all[4].again = nil
  equal(copy:entries(), all)
end)

case("an entry that cannot be read is refused", function()
  local d = ln.dictionary {}
  equal({ d:add_entry { key = "a", value = "..." } }, { nil, 'no word to look for in "..."', 1 })
  equal({ (select(2, d:add_entry { key = "a", value = "b", from = "maybe" })) ~= nil, #d }, { true, 0 })
  raises("unknown field 'kee'", d.add_entry, d, { kee = "a", value = "b" })
  raises("a key and a value", d.add_entry, d, { value = "b" })
  raises("use 'off' is not known", d.add_entry, d, { key = "a", value = "b", use = "off" })
  raises("without a code", d.add_entry, d, { key = "a", value = "b", codes = { {} } })
  raises("a NUL byte in it", d.add_entry, d, { key = "a\0", value = "b" })
end)

case("spellings are what is compared, word by word", function()
  local s = ln.dictionary { a = "Cease-Fire" }:spellings(1)
  equal(#s, 4)
  equal({ s[1][1].text, s[1][2].text, s[1][2].joint, s[2][2].text }, { "cease", "fire", true, "fires" })
  equal({ s[3][1].text, s[3].solid, s[3].family }, { "ceasefire", true, true })
  equal(#ln.dictionary { a = "/x/" }:spellings(), 0)
  local d = ln.dictionary { a = { "US", "war*" } }
  equal({ d:spellings(1)[1][1].exact, d:spellings(2)[1][1].glob, #d:spellings() }, { "US", true, 2 })
end)
