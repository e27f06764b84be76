---@meta
-- Regular expressions: PCRE2 over UTF-8. Places are bytes, from 1, both ends included. Limits on steps
-- and memory are always on; a pattern that runs into one raises, and says which.

---@class lunette
local ln = {}

--- A regular expression. Flags: i any case, m ^ and $ at line ends too, s the dot matches a line end,
--- x blanks and comments in the pattern, w whole words only.
--- ```lua
--- print(ln.regex("cease[- ]?fires?", "i"):find "A Ceasefire")
--- print(ln.regex "cease(")
--- --> 3	11
--- --> nil	bad pattern at byte 7: missing closing parenthesis	7
--- ```
---@param pattern string
---@param flags string?
---@return lunette.Regex? regex  nil when the pattern is faulty
---@return string? message
---@return integer? byte  where in the pattern, from 1
function ln.regex(pattern, flags) end

---@class lunette.Regex
local regex = {}

--- The first match at or behind byte `init`; none when that lies behind the end.
--- ```lua
--- print(ln.regex "(\\w+)-(\\w+)":find "a cease-fire")
--- --> 3	12	cease	fire
--- ```
---@param s string
---@param init integer?  1 when left out; negative from the end
---@return integer? first  nil when there is no match, or when `s` is not valid UTF-8
---@return integer|string last  or what is wrong with `s`
---@return string|false|integer ...  the captures; false for one that took no part; or the faulty byte
function regex:find(s, init) end

--- The captures of the first match, or the match itself when the pattern has none.
--- ```lua
--- print(ln.regex "(?<year>\\d{4})-(?<month>\\d\\d)":match "on 2031-03-04")
--- --> 2031	03
--- ```
---@param s string
---@param init integer?
---@return string|false|nil ...  nil when there is no match
function regex:match(s, init) end

--- The captures of the first match in a table: by number, by name, and the match itself as 0.
--- ```lua
--- local date = ln.regex "(?<year>\\d{4})-(?<month>\\d\\d)":captures "on 2031-03-04"
--- print(date.month, date.year, date[0])
--- --> 03	2031	2031-03
--- ```
---@param s string
---@param init integer?
---@return table<integer|string, string|false>?  captures  nil when there is no match
function regex:captures(s, init) end

--- Go through all matches; each gives what `match` gives.
--- ```lua
--- for word in ln.regex "\\bc\\w+":gmatch "crews can rest" do print(word) end
--- --> crews
--- --> can
--- ```
---@param s string
---@param init integer?
---@return fun(): string|false|nil ...
function regex:gmatch(s, init) end

--- Replace matches: by a string, in which %1 to %9 are the captures, %0 the match, %{name} a named
--- capture and %% a percent sign; or by what a function or table gives for the captures (false or nil
--- keeps the match).
--- ```lua
--- print(ln.regex "(?<day>\\d+) (?<month>\\w+)":gsub("3 May and 4 May", "%{month} %1"))
--- --> May 3 and May 4	2
--- ```
---@param s string
---@param replacement string|table|fun(...: string|false): string?
---@param most integer?  replace so many at most
---@return string? replaced  nil when `s` is not valid UTF-8
---@return integer|string count  how many matches; or what is wrong with `s`
function regex:gsub(s, replacement, most) end

--- The pieces between the matches. An empty match parts nothing.
--- ```lua
--- print(table.concat(ln.regex "\\s*[,;]\\s*":split "truce , armistice;peace", "|"))
--- --> truce|armistice|peace
--- ```
---@param s string
---@return string[]? pieces  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function regex:split(s) end

--- Whether there is a match.
--- ```lua
--- print(ln.regex("^peace", "i"):test "Peace talks")
--- --> true
--- ```
---@param s string
---@param init integer?
---@return boolean? found  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function regex:test(s, init) end
