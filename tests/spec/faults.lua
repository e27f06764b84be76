-- Scenarios over the Lua boundary, each one noun: run with every allocation failing in turn.
local ln = require "lunette"

local TEXT <const> = "“We hold,” said Minister Ana Reyes. The cease-fire in Tervane’s port held, he’s told."

local function document()
  return assert(ln.document { id = "d", text = TEXT, title = "A cease-fire", date = "2031-02-03",
    source = "X" })
end

return {
  { "text", function()
    for _ in ln.text.words(TEXT):ranges() do end
    for span in ln.text.sentences(TEXT) do assert(span.text) end
    ln.text.words(TEXT):counts()
    assert(ln.text.fold(TEXT, { plain = true }))
  end },
  { "regex", function()
    local r = assert(ln.regex("(?<head>c)ease|(x)?", "i"))
    for _ in r:gmatch(TEXT) do end
    r:gsub(TEXT, "%{head}!")
    r:gsub(TEXT, function(s) return s and "y" end)
    r:split(TEXT)
  end },
  { "stem", function()
    local stemmer = assert(require "lunette.core".stemmer "turkish")
    assert(stemmer:find "KIZLAR" and ln.text.stem "talks" == "talk")
    assert(ln.text.stopwords "irish".agus)
  end },
  { "explain", function()
    for _, units in ipairs { "words", "sentences", "graphemes" } do
      assert(#ln.text.explain("e\u{301} ’s.", { units = units }) == 7)
    end
  end },
  { "document", function()
    local doc = document()
    assert(doc.text == TEXT and doc.vars.source == "X" and doc.month == "2031-02")
    assert(#doc:words() > 0 and #doc:sentences() > 0 and doc:part_of "title")
  end },
  { "entries", function()
    local d = ln.dictionary { a = { "cease-fire", "x*", "/y/" } }
    assert(d:add_entry { key = "b", value = "Guinea", except = "New Guinea", codes = { { code = "G" } } })
    local copy = ln.dictionary {}
    for _, entry in ipairs(d:entries()) do
      if not entry.shields then assert(copy:add_entry(entry)) end
    end
    assert(copy:add_entry(copy:entry(4)) and copy:entry(4).again and #copy:spellings() == 7)
  end },
  { "dictionary", function()
    local doc = document()
    local dict = assert(ln.dictionary { truce = { "cease-fire", "cease*", "/hold/i" }, port = "Tervane" })
    for hit in doc:find(dict) do
      assert(hit.key and hit.sentence and hit.id and hit:around(2, 2))
    end
    doc:find(dict):group("key", "month")
  end },
  { "table rows", function()
    local rows = assert(require "lunette.core".table_rows("examples/actors.csv", "windows-1252"))
    while rows:next() do end
    rows:close()
  end },
  { "dictionary file", function()
    local dict = assert(ln.dictionary "examples/actors.csv")
    document():actors(dict)
  end },
  { "quotes", function()
    for quote in document():quotes() do assert(quote.speaker and quote.segments[1]) end
  end },
  { "tables", function()
    local hits = document():find "cease-fire, held"
    local rows = hits:kwic { window = { 2, 2 } }:sort "-left":where { doc = "d" }
    for _, format in ipairs { "csv", "json", "md", "html", "table" } do
      assert(require "lunette.writer".to_string(rows, format))
    end
    assert(#hits:group("form")[1]:hits() > 0)
  end },
  { "script", function()
    local flag = load(require "lunette.program".embedded "scripts/flag.lua")()
    local counts = flag:run("examples/corpus/notes", { terms = "cease-fire", by = { "month", "form" },
      fill = "month" })
    assert(#counts > 0 and counts[1].n)
  end },
  { "corpus file", function()
    local path = os.tmpname() .. ".corpus"
    local core = require "lunette.core"
    local c <close> = assert(core.corpus(path, "create"))
    assert(c:add(document()))
    local layer = assert(c:layer_new("l", assert(c:run "test")))
    assert(c:layer_add(layer, "d", 1, 3, "label"))
    assert(c:commit())
    assert(c:doc "d".text == TEXT and c:info().documents == 1)
    local cursor <close> = assert(c:docs())
    assert(cursor:next().id == "d")
    local _, rows = assert(c:sql("SELECT id, text, ?1 FROM document", 1.5))
    assert(rows[1][1] == "d")
  end },
  { "json", function()
    local value = assert(ln.json.decode '{"a":[1,2.5,"x",null,true,{}],"b":{"c":"d"}}')
    assert(ln.json.encode(value))
    assert(not ln.json.decode "[1,")
  end },
  { "date", function() assert(tostring(ln.date "2016-09-12" + 30) == "2016-10-12") end },
  { "reader", function()
    local n = 0
    for _ in assert(ln.open "examples/corpus") do n = n + 1 end
    assert(n == 40)
  end },
  { "fold map", function()
    local folded, map = ln.text.fold_map("Éa\u{AD}ß “x”", { marks = false, ignorable = false, plain = true })
    assert(folded and map:source(1, 1) == 1)
  end },
  { "word counts", function()
    local script = ln.script { name = "n", map = function(doc, _, out) out:words(doc) end,
      report = function(result) return result:words() end }
    assert(#script:run "examples/corpus/notes" > 10)
  end },
}
