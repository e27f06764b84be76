-- ln.script, and the scripts that come with the program.
local ln = require "lunette"

local folder = os.tmpname()
os.remove(folder)
os.execute(("mkdir '%s'"):format(folder))

local function write(name, text)
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(text)
  file:close()
end

write("a.jsonl", table.concat({
  ln.json.encode { id = "a1", title = "Truce in Lisk", date = "2031-01-05", source = "A",
    text = "A cease-fire held. “We hold the truce,” said Minister Ana Reyes." },
  ln.json.encode { id = "a2", date = "2031-03-02", source = "B", text = "No ceasefire; Ana Reyes left." },
  ln.json.encode { id = "a3", source = "A", text = "Shelling." } }, "\n") .. "\n")

local function ready(name)
  return assert(load(assert(require "lunette.program".embedded("scripts/" .. name .. ".lua"))))()
end

local function corpus() return assert(ln.open(folder)) end

--- What is said on standard error while `f` runs.
local function said(f)
  local message = require "lunette.message"
  local say, lines = message.say, {}
  message.say = function(format, ...) lines[#lines + 1] = format:format(...) end
  local ok, err = pcall(f)
  message.say = say
  if not ok then error(err, 2) end
  return lines
end

case("flag: rows and counts", function()
  local rows = ready "flag":run(corpus(), { terms = "cease-fire, truce" })
  equal({ #rows, rows[1].form, rows[1].part, rows[3].form }, { 3, "hyphen", "text", "solid" })
  equal(#rows[1]:hits(), 1)
  equal(rows[1]:hits()[1].id, rows[1].id)
  local counts = ready "flag":run(corpus(), { terms = "cease-fire, truce", by = { "source", "key" } })
  equal({ counts[1].source, counts[1].key, counts[1].n, counts[1].of_docs, counts[1].words }, { "A",
    "cease-fire", 1, 2, 13 })
  for i = 1, #counts do equal(#counts[i]:hits(), counts[i].n) end
  equal(#ready "flag":run(corpus(), { terms = "truce", outside = "quote" }), 0)
  equal(#ready "flag":run(corpus(), { terms = "truce", within = "quote" }), 1)
end)

case("quotes: speaker, places, kinds", function()
  local rows = ready "quotes":run(corpus())
  equal({ #rows, rows[1].speaker, rows[1].cue, rows[1].doc }, { 1, "Ana Reyes", "said", "a1" })
  equal(corpus():doc "a1".text:sub(rows[1].first, rows[1].last), rows[1].text)
  equal(#ready "quotes":run(corpus(), { ["min-score"] = 1.1 }), 0)
  equal(ready "quotes":run(corpus(), { by = { "speaker" } })[1].n, 1)
end)

case("actors: codes by date", function()
  write("who.csv",
    "key,value,from,to,code\nReyes,Ana Reyes,,2031-02-01,GOV\nReyes,Ana Reyes,2031-02-02,,OPP\n")
  local options = { dictionary = { folder .. "/who.csv" }, mentions = true }
  local source = assert(ln.open(folder .. "/a.jsonl"))
  local rows = ready "actors":run(source, options)
  equal({ #rows, rows[1].code, rows[2].code }, { 2, "GOV", "OPP" })
  local counts = ready "actors":run(source, { dictionary = { folder .. "/who.csv" }, by = { "code" } })
  equal({ counts[1].n, counts[2].n }, { 1, 1 })
  os.remove(folder .. "/who.csv")
end)

case("the parts text and title", function()
  local rows = ready "flag":run(corpus(), { terms = "truce", ["in"] = { "title", "text" } })
  equal({ #rows, rows[1].part, rows[1].first, rows[2].part }, { 2, "title", 1, "text" })
  local counts = ready "flag":run(corpus(), { terms = "truce", by = { "part" }, ["in"] = { "title",
    "text" } })
  for i = 1, #counts do equal(#counts[i]:hits(), 1) end
end)

case("fill: 0 where there was something to read, empty where there was nothing", function()
  local rows = ready "flag":run(corpus(), { terms = "cease-fire", by = { "month" }, fill = "month" })
  equal({ #rows, rows[2].month, rows[2].of_docs, rows[2].n == nil }, { 3, "2031-02", 0, true })
  rows = ready "flag":run(corpus(), { terms = "absent", by = { "month" }, fill = "month" })
  equal({ #rows, rows[1].n, rows[1].of_docs, rows[3].n }, { 4 - 1 + (rows[4] and 1 or 0), 0, 1, 0 })
  equal(#rows[1]:hits(), 0)
  raises("--fill month needs --by month", function()
    ready "flag":run(corpus(), { terms = "truce", fill = "month", by = { "key" } })
  end)
end)

local function script(t)
  t.name = "test"
  return ln.script(t)
end

case("arguments: declared, checked, read", function()
  local s = script { args = { word = { type = "string", default = "truce" } },
    map = function(doc, args, out) out:count(args.word, doc.id) end,
    report = function(result) return result.count end }
  equal(s:run(corpus())[1].k1, "truce")
  equal(s:run(folder, { word = "x" })[1].k1, "x")
  raises("unknown argument 'wrod'; did you mean word?", s.run, s, corpus(), { wrod = "x" })
  local wrong = script { map = function(_, args) return args.nothing end }
  raises("the script declares no argument 'nothing'", function() wrong:run(corpus()) end)
  local changing = script { map = function(_, args) args.x = 1 end }
  raises("arguments cannot be changed", function() changing:run(corpus()) end)
  local deaf = script { args = { word = { type = "string", default = "x" } }, map = function() end }
  equal(said(function() deaf:run(corpus()) end), {})
  equal(said(function() deaf:run(corpus(), { word = "y" }) end),
    { "--word had no effect: the script did not read it" })
  raises("--who is needed", function()
    script { args = { who = { type = "query", required = true } }, map = function() end }:run(corpus())
  end)
end)

case("writing a variable outside of map raises; 0/0 as a constant does not", function()
  local n, undefined = 0, 0 / 0
  local s = script { map = function() n = n + 1 end }
  raises("map changed 'n', which lies outside of it", function() s:run(corpus()) end)
  local fine = script { map = function(_, _, out) out:count(undefined == undefined) end,
    report = function(result) return result.count end }
  equal(fine:run(corpus())[1].n, 3)
end)

case("a declaration is checked", function()
  raises("unknown option 'mpa'; did you mean map?", ln.script, { name = "x", mpa = print })
  raises("a map function is needed", ln.script, { name = "x" })
  raises("a name is needed", ln.script, { map = print })
  raises("argument 'a' needs a type", ln.script, { name = "x", map = print, args = { a = {} } })
  raises("unknown type 'quer'; did you mean query?", ln.script, { name = "x", map = print,
    args = { a = { type = "quer" } } })
  raises("every command has an option --head already", ln.script, { name = "x", map = print,
    args = { head = { type = "flag" } } })
end)

case("an error names its document", function()
  local s = script { map = function(doc) return doc.title .. "!" end }
  raises("while reading document a2", function() s:run(corpus()) end)
end)

case("evidence: hits among keys are no keys", function()
  local s = script { columns = { "form" },
    map = function(doc, _, out) for hit in doc:find "cease-fire" do out:count(hit, hit.form) end end,
    report = function(result) return result.count end }
  local counts = s:run(corpus())
  equal({ #counts, counts[1].form, #counts[1]:hits(), counts[1]:hits()[1].text }, { 2, "hyphen", 1,
    "cease-fire" })
end)

case("a column that no document has is said, with what was meant", function()
  local lines = said(function() ready "flag":run(corpus(), { terms = "truce", by = { "sorce" } }) end)
  equal(lines, { "no document has a sorce; did you mean source?" })
  raises("only quotations have a 'speaker'", function() ready "flag":run(corpus(), { terms = "truce",
    by = { "speaker" } }) end)
end)

case("where from Lua", function()
  equal(#ready "flag":run(corpus(), { terms = "cease-fire", where = { source = "B" } }), 1)
  equal(#ready "flag":run(corpus(), { terms = "cease-fire", containing = "Ana Reyes" }), 2)
end)

case("a script, wrongly called", function()
  raises("call it with a colon", function() ready "flag".run(corpus()) end)
end)

os.execute(("rm -r '%s'"):format(folder))
