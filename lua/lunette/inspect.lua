--- Lua values as a person reads them at the prompt.
local control = require "lunette.control"
local core = require "lunette.core"

local M = {}

local ROWS <const>, DEPTH <const>, WIDTH <const> = 20, 3, 76

local function is_name(key)
  return type(key) == "string" and key:match "^[%a_][%w_]*$"
end

local show

local function show_table(t, depth, seen)
  if seen[t] then return "{ itself }" end
  if depth > DEPTH then return "{ ... }" end
  seen[t] = true
  local parts, n = {}, #t
  for i = 1, math.min(n, ROWS) do parts[i] = show(t[i], depth + 1, seen) end
  if n > ROWS then parts[#parts + 1] = ("... %d more"):format(n - ROWS) end
  for _, key in ipairs(require "lunette.strict".sorted_keys(t)) do
    if not (math.type(key) == "integer" and key >= 1 and key <= n) then
      local name = is_name(key) and key or ("[%s]"):format(show(key, depth + 1, seen))
      parts[#parts + 1] = ("%s = %s"):format(name, show(rawget(t, key), depth + 1, seen))
    end
  end
  seen[t] = nil
  if #parts == 0 then return "{}" end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #line <= WIDTH and not line:find "\n" then return line end
  local pad = ("  "):rep(depth)
  return "{\n" .. pad .. "  " .. table.concat(parts, ",\n" .. pad .. "  ") .. "\n" .. pad .. "}"
end

function show(value, depth, seen)
  if type(value) == "string" and depth > 0 then return ("%q"):format(value):gsub("\\\n", "\\n") end
  if type(value) == "function" then return "function" end
  if value == core.json.null then return "null" end
  local meta = getmetatable(value)
  if type(value) == "table" and not (type(meta) == "table" and meta.__tostring) then
    return show_table(value, depth, seen)
  end
  return tostring(value)
end

--- A value as text. A string by itself is shown as it is, but for what would steer the terminal.
---@param value any
---@return string
function M.show(value)
  return control.hide(show(value, 0, {}))
end

--- What was raised, in words: error { code = 1 } shows its fields.
---@param err any
---@return string
function M.text_of_error(err)
  if type(err) == "table" and not getmetatable(err) then return M.show(err) end
  return tostring(err)
end

return M
