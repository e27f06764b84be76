---@meta
-- Tables: rows with named columns. #table, table[i].column. A table never changes: every method gives a
-- new one. A row that was counted opens what it counted: table[i]:hits().

---@class lunette.Table
---@field columns string[]
---@field [integer] lunette.Row
local table = {}

---@class lunette.Row
---@field [string] any  the value of a column
local row = {}

--- The hits that a row stands for: as many as its `n`. Raises for a row that was computed otherwise.
--- ```lua
--- local forms = ln.open "examples/corpus":find "cease-fire":group "form"
--- print(forms[1].n, #forms[1]:hits())
--- --> 21	21
--- ```
---@return lunette.Hits
function row:hits() end

--- The first rows.
--- ```lua
--- print(#ln.text.words("a b c"):counts():head(2))
--- --> 2
--- ```
---@param n integer?  10 when left out
---@return lunette.Table
function table:head(n) end

--- Rows drawn at random, the same for the same seed, in their order.
--- ```lua
--- print(#ln.text.words("a b c d"):counts():sample(2, 7))
--- --> 2
--- ```
---@param n integer
---@param seed integer?  1 when left out
---@return lunette.Table
function table:sample(n, seed) end

--- In the order of columns, "-n" falling; a concordance also by the words around: "R1", "L2". Rows equal in
--- all keys keep their order. An unknown column raises.
--- ```lua
--- local counts = ln.text.words("b a a"):counts()
--- print(counts:sort "text"[1].text, counts:sort("-n", "text")[1].n)
--- --> a	2
--- ```
---@param ... string
---@return lunette.Table
function table:sort(...) end

--- Rows that say the same in some columns, text in any case, as one: the first of them, with their number
--- in column n. It opens the hits of all.
--- ```lua
--- local lines = ln.document { text = "A truce. A Truce. No truce." }:kwic("truce", { window = { 1, 0 } })
--- print(#lines:unique("left", "node"), lines:unique("left", "node")[1].n)
--- --> 2	2
--- ```
---@param ... string
---@return lunette.Table
function table:unique(...) end

--- The rows that fulfil a function, or whose columns have the values of a table.
--- ```lua
--- local counts = ln.text.words("b a a"):counts()
--- print(#counts:where { text = "a" }, #counts:where(function(row) return row.n < 9 end))
--- --> 1	2
--- ```
---@param condition table<string, any>|fun(row: lunette.Row): boolean
---@return lunette.Table
function table:where(condition) end

--- The columns of another table beside these, where all columns of the same name agree.
--- ```lua
--- local counts = ln.text.words("b a a"):counts()
--- local doc = ln.document { text = "a b" }
--- counts:join(doc:find "a, b":table { "text", "first" }):show()
--- --> text  n  first
--- --> a     2      1
--- --> b     1      3
--- ```
---@param other lunette.Table
---@return lunette.Table
function table:join(other) end

--- One row for each value of one column, one column for each value of another.
--- ```lua
--- local hits = ln.open "examples/corpus":find "cease-fire, truce*"
--- hits:group("year", "key"):pivot("year", "key"):show()
--- --> year  cease-fire  truce*
--- --> 2031          52       1
--- ```
---@param down string
---@param across string
---@param cell string?  the column that fills the cells, summed; "n" when left out
---@return lunette.Table
function table:pivot(down, across, cell) end

--- Write to a file, in the format of its name: .csv .tsv .json .jsonl .md .html, else plain columns. The
--- file appears whole or not at all.
--- ```lua
--- local path = os.tmpname() .. ".csv"
--- ln.text.words("no no yes"):counts():save(path)
--- for line in io.lines(path) do print(line) end
--- os.remove(path)
--- --> text,n
--- --> no,2
--- --> yes,1
--- ```
---@param path string
---@param format "table"|"csv"|"tsv"|"excel"|"json"|"jsonl"|"md"|"html"|nil
---@return lunette.Table self
function table:save(path, format) end

--- Print the table.
--- ```lua
--- ln.text.words("no no yes"):counts():show()
--- --> text  n
--- --> no    2
--- --> yes   1
--- ```
---@return lunette.Table self
function table:show() end
