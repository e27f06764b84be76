--- Random draws that are the same in every run and leave math.random alone.
local M = {}
M.__index = M

--- A generator (splitmix64).
---@param seed integer
function M.new(seed)
  return setmetatable({ state = math.tointeger(seed) or 1 }, M)
end

function M:next()
  self.state = self.state + 0x9E3779B97F4A7C15
  local z = self.state
  z = (z ~ (z >> 30)) * 0xBF58476D1CE4E5B9
  z = (z ~ (z >> 27)) * 0x94D049BB133111EB
  return z ~ (z >> 31)
end

--- A whole number from 1 to n.
function M:below(n)
  return math.ult(0, n) and (self:next() >> 1) % n + 1
end

--- `n` items of `list` (all, when it has fewer), in their order in the list.
function M:sample(list, n)
  local places = {}
  for i = 1, #list do places[i] = i end
  local count = math.min(n, #list)
  for i = 1, count do
    local j = i + self:below(#list - i + 1) - 1
    places[i], places[j] = places[j], places[i]
  end
  local chosen = table.move(places, 1, count, 1, {})
  table.sort(chosen)
  for i, place in ipairs(chosen) do chosen[i] = list[place] end
  return chosen
end

return M
