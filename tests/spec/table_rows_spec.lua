-- Rows of CSV and TSV files as they stand.
local core = require "lunette.core"

local function write(text)
  local path = os.tmpname() .. ".csv"
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

case("rows of a table: separators, BOM, quotes, blank rows, faulty ones", function()
  local rows = core.table_rows(write "\u{FEFF}a;b\r\n1;\"x\"\"y\n\"\r\n;\r\n\xFF;2\r\né;4")
  equal(table.pack(rows:next()), { { "a", "b" }, 1, n = 2 })
  equal(table.pack(rows:next()), { { "1", "x\"y\n" }, 2, n = 2 })
  equal(table.pack(rows:next()), { { "", "" }, 4, n = 2 })
  local row, why, line = rows:next()
  equal({ row == nil, type(why), line }, { true, "string", 5 })
  equal(table.pack(rows:next()), { { "é", "4" }, 6, n = 2 })
  equal(rows:next(), nil)
  rows:close()
  raises("closed", rows.next, rows)
  fails("no such file", core.table_rows, "no such file.csv")
  equal(core.table_rows(write(""))
    :next(), nil)
  equal(core.table_rows(write "caf\xE9\n", "windows-1252"):next()[1], "café")
end)
