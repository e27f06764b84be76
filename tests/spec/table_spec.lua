-- Tables.
local tables = require "lunette.table"

local function sample()
  return tables.new({ "month", "key", "n" }, { { month = "2031-02", key = "a", n = 2 },
    { month = "2031-01", key = "b", n = 5 },
    { month = "2031-01", key = "a", n = 5 }, { key = "c", n = 1 } })
end

local function column(t, name)
  local out = {}
  for i = 1, #t do out[i] = tostring(rawget(t[i], name)) end
  return table.concat(out, " ")
end

local ln = require "lunette"

case("unique: rows alike in some columns, in any case", function()
  local t = ln.document { text = "Truce, truce. TRUCE! No truce." }:find "truce":kwic { window = { 0, 0 } }
  local folded = t:unique "node"
  equal({ #folded, folded[1].node, folded[1].n, #folded[1]:hits(), #t }, { 1, "Truce", 4, 4, 4 })
  equal(folded.columns, { "doc", "left", "node", "right", "n" })
  equal({ #t:unique("node", "left"), #t:head(0):unique "node", t[1].n == nil }, { 1, 0, true })
  raises("unique: no column 'nod'", t.unique, t, "nod")
end)

case("sort: falling, several keys, stable, nil last", function()
  equal(column(sample():sort "-n", "key"), "b a a c")
  equal(column(sample():sort("-n", "key"), "key"), "a b a c")
  equal(column(sample():sort "month", "month"), "2031-01 2031-01 2031-02 nil")
  equal(column(sample():sort "-month", "month"), "2031-02 2031-01 2031-01 nil")
  raises("sort: no column 'mnth'; did you mean month?", function() sample():sort "mnth" end)
end)

case("methods leave their table alone", function()
  local t = sample()
  local sorted = t:sort "n"
  equal({ t[1].n, sorted[1].n, #t:head(2), #t }, { 2, 1, 2, 4 })
end)

case("where", function()
  equal(#sample():where { month = "2031-01" }, 2)
  equal(#sample():where { n = "2..4" }, 1)
  equal(#sample():where { month = "(none)" }, 1)
  equal(#sample():where(function(row) return row.n == 5 end), 2)
  raises("where: no column 'keys'", function() sample():where { keys = "a" } end)
  raises("a table of conditions or a function", function() sample():where() end)
end)

case("pivot and join", function()
  local p = sample():pivot("month", "key")
  equal(p.columns, { "month", "a", "b", "c" })
  equal({ p[1].month, p[1].c, p[2].a, p[2].b }, { "(none)", 1, 5, 5 })
  local names = tables.new({ "key", "name" }, { { key = "a", name = "Aa" } })
  local j = sample():join(names)
  equal({ j.columns[4], j[1].name, rawget(j[2], "name") == nil }, { "name", "Aa", true })
  raises("no column in common", function() names:join(tables.new({ "x" }, {})) end)
end)

case("sample repeats for its seed and keeps the order", function()
  local a, b = sample():sample(3, 9), sample():sample(3, 9)
  equal(column(a, "key"), column(b, "key"))
  equal(#sample():sample(99), 4)
end)

case("a computed row has no hits, an unknown name raises", function()
  raises("has no hits of its own", function() sample()[1]:hits() end)
  raises("a table has no 'srot'", function() sample():srot "n" end)
  raises("call it with a colon: x:sort(...)", function() sample().sort "n" end)
end)

case("printed for people", function()
  equal(tostring(sample():sort("-n", "key")), table.concat({ "month    key  n", "2031-01  a    5",
    "2031-01  b    5",
    "2031-02  a    2", "         c    1" }, "\n"))
end)
