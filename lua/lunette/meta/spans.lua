---@meta
-- Spans: places in one string, such as its words. Millions of them cost little: nothing is made for a
-- span until you ask for it.

--- One place in a string.
---@class lunette.Span
---@field first integer  first byte, from 1
---@field last integer   last byte, included
---@field text string    the bytes first..last

--- A list of places in one string: #spans, spans[i], and `for span in spans do`.
---@class lunette.Spans
---@field [integer] lunette.Span
local spans = {}

--- Go through the places as numbers alone, the fastest way.
--- ```lua
--- for first, last in ln.text.words("A truce"):ranges() do print(first, last) end
--- --> 1	1
--- --> 3	7
--- ```
---@return fun(): integer?, integer?  first and last byte, from 1, both included
function spans:ranges() end

--- The pieces as an array of strings.
--- ```lua
--- print(table.concat(ln.text.words("A truce held."):texts(), "|"))
--- --> A|truce|held
--- ```
---@return string[]
function spans:texts() end

--- Each different piece once, in the order of its first place, and how often it comes.
--- ```lua
--- local forms, counts = ln.text.words("no, no, yes"):types()
--- print(forms[1], counts[1], forms[2], counts[2])
--- --> no	2	yes	1
--- ```
---@return string[] forms
---@return integer[] counts
function spans:types() end

--- The same as a table with columns `text` and `n`, the most frequent first. Its rows have no hits: they
--- were counted in a string, not in documents.
--- ```lua
--- ln.text.words("no, no, yes"):counts():show()
--- --> text  n
--- --> no    2
--- --> yes   1
--- ```
---@return lunette.Table
function spans:counts() end
