-- What dict check, expand, convert and diff are made of.
local ln = require "lunette"
local core = require "lunette.core"
local tables = require "lunette.table"

local function problems(dictionary, options)
  local out = {}
  for _, row in ipairs(dictionary:check(options)) do
    out[#out + 1] = ("%s: %s"):format(row.problem, row.entry or row.rule)
  end
  return out
end

local function from_csv(text)
  local d = ln.dictionary {}
  assert(d:read_text("d.csv", text))
  return d
end

local function write(name, text)
  local path = os.tmpname() .. name
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

case("check gives a table; nothing wrong gives no row", function()
  local found = ln.dictionary { truce = { "cease-fire", "truce*" } }:check()
  equal({ tables.is(found), #found, found.columns[2] }, { true, 0, "problem" })
  raises("unknown option 'corpse'", function() ln.dictionary {}:check { corpse = 1 } end)
  raises("call it with a colon", function() local d = ln.dictionary {}; d.check() end)
end)

case("check: an alias under two keys, in any spelling; not where language or days part them", function()
  equal(problems(ln.dictionary { a = "cease-fire", b = "ceasefire" }), { "two keys: ceasefire" })
  equal(problems(ln.dictionary { a = "war*", b = "warlord" }), { "two keys: warlord" })
  equal(problems(ln.dictionary { a = "w?r*d", b = "warlord" }), { "two keys: warlord" })
  equal(problems(ln.dictionary { a = "peace* talks", b = "peaceful talks" }),
    { "two keys: peaceful talks" })
  equal(problems(ln.dictionary { a = "peace* talk", b = "peaceful talks" }), {})
  equal(problems(ln.dictionary { a = "=Truce", b = "=truce" }), {})
  equal(problems(from_csv "key,value,lang\na,gift,en\nb,gift,de\n"), {})
  equal(problems(from_csv "key,value,from,to\na,gift,2010,2011\nb,gift,2012,2013\n"), {})
end)

case("check: punctuation and a final dot make entries different", function()
  equal(problems(from_csv "key,value\na,\"Smith, John\"\na,Smith John\n"), { "duplicate: Smith John" })
  equal(problems(from_csv "key,value\na,Smith John\na,\"Smith, John\"\n"), {})
  equal(problems(from_csv "key,value\na,etc\na,etc.\n"), {})
  equal(problems(from_csv "key,value\na,etc.\na,etc\n"), { "duplicate: etc" })
end)

case("check: values from a script, without files", function()
  equal(problems(ln.dictionary { a = "b\26c" }), { "control byte: b\26c" })
  equal(problems(ln.dictionary { a = { "/x*/i", "/x|/", "/x/" } }), { "empty match: /x*/i",
    "empty match: /x|/" })
  equal(problems(from_csv "key,value,type\na,x*,regex\n"), { "empty match: x*" })
end)

case("check: common words by what stands in the text", function()
  local corpus = assert(ln.open(write(".txt",
    "The Youth met. The Youth sang, and the Youth left. A youth.\n\nAn AID. AID!\n")))
  local found = ln.dictionary { a = "Youth", b = "Aid", c = "It" }:check { corpus = corpus }
  local how = {}
  for _, row in ipairs(found) do how[#how + 1] = row.proposal end
  equal(how, { "c,It,off,", "a,Youth,,capital", "b,Aid,,exact" })
end)

case("common words know plurals, and words that are names too", function()
  local kind = require "lunette.common_words".kind
  equal({ kind "youth", kind "youths", kind "armies", kind "taxes", kind "march" },
    { "word", "word", "word", "word", "name" })
  equal({ kind "velmark", kind "us", kind "" }, {})
end)

case("without: left out, as written, with a capital; a key that is open", function()
  local rules = write(".csv",
    "key,value,use,case,note\na,ORGANIZATION,off,,x\n,MALE,,capital,\na,US,,exact,\n")
  local csv = write(".csv", "key,value,case\na,ORGANIZATION,any\na,US,any\nb,MALE,any\na,GUINEA,any\n")
  local d = assert(ln.dictionary(csv, { without = rules }))
  local doc = ln.document { text = "organization us US male Male MALE Guinea" }
  local found = {}
  for hit in doc:find(d) do found[#found + 1] = hit.text end
  equal(found, { "US", "Male", "MALE", "Guinea" })
  fails("no such", ln.dictionary, csv, { without = "missing.csv" })
end)

case("without: what cannot be restricted is refused", function()
  local csv = write(".csv", "key,value\na,/x/\n")
  fails("use \"of\" is not known", ln.dictionary, csv,
    { without = write(".csv", "key,value,use\na,b,of\n") })
  fails("a regex has no case rule capital", ln.dictionary, csv,
    { without = write(".csv", "key,value,case\na,/x/,capital\n") })
end)

case("expand: how case is compared, what parts words", function()
  local rows = ln.dictionary { a = { "US army", "=peace talks", "/x/", "pre-war-time" } }:expand "a"
  equal({ rows[1].case, rows[1].note }, { "capitals as written",
    "blanks, one line end or one dash may part the words" })
  equal({ rows[2].case, rows[3].case }, { "as written", "as the regex says" })
  local forms = {}
  for i = 4, #rows do forms[rows[i].form] = (forms[rows[i].form] or 0) + 1 end
  equal(forms, { hyphen = 2, space = 2, dash = 2, line = 2, soft = 2, mixed = 20, solid = 2 })
  raises("no key \"b\"", function() ln.dictionary { a = "x" }:expand "b" end)
end)

case("save: keys and values that YAML would read as something else", function()
  local path = os.tmpname() .. ".yml"
  equal(ln.dictionary { ["~"] = "a: b", yes = "#c", ["2010"] = "it's", ["ключ"] = "x\ty" }:save(path), {})
  equal(read(path), "'2010':\n  - 'it''s'\n'yes':\n  - '#c'\n'~':\n  - 'a: b'\n'ключ':\n  - \"x\\ty\"\n")
  raises("written as", function() ln.dictionary {}:save "x.doc" end)
end)

case("save: a weight, a use, exceptions", function()
  local d = ln.dictionary {}
  d:add_entry { key = "a", value = "good", weight = 2.5 }
  d:add_entry { key = "a", value = "bad", use = "sentence" }
  d:add_entry { key = "b", value = "Guinea", except = "New Guinea", lang = "en" }
  local path = os.tmpname() .. ".csv"
  equal(d:save(path), {})
  equal(read(path),
    "key,value,lang,except,use,weight\na,good,,,,2.5\na,bad,,,sentence,\nb,Guinea,en,New Guinea,,\n")
  equal(d:save(os.tmpname() .. ".jsonl"), { "exceptions (1)", "languages (1)", "weights (1)",
    "what is no hit but sentence (1)" })
end)

case("codes of which the first counts, as codes of which all count", function()
  local flatten = require "lunette.dictionary_codes".flatten
  local function code(name, from, to) return { code = name, from = from, to = to } end
  equal(flatten { code("A", "2010-01-01", "2010-12-31"), code("B", "", "") , code("C", "2009-01-01", "") },
    { code("A", "2010-01-01", "2010-12-31"), code("C", "2009-01-01", "2009-12-31"),
      code("C", "2011-01-01", ""), code("B", "", "") })
  equal(flatten { code("A", "", "2010-12-31"), code("B", "2010-02-01", "2010-03-01") },
    { code("A", "", "2010-12-31") })
  equal(flatten { code("A", "2010", "") }, nil)
  equal(flatten {}, {})
end)

case("diff: the same bytes and key are the same; another key is another hit", function()
  local corpus = assert(ln.open(write(".txt", "A truce. A war. Peace talks.")))
  local old = ln.dictionary { a = "truce", b = "war", c = "peace" }
  local new = ln.dictionary { a = "truce*", c = { "war", "peace talks" } }
  local changes = {}
  for _, row in ipairs(old:diff(new, corpus)) do
    changes[#changes + 1] = ("%s %s %s"):format(row.change, row.key, row.node)
  end
  equal(changes, { "lost b war", "gained c war", "lost c Peace", "gained c Peace talks" })
  local counts = old:diff(new, corpus, { by = { "key" } })
  equal(#counts, 3)
  equal({ counts[1].key, counts[1].n_old, counts[1].n_new, counts[1].gained, counts[1].lost },
    { "c", 1, 2, 2, 1 })
  equal(#old:diff(old, corpus), 0)
end)

case("reader notices are findings of a file", function()
  local path = write(".csv", "key,value\na,truce\na,...\n")
  local d = require "lunette.dictionary".read { path }
  equal(d:check()[1].problem, "unreadable line")
  equal(core.dictionary():check()[1], nil)
end)
