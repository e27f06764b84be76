---@meta
-- ln.json: Lua values to JSON and back.

---@class lunette
local ln = {}

---@class lunette.json
---@field null lightuserdata  what JSON's null becomes, so that it can stand in a table
ln.json = {}

--- A Lua value from JSON text. Objects and arrays become tables, null becomes ln.json.null.
--- ```lua
--- local value = ln.json.decode '{"terms": ["truce", "peace"], "n": 2}'
--- print(value.terms[2], value.n)
--- print(ln.json.decode "[1,")
--- --> peace	2
--- --> nil	parse error: premature EOF	4
--- ```
---@param text string
---@return any value  nil when the text is faulty
---@return string? message
---@return integer? byte
function ln.json.decode(text) end

--- JSON text from a Lua value; the keys of an object are sorted, so that the same value is always the
--- same text. Raises for what JSON cannot say: functions, 0/0, invalid UTF-8, a table inside itself.
--- ```lua
--- print(ln.json.encode { n = 2, terms = { "truce", "peace" } })
--- --> {"n":2,"terms":["truce","peace"]}
--- ```
---@param value any
---@return string
function ln.json.encode(value) end

--- Mark a table as an array, so that it is written as [] even when it is empty.
--- ```lua
--- print(ln.json.encode {}, ln.json.encode(ln.json.array {}))
--- --> {}	[]
--- ```
---@param t table
---@return table t  the same
function ln.json.array(t) end
