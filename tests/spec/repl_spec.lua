-- The prompt: completion (the rest is in tests/cases/repl.case).
local repl = require "lunette.repl"
local ln = require "lunette"

local function complete(line) return table.concat(repl.complete(line), " ") end

rawset(_G, "some_hits", ln.document { text = "truce" }:find "truce")
rawset(_G, "some_doc", ln.document { text = "truce" })
rawset(_G, "some", { nested = { table = 1, other = 2 } })

case("globals and words of the language", function()
  equal(complete "string.forma", "string.format")
  equal(complete "x = tonum", "tonumber")
  equal(complete "whi", "while")
  equal(complete "zzz", "")
end)

case("methods behind a colon, fields behind a dot", function()
  equal(complete "some_hits:gr", "some_hits:group")
  equal(complete "print(some_doc:fi", "some_doc:find")
  equal(complete "some_doc.mo", "some_doc.month")
  equal(complete "some_hits.gr", "")
  equal(complete "some.nested.o", "some.nested.other")
  equal(complete "('x'):up", "")
end)

case("what does not exist has nothing, and does not raise", function()
  equal(complete "nothing.at.all", "")
  equal(complete "", complete "")
  equal(complete "some.nested.table.x", "")
end)
