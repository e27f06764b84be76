-- Corpora: files, subcorpora, corpus files.
local ln = require "lunette"
local tables = require "lunette.table"

local function examples() return assert(ln.open "examples/corpus") end

local function quietly(f)
  local message = require "lunette.message"
  local say, said = message.say, {}
  message.say = function(format, ...) said[#said + 1] = format:format(...) end
  local ok, err = pcall(f)
  message.say = say
  if not ok then error(err, 2) end
  return said
end

case("documents in order, counted", function()
  local corpus, ids = examples(), {}
  for doc in corpus do ids[#ids + 1] = doc.id end
  equal({ #ids, #corpus, ids[1] }, { 40, 40, "hw-001" })
  equal(tostring(corpus), "corpus examples/corpus: 40 documents")
  equal(corpus:doc "hw-002".id, "hw-002")
  equal(corpus:doc "nobody", nil)
end)

case("loops inside loops over the same corpus", function()
  local corpus, n = assert(ln.open "examples/corpus/web"), 0
  for _ in corpus do
    for _ in corpus do n = n + 1 end
    for doc in corpus do if doc.id then break end end
  end
  equal(n, 4)
end)

case("where chains, and leaves its corpus alone", function()
  local corpus = examples()
  local march = corpus:where { date = "2031-03" }
  equal(#march, 6)
  equal(#march:where { source = "Harbour Wire" } < 6, true)
  equal(#corpus, 40)
  equal(#corpus:where { date = "2031-03..2031-04" } == #march + #corpus:where { month = "2031-04" }, true)
  equal(#corpus:where(function(doc) return doc.lang == "en" end), 40)
  raises("a table of conditions or a function", corpus.where, corpus, "source=S")
end)

case("a value that no document has is said, once", function()
  local said = quietly(function()
    local none = examples():where { source = "Harbor Wire" }
    equal({ #none, #none:find "truce" }, { 0, 0 })
  end)
  equal(#said, 1)
  local want = 'no document has source "Harbor Wire"; did you mean Harbour Wire?; values: Harbour Wire (22)'
  equal(said[1]:sub(1, #want), want)
  said = quietly(function() equal(#examples():where { sourc = "x" }, 0) end)
  equal(said, { "no document has a sourc; did you mean source?" })
end)

case("containing", function()
  local corpus = examples()
  local with = corpus:containing "cease-fire"
  local n = 0
  for doc in with do
    n = n + 1
    equal(#doc:find "cease-fire" > 0, true)
  end
  equal({ n, #corpus:containing("cease-fire", { at_least = 999 }) }, { #with, 0 })
  raises("unknown option 'atleast'; did you mean at_least?", corpus.containing, corpus, "x", { atleast = 1 })
end)

case("the rows of a count over documents open their hits", function()
  local groups = examples():find "cease-fire":group("month", "form")
  local total = 0
  for i = 1, #groups do
    total = total + groups[i].n
    equal(#groups[i]:hits(), groups[i].n)
  end
  equal(total, 52)
end)

--- Every row of a table of words opens as many hits as it counts.
local function check_words(rows, step)
  for i = 1, #rows, step do
    local found = rows[i]:hits()
    equal({ rows[i].word, #found }, { rows[i].word, rows[i].n })
    local docs = {}
    for hit in found do docs[hit.doc.id] = true end
    local n = 0
    for _ in pairs(docs) do n = n + 1 end
    equal(n, rows[i].docs, rows[i].word)
  end
end

case("the rows of word counts open their hits", function()
  local corpus = examples()
  for _, options in ipairs { {}, { case = true }, { stem = "english" }, { marks = false } } do
    local rows = corpus:freq(options)
    check_words(rows:where(function(row) return row.word:find "^[iI]t$" or row.word == "4,100" end), 1)
    check_words(rows, #rows // 8)
  end
  local sub = corpus:where { month = "2031-03" }
  check_words(sub:freq { most = 3 }, 1)
  local few = ln.script { name = "few", map = function(doc, _, out)
    if doc.month == "2031-03" then out:words(doc, { case = true }) end
  end, report = function(result) return result:words { most = 5 } end }
  check_words(few:run(corpus), 1)
end)

case("counts of a string have no hits, and say why", function()
  raises("counted in a string, not in documents", function() ln.text.words "a b a":counts()[1]:hits() end)
end)

case("what cannot be opened", function()
  fails("no such file or folder", ln.open, "missing")
  fails("a corpus file is opened alone", ln.open, { "a.corpus", "b.txt" })
  fails("", ln.open, "examples/missing.corpus")
  raises("unknown option 'field'; did you mean fields?", ln.open, "examples", { field = {} })
  raises("the name of a file or folder", ln.open, {})
  raises("a corpus has no 'fnd'", function() examples():fnd "x" end)
  raises("call it with a colon: x:find(...)", function() examples().find "x" end)
end)

case("a corpus file holds what was read", function()
  local path = os.tmpname() .. ".corpus"
  local stored = examples():save(path)
  local next_read = examples():documents()
  local n = 0
  for doc in stored do
    local read = next_read()
    n = n + 1
    equal({ doc.id, doc.text, doc.date, doc.title or "" }, { read.id, read.text, read.date,
      read.title or "" })
  end
  equal({ n, #stored, stored:doc "hw-003".id }, { 40, 40, "hw-003" })
  equal(#stored:find "cease-fire", 52)
  local rows = assert(stored:sql("SELECT id FROM document WHERE id = ?1", "hw-001"))
  equal({ tables.is(rows), #rows, rows[1].id }, { true, 1, "hw-001" })
  rows = assert(stored:sql "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")
  equal({ rows.columns, rows[1] }, { { "a", "a_3", "a_2", "a_4" }, { a = 1, a_3 = 2, a_2 = 3, a_4 = 4 } })
  fails("", stored.sql, stored, "SELEC 1")
  fails("", stored.sql, stored, "DELETE FROM document")
  raises("", function() examples():save(path) end)
  equal(#assert(ln.open(path)), 40)
  os.remove(path)
end)

case("sql needs a corpus file", function()
  raises("sql needs a corpus file", function() examples():sql "SELECT 1" end)
end)
