--- Conditions on documents: { date = "2016-09..2016-12", lang = { "en", "fr" } } or a function; on
--- the command line `source=VOA,BBC`, `date=2016-09..`, `lang!=en`.
local core = require "lunette.core"
local fail = require "lunette.fail"
local fields = require "lunette.fields"
local suggest = require "lunette.suggest"

local M = {}

local SEEN_MOST <const>, VALUES_MOST <const> = 1000, 8
local DATES <const> = { date = true, month = true, week = true, year = true }

--- One value of a condition, and how many documents have met it.
---@class lunette.ValueTest
---@field text string                     as written
---@field holds fun(value: any): boolean
---@field met integer

---@class lunette.Condition
---@field name string
---@field negate boolean
---@field tests lunette.ValueTest[]
---@field seen table<string, integer>  values seen while some test was unmet, with their documents
---@field kinds integer                how many different ones
---@field names table<string, boolean> fields of documents that lack this one

local function date_test(first, last, text)
  local function read(part)
    if part == "" then return nil end
    local date, message = core.date(part)
    if not date then fail.usage("where: %s: %s", text, message) end
    return date
  end
  local from, to = read(first), read(last)
  return function(value)
    local date = value ~= nil and value ~= "(none)" and core.date(value)
    return date and date:within(from, to) or false
  end
end

local function range_test(first, last)
  local low, high = tonumber(first), tonumber(last)
  if (first == "" or low) and (last == "" or high) then
    return function(value)
      local number = tonumber(value)
      return number ~= nil and (not low or number >= low) and (not high or number <= high)
    end
  end
  return function(value)
    if value == nil then return false end
    local text = tostring(value)
    return (first == "" or text >= first) and (last == "" or text <= last)
  end
end

local function value_test(name, text)
  local first, last = text:match "^(.-)%.%.(.*)$"
  if first then
    if name == "date" then return date_test(first, last, text) end
    return range_test(first, last)
  end
  if name == "date" and text ~= "(none)" then return date_test(text, text, text) end
  if text == "(none)" then return function(value) return value == nil or value == "(none)" end end
  return function(value) return value ~= nil and tostring(value) == text end
end

local function new_condition(name, values, negate)
  local tests = {}
  for i, value in ipairs(values) do
    local text = tostring(value)
    tests[i] = { text = text, holds = value_test(name, text), met = 0 }
  end
  return { name = name, negate = negate, tests = tests, seen = {}, kinds = 0, names = {} }
end

local function trim(text)
  return text:match "^%s*(.-)%s*$"
end

--- Read `NAME=VALUE[,VALUE]` or `NAME!=VALUE`.
---@param text string
---@return lunette.Condition
function M.parse(text)
  local name, op, rest = text:match "^([^=!]+)(!?=)(.*)$"
  if not name then
    fail.usage("where: %q is not NAME=VALUE, NAME!=VALUE or NAME=FROM..TO", text)
  end
  local values = {}
  for value in (rest .. ","):gmatch "([^,]*)," do values[#values + 1] = trim(value) end
  return new_condition(trim(name), values, op == "!=")
end

--- Conditions from a table: name -> value, or array of values.
---@param t table
---@return lunette.Condition[]
function M.from_table(t)
  local conditions, names = {}, {}
  for name in next, t do
    if type(name) ~= "string" then error("where: conditions have names: { source = \"...\" }", 3) end
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do
    local values = type(t[name]) == "table" and t[name] or { t[name] }
    conditions[i] = new_condition(name, values, false)
  end
  return conditions
end

--- Whether a value fulfils one condition.
---@param condition lunette.Condition
---@param value any
---@return boolean
function M.holds(condition, value)
  local any = false
  for _, test in ipairs(condition.tests) do
    if test.holds(value) then any, test.met = true, test.met + 1 end
  end
  return any ~= condition.negate
end

--- While a value of the condition has met no document: what documents have instead.
local function note(condition, doc, value)
  local text = value == nil and "(none)" or tostring(value)
  local seen = condition.seen
  if not seen[text] and condition.kinds < SEEN_MOST then
    seen[text], condition.kinds = 0, condition.kinds + 1
  end
  if seen[text] then seen[text] = seen[text] + 1 end
  if value == nil then
    for _, name in ipairs(fields.names_of(doc)) do condition.names[name] = true end
  end
end

--- Whether `doc` fulfils one condition; counts what it saw.
---@param condition lunette.Condition
---@param doc lunette.Document
---@return boolean
function M.test(condition, doc)
  local value = fields.of_document(doc, condition.name)
  local met = M.holds(condition, value)
  for _, test in ipairs(condition.tests) do
    if test.met == 0 then
      note(condition, doc, value)
      break
    end
  end
  return met
end

local function sorted_values(seen)
  local list = {}
  for value, n in next, seen do list[#list + 1] = { value = value, n = n } end
  table.sort(list, function(a, b) return a.n > b.n or a.n == b.n and a.value < b.value end)
  return list
end

local function describe_values(name, list)
  if DATES[name] and #list > VALUES_MOST then
    local first, last
    for _, entry in ipairs(list) do
      local value = entry.value ~= "(none)" and entry.value or nil
      if value and (not first or value < first) then first = value end
      if value and (not last or value > last) then last = value end
    end
    return ("values: from %s to %s"):format(first, last)
  end
  local parts = {}
  for i = 1, math.min(VALUES_MOST, #list) do parts[i] = ("%s (%d)"):format(list[i].value, list[i].n) end
  if #list > VALUES_MOST then parts[#parts + 1] = ("and %d more"):format(#list - VALUES_MOST) end
  return "values: " .. table.concat(parts, ", ")
end

--- What to say of each value that no document at all has had.
---@param condition lunette.Condition
---@return string[]
function M.complaints(condition)
  local out, list = {}, sorted_values(condition.seen)
  if #list == 0 then return out end
  if #list == 1 and list[1].value == "(none)" and not DATES[condition.name] then
    local names = {}
    for name in next, condition.names do names[#names + 1] = name end
    table.sort(names)
    return { ("no document has a %s%s"):format(condition.name, suggest.hint(condition.name, names)) }
  end
  local values = {}
  for i, entry in ipairs(list) do values[i] = entry.value end
  for _, test in ipairs(condition.tests) do
    if test.met == 0 then
      -- numbers and dates are near each other without being meant
      local hint = test.text:find "%a" and suggest.hint(test.text, values) or ""
      out[#out + 1] = ("no document has %s \"%s\"%s; %s"):format(condition.name, test.text, hint,
        describe_values(condition.name, list))
    end
  end
  return out
end

return M
