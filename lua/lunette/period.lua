--- Periods of time as columns have them: a day 2031-03-04, a week 2031-W10, a month 2031-03, a year
--- 2031; and which comes next.
local core = require "lunette.core"

local M = {}

--- Whether the ISO year has 53 weeks: its first or last day is a Thursday.
local function has_53_weeks(year)
  local function weekday_of_last(y) return (y + y // 4 - y // 100 + y // 400) % 7 end
  return weekday_of_last(year) == 4 or weekday_of_last(year - 1) == 3
end

local FORMS <const> = { day = "^%d+%-%d%d%-%d%d$", week = "^%d+%-W%d%d$", month = "^%d+%-%d%d$",
  year = "^%d+$" }

local after = {}

function after.day(day)
  return tostring(core.date(day) + 1)
end

function after.week(week)
  local year, number = week:match "^(%d+)%-W(%d+)$"
  year, number = math.tointeger(tonumber(year)), math.tointeger(tonumber(number))
  if number < 52 or number == 52 and has_53_weeks(year) then
    return ("%04d-W%02d"):format(year, number + 1)
  end
  return ("%04d-W01"):format(year + 1)
end

function after.month(month)
  local year, number = month:match "^(%d+)%-(%d+)$"
  if number == "12" then return ("%04d-01"):format(year + 1) end
  return ("%s-%02d"):format(year, number + 1)
end

function after.year(year)
  return ("%04d"):format(year + 1)
end

--- Kinds of periods that a table can be filled by.
M.kinds = { "day", "week", "month", "year" }

--- Whether a value is a period of the kind, and not less precise.
---@param kind string
---@param value any
function M.is(kind, value)
  return type(value) == "string" and value:match(FORMS[kind]) ~= nil
end

--- All periods of the kind from the first to the last of a list.
---@param kind string
---@param values string[]
---@return string[]
function M.all(kind, values)
  local first, last
  for _, value in ipairs(values) do
    if M.is(kind, value) then
      if not first or value < first then first = value end
      if not last or value > last then last = value end
    end
  end
  local list = {}
  while first and first <= last do
    list[#list + 1] = first
    first = after[kind](first)
  end
  return list
end

return M
