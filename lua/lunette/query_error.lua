--- What is wrong with a query, with the query and a mark under the character that is meant.
local M = {}

local SIDE <const> = 60 -- characters shown on each side of the place

--- The query, cut around byte `at`, on one line, and the line with the mark.
local function show(text, at)
  local from, to = at, at
  for _ = 1, SIDE do
    if from > 1 then from = (utf8.offset(text, -1, from)) end
    if to <= #text then to = (utf8.offset(text, 2, to)) end
  end
  local before = (from > 1 and "..." or "") .. text:sub(from, at - 1)
  local behind = text:sub(at, to - 1) .. (to <= #text and "..." or "")
  local line = (before .. behind):gsub("%c", " ")
  return ("  %s\n  %s^"):format(line, (" "):rep(utf8.len(before)))
end

--- "WHY", the query and a mark under its byte `at`; without them when the byte is none of the query's.
---@param text string  the query
---@param at integer?  1 to #text + 1
---@param why string
---@return string
function M.message(text, at, why)
  why = why:gsub(" at byte %d+", "") -- of the pattern alone; the mark says where
  if not at or at < 1 or at > #text + 1 or not utf8.len(text) then return why end
  while at <= #text and text:byte(at) & 0xC0 == 0x80 do at = at - 1 end
  return ("%s\n%s"):format(why, show(text, at))
end

return M
