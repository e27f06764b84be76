--- Sorting rows by several columns: stable, any mix of types, nil last.
local M = {}

local RANK <const> = { number = 1, string = 2, boolean = 3 }

--- -1, 0, 1. Numbers before strings before all else; nil after everything.
local function compare(a, b)
  if a == b then return 0 end
  if a == nil then return 1 end
  if b == nil then return -1 end
  local ra, rb = RANK[type(a)] or 4, RANK[type(b)] or 4
  -- 0/0 is neither less nor more than anything: it goes behind the numbers
  if a ~= a then ra = 1.5 end
  if b ~= b then rb = 1.5 end
  if ra ~= rb then return ra < rb and -1 or 1 end
  if ra > 2 then a, b = tostring(a), tostring(b) end
  return a < b and -1 or a > b and 1 or 0
end
M.compare = compare

--- "name" rising, "-name" falling, as { name, sign } each.
local function keys_of(keys)
  local out = {}
  for i, key in ipairs(keys) do
    local falling = key:sub(1, 1) == "-"
    out[i] = { name = falling and key:sub(2) or key, sign = falling and -1 or 1 }
  end
  return out
end

local NONE <const> = {} -- stands for nil: a list has no holes

--- The values of all rows in one column, as a list: a million rows are not a million tables more.
local function values_of(rows, name, get)
  local out = {}
  for i, row in ipairs(rows) do
    local value = get(row, name)
    if value == nil then value = NONE end
    out[i] = value
  end
  return out
end

--- Sort `rows` in place. `keys`: "name" rising, "-name" falling; rows equal in all keep their order.
---@param rows table[]
---@param keys string[]
---@param get fun(row: table, name: string): any
function M.sort(rows, keys, get)
  local wanted, columns, places = keys_of(keys), {}, {}
  for k, key in ipairs(wanted) do columns[k] = values_of(rows, key.name, get) end
  for i = 1, #rows do places[i] = i end
  table.sort(places, function(x, y)
    for k, key in ipairs(wanted) do
      local a, b = columns[k][x], columns[k][y]
      -- nil stays last both ways: nothing is known of it
      if a == NONE or b == NONE then
        if a ~= b then return b == NONE end
      else
        local c = compare(a, b)
        if c ~= 0 then return c * key.sign < 0 end
      end
    end
    return x < y
  end)
  local before = table.move(rows, 1, #rows, 1, {})
  for i, place in ipairs(places) do rows[i] = before[place] end
  return rows
end

return M
