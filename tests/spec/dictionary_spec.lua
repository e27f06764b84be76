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
  raises("query \"/(/\"", function() ln.document { text = "a" }:find "/(/" end)
  raises("a query is a string or a dictionary, not a number",
    function() ln.document { text = "a" }:find(1) end)
  local dict = ln.dictionary { a = "b" }
  dict:find(ln.document { text = "b" })
  raises("cannot change any more", dict.add, dict, "c", "d")
  raises("no such entry", dict.entry, dict, 2)
  raises("call it with a colon", function() dict.find(ln.document { text = "b" }) end)
end)
