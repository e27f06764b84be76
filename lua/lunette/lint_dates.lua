--- Of dictionary codes with dates: overlaps, gaps, codes that never come to be used.
local core = require "lunette.core"

local M = {}

--- A bound that compares as text: what is not stated reaches as far as it can.
local function low(date)
  if date == "" then return "0000-00-00" end
  return date .. ("-00"):rep((10 - #date) // 3)
end

local function high(date)
  if date == "" then return "9999-99-99" end
  return date .. ("-99"):rep((10 - #date) // 3)
end

local function is_dated(code)
  return code.from ~= "" or code.to ~= ""
end

local function interval(code)
  return ("%s %s..%s"):format(code.code, code.from, code.to)
end

--- The first two codes of which days are claimed by both; a day on which one ends and the next begins
--- is no overlap. Where the first holds for all of the second's days, that one is never used.
local function find_overlap(codes, every)
  for j = 2, #codes do
    for i = 1, j - 1 do
      local a, b = codes[i], codes[j]
      local from = a.low > b.low and a.low or b.low
      local to = a.high < b.high and a.high or b.high
      if a.code ~= b.code and from < to then
        local hidden = not every and a.low <= b.low and b.high <= a.high
        return a, b, hidden
      end
    end
  end
end

local function day_after(date)
  local day = #date == 10 and core.date(date)
  return day and tostring(day + 1) or date
end

--- Days between the first and the last that no code covers.
local function find_gaps(codes)
  local sorted, gaps, reach = table.move(codes, 1, #codes, 1, {}), {}, nil
  table.sort(sorted, function(a, b) return a.low < b.low end)
  for _, code in ipairs(sorted) do
    if reach and reach.high < code.low and low(day_after(reach.to)) < code.low then
      gaps[#gaps + 1] = ("between %s and %s"):format(reach.to, code.from)
    end
    if not reach or code.high > reach.high then reach = code end
  end
  return gaps
end

local function check_entry(lint, entry, dated, default)
  local a, b, hidden = find_overlap(dated, entry.every)
  if a then
    local why = entry.every and "both count" or hidden and "the second is never used" or "the first counts"
    lint:say("date overlap", entry, ("%s and %s: %s"):format(interval(a), interval(b), why),
      { severity = hidden and "warning" or "note" })
  end
  local gaps = default and {} or find_gaps(dated)
  if #gaps > 0 then
    local more = #gaps > 1 and (", and %d more"):format(#gaps - 1) or ""
    lint:say("date gap", entry, "no code " .. gaps[1] .. more)
  end
end

--- Say overlaps and gaps, once for all entries of a key that have the same codes.
function M.check(lint)
  local seen = {}
  for _, entry in lint:each() do
    local dated, default, name = {}, false, { entry.key }
    for _, code in ipairs(entry.codes) do
      name[#name + 1] = interval(code)
      if is_dated(code) then
        dated[#dated + 1] = { code = code.code, from = code.from, to = code.to, low = low(code.from),
          high = high(code.to) }
      else
        default = true
      end
    end
    local id = table.concat(name, "\0")
    if #dated > 1 and not seen[id] then check_entry(lint, entry, dated, default) end
    seen[id] = true
  end
end

return M
