-- What was closed or changed under a loop says so: no call may reach what is gone.
local ln = require "lunette"
local core = require "lunette.core"

case("a span of closed spans", function()
  local one
  do
    local spans <close> = ln.text.words "a b"
    one = spans[1]
  end
  raises("were closed", function() return one.text end)
end)

case("options of a reader may change while it reads", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write('{"speech":"one"}\n{"speech":"two"}\n')
  file:close()
  os.rename(path, path .. ".jsonl")
  local options = { lang = "zz" .. #path, fields = { text = "spe" .. "ech" } }
  local seen = {}
  for doc in ln.open(path .. ".jsonl", options) do
    seen[#seen + 1] = doc.text .. doc.lang
    options.lang, options.fields.text = nil, nil
    collectgarbage()
  end
  os.remove(path .. ".jsonl")
  equal(seen, { "onezz" .. #path, "twozz" .. #path })
end)

case("a corpus closed inside its loop", function()
  local path = os.tmpname() .. ".corpus"
  local made = assert(core.corpus(path, "create"))
  for i = 1, 3 do assert(made:add(ln.document { id = "d" .. i, text = "text" })) end
  assert(made:commit())
  local cursor = assert(made:docs())
  equal(cursor:next().id, "d1")
  made:close()
  raises("corpus was closed", cursor.next, cursor)
  raises("corpus was closed", made.count, made)
  cursor:close()
  os.remove(path)
end)

case("a regex closed by its own replacement", function()
  local thread = coroutine.create(function()
    local regex <close> = assert(ln.regex "a")
    coroutine.yield(regex)
  end)
  local _, regex = coroutine.resume(thread)
  raises("was closed", regex.gsub, regex, "aaa", function() coroutine.close(thread) end)
end)

case("dates end with the calendar", function()
  raises("outside the calendar", function() return ln.date "9999-12-31" + 1 end)
  raises("outside the calendar", function() return ln.date "0001-01-01" - 1 end)
  equal(tostring(ln.date "9999-12-30" + 1), "9999-12-31")
end)

case("a lone surrogate is no JSON", function()
  equal(fails("without its pair", ln.json.decode, '["\\ud800"]'), 3)
  equal(ln.json.decode '"\\ud83d\\ude00"', "\u{1F600}")
end)

case("variables of a made document come in one order", function()
  local names = ln.document { text = "x", c = 1, a = 2, b = 3 }:variable_names()
  equal(names, { "a", "b", "c" })
end)

case("a query layer that was closed", function()
  local kept
  do
    local layer <close> = core.query_layer "spans"
    kept = layer
    equal(#layer:attributes(), 3)
  end
  raises("was freed", kept.attributes, kept)
  raises("was freed", kept.add, kept, 1, 2)
end)

case("fields that a metatable makes up are none", function()
  local made_up = setmetatable({}, { __index = function(_, name) return name .. #name end })
  raises("has a key and a value", function() core.dictionary():add_entry(made_up) end)
  raises("needs a text", ln.document, made_up)
end)

case("a source of a region is known", function()
  local doc = ln.document { text = "One. Two." }
  equal(#core.region(doc, "sentence", { 1, 3 }), 3)
  raises("invalid option 'words'", core.region, doc, "words")
  raises("lunette.batch", core.region, doc, 5)
end)
