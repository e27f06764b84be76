--- Concordances: each hit with the words around it on one line, sorted by those words, the same lines
--- folded into one.
local fields = require "lunette.fields"
local format = require "lunette.format"
local text = require "lunette.text"

local M = {}

--- Words on each side when nothing else is asked for; and at most, where a sentence or paragraph is.
local WORDS <const>, MOST <const> = 8, 200

--- What stands in the middle: the hit itself, or a part of a quotation.
local NODES <const> = { hit = { "first", "last" }, cue = { "cue_first", "cue_last" },
  speaker = { "speaker_first", "speaker_last" } }

local function bad_window(value)
  error(("window: %s is not words on the left and right (8,8), sentence or paragraph")
    :format(type(value) == "string" and ("%q"):format(value) or tostring(value)), 0)
end

--- "8,8", "8", "8,0", "sentence", "paragraph", "8,8,sentence", or the same as a list.
---@param value string|table|integer|nil
---@return { left: integer, right: integer, unit: string? }
function M.window(value)
  if value == nil then return { left = WORDS, right = WORDS } end
  local items = {}
  if type(value) == "table" then table.move(value, 1, #value, 1, items)
  else for item in tostring(value):gmatch "[^,%s]+" do items[#items + 1] = item end
  end
  local unit
  if items[#items] == "sentence" or items[#items] == "paragraph" then unit = table.remove(items) end
  if #items > 2 or #items == 0 and not unit then bad_window(value) end
  for i, item in ipairs(items) do
    local n = math.tointeger(tonumber(item))
    if not n or n < 0 then bad_window(value) end
    items[i] = n
  end
  if #items == 0 then items = { MOST, MOST } end
  return { left = items[1], right = items[2] or items[1], unit = unit }
end

--- Raise unless hits can be shown around `node`: "hit" (nil), "cue" or "speaker".
---@param node string?
function M.check_node(node)
  if node == nil or NODES[node] then return end
  error(("kwic: node is hit, cue or speaker, not %s"):format(tostring(node)), 0)
end

--- left, node and right of a hit, each on one line; nil when it has no such node.
---@param hit lunette.Hit
---@param window table  of M.window
---@param node string?
function M.around(hit, window, node)
  local ends = NODES[node or "hit"]
  local first, last = hit[ends[1]], hit[ends[2]]
  if not first then return nil end
  local left, right = hit:around(window.left, window.right, window.unit, first, last)
  return format.flat(left), format.flat(hit.doc.text:sub(first, last)), format.flat(right)
end

--- The columns of a concordance: doc, those asked for, left, node, right.
---@param extra string[]
---@return string[]
function M.columns(extra)
  local columns = { "doc" }
  for _, name in ipairs(extra) do
    if name ~= "doc" then columns[#columns + 1] = name end
  end
  return table.move({ "left", "node", "right" }, 1, 3, #columns + 1, columns)
end

--- A hit as a row: doc, left, node, right, and the columns asked for; nil when it has no such node.
---@param hit lunette.Hit
---@param window table
---@param columns string[]
---@param node string?
---@return table?
function M.row(hit, window, columns, node)
  local left, middle, right = M.around(hit, window, node)
  if not left then return nil end
  local row = { doc = hit.doc.id }
  for _, name in ipairs(columns) do row[name] = fields.of_hit(hit, name) end
  row.left, row.node, row.right = left, middle, right
  return row
end

-- sorting --------------------------------------------------------------------------------------------

--- Whether `name` is a key that only concordances have: L1, the first word to the left, to L9; R1 to R9.
---@param name string
function M.is_key(name)
  return name:find "^[LR][1-9]$" ~= nil
end

--- What a line is sorted by: a word beside the node, the node in any case, or nil where `name` is a column
--- as any other.
---@param row table
---@param name string
function M.key_of(row, name)
  if name == "node" then return text.fold(row.node) end
  local side, n = name:match "^([LR])([1-9])$"
  if not side then return nil end
  -- closed at once: a million of them would fill the memory
  local words <close> = text.words(text.fold(row[side == "L" and "left" or "right"]))
  local word = words[side == "L" and #words + 1 - n or math.tointeger(n)]
  return word and word.text or ""
end

return M
