---@meta lunette.core
-- The C half of the library: rows of tables, for readers written in Lua.

local core = {}

--- The rows of a CSV or TSV file, separated by commas, semicolons or tabs, as they stand.
--- ```lua
--- local rows = core.table_rows "examples/actors.csv"
--- print(rows:next()[1])
--- --> key
--- ```
---@param path string
---@param encoding string?  of files that are not UTF-8
---@return lunette.core.TableRows?, string? message
function core.table_rows(path, encoding) end

---@class lunette.core.TableRows
core.table_rows_methods = {}

--- The next row and the line where it begins; nil at the end. A faulty row gives nil, message, line; the
--- next call goes on behind it.
--- ```lua
--- local rows = core.table_rows "examples/actors.csv"
--- rows:next()
--- local fields, line = rows:next()
--- print(#fields, line)
--- --> 10	2
--- ```
---@return string[]? fields, integer|string|nil line_or_message, integer? line
function core.table_rows_methods:next() end

--- Close the file now rather than when it is collected.
--- ```lua
--- print(core.table_rows "examples/actors.csv":close())
--- -->
--- ```
function core.table_rows_methods:close() end
