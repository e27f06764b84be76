-- Hits in a spreadsheet, checked by hand, and back: as scores, as gold, as a layer.
local ln = require "lunette"
local checked = require "lunette.checked"
local marked = require "lunette.document_rows"
local writer = require "lunette.writer"

local function examples() return assert(ln.open "examples/corpus") end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

local function write(text)
  local path = os.tmpname() .. ".csv"
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

--- A spreadsheet program's rewriting of a file: its records, changed, with another separator, line end
--- and order of columns.
local function rewrite(path, change, options)
  local rows = require "lunette.core".table_rows(path)
  local names, records = rows:next(), {}
  for fields in function() return (rows:next()) end do
    local record = {}
    for i, name in ipairs(names) do record[name] = fields[i] end
    local kept = change(record, #records + 1)
    if kept ~= false then records[#records + 1] = record end
  end
  table.sort(names, options.order)
  if options.more then names[#names + 1] = options.more end
  local out = {}
  for _, record in ipairs { names, table.unpack(records) } do
    local cells = {}
    for i, name in ipairs(names) do
      local cell = record == names and name or record[name] or ""
      cells[i] = '"' .. cell:gsub('"', '""') .. '"'
    end
    out[#out + 1] = table.concat(cells, options.separator or ",")
  end
  return write((options.bom or "") .. table.concat(out, options.ending or "\n"))
end

local function yes(record) record.right = "y" end

case("a checked file is the hits again: nothing is lost on the way", function()
  for what, found in pairs { quotes = examples():quotes { kinds = { "direct", "mixed", "indirect" } },
    flags = examples():find "cease-fire, a, 72-*",
    actors = examples():actors(ln.dictionary "examples/actors.csv") } do
    local path = os.tmpname() .. ".csv"
    found:save_check(path)
    local back = marked.read(rewrite(path, yes, {}))
    equal(back.n, #found, what)
    local quote = what == "quotes"
    for _, edges in ipairs { "count", "ignore" } do
      local t, errors = ln.score(back, found, { match = { "exact" }, edges = edges,
        same = quote and { "kind", "speaker", "speaker_text", "speaker_first", "speaker_last", "cue",
          "rule" } or { "key", "code", "entry", "form", "rule" } })
      equal({ t[#t].right, t[#t].recalled, #errors }, { #found, #found, 0 }, what)
    end
    -- the documents' own text fits, too
    local _, t = quietly(ln.score, back, examples(), { layer = "sentence", match = { "0" } })
    equal(t[#t].gold, #found, what)
  end
end)

case("what spreadsheets do: separators, line ends, order, lost rows, more columns, numbers", function()
  local found = examples():quotes()
  local path = os.tmpname() .. ".csv"
  found:save_check(path)
  local seen = 0
  local function damage(record)
    seen = seen + 1
    record.right, record.first = "Y ", tonumber(record.first) > 999 and
      record.first:gsub("^(%d)(%d%d%d)$", "%1,%2") or record.first .. ".0"
    record.text = record.text:gsub("\n", "\r\n")
    record.mine = "seen"
    return seen % 3 > 0
  end
  for _, options in ipairs { { separator = ";", ending = "\r\n", bom = "\u{FEFF}" }, { separator = "\t" },
    { order = function(a, b) return a > b end, more = "mine" } } do
    seen = 0
    local back = marked.read(rewrite(path, damage, options))
    equal(back.n, #found - #found // 3)
    local said, t = quietly(ln.score, back, examples(), { match = { "exact" } })
    equal({ t[#t].gold, t[#t].recalled }, { back.n, back.n })
    equal(t[#t].unjudged, #found // 3)
    equal(said, {})
  end
end)

case("what a spreadsheet would change stands behind an apostrophe, and comes back", function()
  local cells = { "=1+1", "-x", "'Tis", "007", "1,000", "3/4", "3 March", "Sept 3, 2016", "2016-09-03",
    "12e5", "TRUE", "10:30 am", "a 'b'", "45 people", "0d5aef0f75544e9a", "March", "٣", "two\nlines" }
  local guarded, rows, tables = {}, {}, require "lunette.table"
  for i, cell in ipairs(cells) do rows[i] = { doc = cell, date = "2016-09-03", right = true, n = 5 } end
  local text = writer.to_string(tables.new({ "doc", "date", "right", "n" }, rows), "check")
  local core_rows = require "lunette.core".table_rows(write(text))
  core_rows:next()
  for fields in function() return (core_rows:next()) end do
    guarded[#guarded + 1] = fields[1]:sub(1, 1) == "'" and "'" or "."
    equal(fields[2], "2016-09-03")
  end
  equal(table.concat(guarded), "''''''''''''......")
  local back = marked.read(write(text))
  for i, cell in ipairs(cells) do equal(back.docs[cell] ~= nil, true, tostring(i) .. cell) end
end)

case("verdicts: shares with their intervals, by columns; blank is not checked; added was missed", function()
  local text = "id,doc,first,last,kind,speaker,right,speaker_fixed\n" ..
    "a,d,1,2,direct,X,y,\nb,d,4,5,direct,X,YES,Y\nc,d,7,8,direct,X,n,\ne,d,9,9,mixed,,,\n" ..
    "f,d,10,11,mixed,X,1,\n,d,20,22,mixed,Z,,\n"
  local t = ln.score(write(text))
  equal(t.columns, { "kind", "rows", "checked", "right", "wrong", "unchecked", "precision", "low", "high",
    "missed", "speakers", "speaker" })
  local function row(i)
    local r = t[i]
    return { r.kind, r.rows, r.checked, r.right, r.wrong, r.unchecked, r.missed, r.precision, r.speakers,
      r.speaker }
  end
  equal(row(1), { "direct", 3, 3, 2, 1, 0, 0, 66.67, 2, 50.0 })
  equal(row(2), { "mixed", 2, 1, 1, 0, 1, 1, 100.0, 1, 100.0 })
  equal(row(3), { "(all)", 5, 4, 3, 1, 1, 1, 75.0, 3, 66.67 })
  equal({ t[3].low, t[3].high }, { 30.06, 95.44 })
  equal(ln.score(write(text), nil, { by = { "doc" } })[1].doc, "d")
  raises("has no column rule", ln.score, write(text), nil, { by = { "rule" } })
  fails(":2: right is y, n or empty, not \"perhaps\"", ln.score, write(text:gsub(",y,", ",perhaps,")))
end)

case("Wilson's interval", function()
  local function percent(share, n)
    local low, high = checked.wilson(share, n)
    return { (1000 * low + 0.5) // 1, (1000 * high + 0.5) // 1 }
  end
  equal(percent(0.5, 10), { 237.0, 763.0 })
  equal(percent(0, 10), { 0.0, 278.0 })
  equal(percent(1, 1), { 207.0, 1000.0 })
  equal(percent(0.81, 100), { 722.0, 875.0 })
end)

case("a copied row counts once, with two verdicts it is a fault", function()
  local text = "id,doc,first,last,right\na,d,1,2,y\na,d,1,2,%s\nb,d,3,4,n\n"
  local said, t = quietly(ln.score, write(text:format "y"))
  equal({ t[1].rows, t[1].right }, { 2, 1 })
  equal(said[1]:find(": 1 row is there twice and counted once", 1, true) ~= nil, true)
  fails(":3: line 2 has another verdict on the same hit, id a", ln.score, write(text:format "n"))
end)

case("a sample of each value stands for all of them", function()
  local found = examples():quotes()
  local path = os.tmpname() .. ".csv"
  found:save_check(path, { sample = 5, by = { "kind" }, seed = 2 })
  local first = read(path)
  found:save_check(path, { sample = 5, by = { "kind" }, seed = 2 })
  equal(read(path) == first, true)
  local kinds, sum = {}, 0
  for _, row in ipairs(marked.read(path):rows()) do
    kinds[row.kind] = (kinds[row.kind] or 0) + 1
    sum = sum + tonumber(row.stands_for)
  end
  equal(kinds, { direct = 5, mixed = 5 })
  equal((sum + 0.5) // 1, #found + 0.0)
  local t = ln.score(write "id,doc,first,last,kind,right,stands_for\na,d,1,2,x,y,\"7,5\"\nb,d,3,4,z,n,2.5\n")
  equal(t[3].precision, 75.0)
  fails("stands_for is a number", ln.score, write "id,doc,first,last,right,stands_for\na,d,1,2,y,many\n")
end)

case("checked rows as gold: what was not judged is left out, corrections hold", function()
  local doc = ln.document { id = "d", text = "“We go,” Ana Reyes said. “No,” Bo Li said." }
  local found = doc:quotes()
  local gold = { { id = "a", doc = "d", first = found[1].first, last = found[1].last, right = "y",
    kind = "direct", speaker = "Ana Reyes", speaker_fixed = "Bo Li" },
    { id = "b", doc = "d", first = found[2].first, last = found[2].last, right = "n", kind = "direct" } }
  local t = ln.score(gold, found, { match = { "exact" } })
  equal({ t[1].gold, t[1].found, t[1].right, t[1].person }, { 1, 2, 1, 0.0 })
  gold[2].right, gold[1].speaker_fixed = "", nil
  t = ln.score(gold, found, { match = { "exact" } })
  equal({ t[1].gold, t[1].found, t[1].unjudged, t[1].right, t[1].person }, { 1, 1, 1, 1, 100.0 })
end)

case("a row that has only its id left is found in the file it came from", function()
  local found = examples():quotes():head(3)
  local path = os.tmpname() .. ".csv"
  found:save_check(path)
  local bare = rewrite(path, function(record)
    record.right, record.doc, record.first, record.last, record.text = "y", "", "", "", ""
  end, {})
  local t = ln.score(bare, path, { match = { "exact" } })
  equal({ t[#t].gold, t[#t].recalled }, { 3, 3 })
  fails("row without a document", ln.score, bare, found)
end)

case("rows as a layer of a corpus file: stored, queried, scored, replaced, refused", function()
  local path = os.tmpname() .. ".corpus"
  local corpus = examples():save(path)
  local found = examples():quotes()
  local file = os.tmpname() .. ".csv"
  found:save_check(file)
  local half = rewrite(file, function(record, i) record.right = i % 2 == 0 and "y" or "n" end, {})
  equal(corpus:add_layer("checked", half), #found // 2)
  local inside = corpus:find "[checked]"
  equal(#inside > 0 and #corpus:find "cease-fire":within "checked" > 0, true)
  equal(#corpus:find '[checked="mixed"]' < #inside, true)
  equal(ln.score(half, corpus, { layer = "checked", match = { "exact" } })[1].f1, 100.0)
  -- pieces of an interrupted quotation: the words between them are not in the layer
  local said = examples():quotes():where(function(q) return #q.segments > 1 end)
  equal(corpus:add_layer("pieces", said), #said)
  local doc = corpus:doc "hw-001"
  equal({ #doc:find "Mirel":within "pieces", #doc:find "fished":within "pieces" }, { 0, 1 })
  equal(corpus:add_layer("checked", { { doc = "hw-001", text = "ACT denied it", kind = "x" } }), 1)
  equal(#corpus:find "[checked]", 3)
  equal(#corpus:doc "hw-001":find "[checked]", 3)
  local marker = ln.annotator { name = "odd", annotate = function(one, out)
    for hit in one:find "truce" do out:add(hit, "x", { segments = { 5, "y" } }) end
  end }
  equal(corpus:annotate(marker), #corpus:find "truce":within "odd")
  raises("every document has a layer of this name", corpus.add_layer, corpus, "quote", half)
  raises("a name is of letters", corpus.add_layer, corpus, "a b", half)
  fails("none of its documents is in the corpus file", corpus.add_layer, corpus, "x",
    { { doc = "zz", first = 1, last = 2 } })
  fails("has other words", corpus.add_layer, corpus, "checked", { { doc = "hw-001", first = 1, last = 3,
    text = "zzz" } })
  equal(#corpus:find "[checked]", 3) -- kept
  raises("corpus:save", examples().add_layer, examples(), "x", half)
  os.remove(path)
end)
