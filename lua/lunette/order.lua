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

--- Sort `rows` in place. `keys`: "name" rising, "-name" falling; rows equal in all keep their order.
---@param rows table[]
---@param keys string[]
---@param get fun(row: table, name: string): any
function M.sort(rows, keys, get)
  local wanted = {}
  for i, key in ipairs(keys) do
    local falling = key:sub(1, 1) == "-"
    wanted[i] = { name = falling and key:sub(2) or key, sign = falling and -1 or 1 }
  end
  local place, values = {}, {}
  for i, row in ipairs(rows) do
    place[row] = i
    local v = {}
    for k, key in ipairs(wanted) do v[k] = get(row, key.name) end
    values[row] = v
  end
  table.sort(rows, function(x, y)
    local vx, vy = values[x], values[y]
    for k, key in ipairs(wanted) do
      local c = compare(vx[k], vy[k])
      if c ~= 0 then
        -- nil stays last both ways: nothing is known of it
        if vx[k] == nil or vy[k] == nil then return c < 0 end
        return c * key.sign < 0
      end
    end
    return place[x] < place[y]
  end)
  return rows
end

return M
