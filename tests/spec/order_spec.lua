local order = require "lunette.order"

local function sorted(values, ...)
  local rows = {}
  for i = 1, values.n or #values do rows[i] = { v = values[i], i = i } end
  order.sort(rows, { ... }, function(row, name) return row[name] end)
  local out = {}
  for i, row in ipairs(rows) do out[i] = tostring(row.v) end
  return table.concat(out, " ")
end

case("numbers, then 0/0, strings, booleans, nil", function()
  equal(sorted({ "b", 2, nil, true, "a", 1.5, 0 / 0, n = 7 }, "v"):gsub("%-?nan", "nan"),
    "1.5 2 nan a b true nil")
  equal(sorted({ 1, nil, 3, n = 3 }, "-v"), "3 1 nil")
end)

case("equal rows keep their order, both ways", function()
  equal(sorted({ "x", "a", "x" }, "nothing"), "x a x")
  local rows = { { a = 1, b = 2 }, { a = 1, b = 1 }, { a = 0, b = 3 } }
  order.sort(rows, { "a", "-b" }, function(row, name) return row[name] end)
  equal({ rows[1].b, rows[2].b, rows[3].b }, { 3, 2, 1 })
end)

case("many rows with undefined numbers do not confuse the sort", function()
  local rows = {}
  for i = 1, 200 do rows[i] = { v = i % 3 == 0 and 0 / 0 or i % 7 } end
  order.sort(rows, { "v" }, function(row, name) return row[name] end)
  equal(rows[1].v, 0)
  equal(rows[200].v ~= rows[200].v, true)
end)
