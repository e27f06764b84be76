--- What a person wrote into a checked row: right, wrong, or nothing yet.
local M = {}

local function set(names)
  local out = {}
  for name in names:gmatch "%S+" do out[name] = true end
  return out
end

local YES <const> = set "y yes true 1 right ok + x j ja wahr o oui vrai s si sí"
local NO <const> = set "n no false 0 wrong - nein falsch non faux"
local OPEN <const> = set "? unsure skip"

--- true, false, or nil while a row is not judged. A row without an id was added by hand: the search
--- missed it, so it is right, and `added` is true.
---@param of lunette.Marked  whose row it is
---@param row table
---@return boolean? right, boolean added
function M.of(of, row)
  local cell = row.right
  local added = not row.id
  if type(cell) == "string" then cell = cell:match "^%s*'?(.-)%s*$":lower() end
  if cell == nil or cell == "" then
    if added then return true, true end
    return nil, false
  end
  if cell == true or YES[tostring(cell)] then return true, added end
  if cell == false or NO[tostring(cell)] then return false, added end
  if OPEN[cell] then return nil, added end
  of:complain(row.line, "right is y, n or empty, not %q", tostring(row.right))
end

return M
