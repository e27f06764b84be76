---@meta
-- Dates: calendar days as written, at the precision they state, never converted. 2031, 2031-03 and
-- 2031-03-04 are all dates. date + 30 and date - 7 count days; == < <= compare; tostring(date) writes it.

---@class lunette
local ln = {}

--- A date from text: ISO forms, 2031/03/04, and English month names; or only the form that `format`
--- gives. What could be two days (01.02.2031) is refused without a format.
--- ```lua
--- print(ln.date "2031-03-04" + 30, ln.date "4 March 2031", ln.date("04.03.2031", "%d.%m.%Y"))
--- print(ln.date "2031-03-04" < ln.date "2031-04")
--- print((ln.date "someday"))
--- --> 2031-04-03	2031-03-04	2031-03-04
--- --> true
--- --> nil
--- ```
---@param text string
---@param format string?  with %Y %y %m %d %b %B
---@return lunette.Date? date  nil when it is none
---@return string? message
function ln.date(text, format) end

---@class lunette.Date
---@field year integer
---@field month string  "2031-03", empty when not stated
---@field week string   ISO 8601 week, "2031-W10", empty when the day is not stated
---@field day integer   day of the month, 0 when not stated
local date = {}

--- Whether the date lies in first..last, both included, at the coarser precision of the two; nil leaves
--- an end open.
--- ```lua
--- local march = ln.date "2031-03"
--- print(march:within(ln.date "2031-03-04", nil), march:within(nil, ln.date "2030"))
--- --> true	false
--- ```
---@param first lunette.Date?
---@param last lunette.Date?
---@return boolean
function date:within(first, last) end
