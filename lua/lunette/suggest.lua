--- "Did you mean": the known name nearest to a mistyped one.
local M = {}

--- Edit distance with neighbouring letters swapped counting one (optimal string alignment).
local function distance(a, b)
  local before, last = {}, {}
  for j = 0, #b do last[j] = j end
  for i = 1, #a do
    local now = { [0] = i }
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      now[j] = math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + cost)
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        now[j] = math.min(now[j], before[j - 2] + 1)
      end
    end
    before, last = last, now
  end
  return last[#b]
end

--- The name in `names` that is most like `name`, if one is like it at all.
---@param name string
---@param names string[]
---@return string? near
function M.near(name, names)
  if name == "" then return nil end
  local best, score
  for _, candidate in ipairs(names) do
    local d = distance(name:lower(), candidate:lower())
    if candidate:sub(1, #name) == name then d = math.min(d, 1) end
    if d <= math.max(1, #name // 3) and d < #name and (score == nil or d < score) then
      best, score = candidate, d
    end
  end
  return best
end

--- `; did you mean NAME?`, or the empty string.
---@param name string
---@param names string[]
---@return string
function M.hint(name, names)
  local near = M.near(name, names)
  return near and ("; did you mean %s?"):format(near) or ""
end

return M
