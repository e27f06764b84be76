--- Conditions on documents: { date = "2016-09..2016-12", lang = { "en", "fr" } } or a function; on
--- the command line `source=VOA,BBC`, `date=2016-09..`, `lang!=en`.
local core = require "lunette.core"
local fail = require "lunette.fail"
local fields = require "lunette.fields"

local M = {}

---@class lunette.Condition
---@field name string
---@field negate boolean
---@field test fun(value: any): boolean
---@field text string           as written, for messages
---@field met integer           documents that fulfilled it
---@field values table<string, integer>  values seen while nothing has met it, with their documents

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

local function new_condition(name, values, negate, text)
  local tests = {}
  for i, value in ipairs(values) do tests[i] = value_test(name, tostring(value)) end
  local function any(value)
    for _, test in ipairs(tests) do
      if test(value) then return true end
    end
    return false
  end
  return { name = name, negate = negate, test = any, text = text, met = 0, values = {} }
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
  for value in (rest .. ","):gmatch "([^,]*)," do values[#values + 1] = value end
  return new_condition(name, values, op == "!=", text)
end

--- Conditions from a table: name -> value, or array of values.
---@param t table
---@return lunette.Condition[]
function M.from_table(t)
  local conditions, names = {}, {}
  for name in next, t do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do
    local values = type(t[name]) == "table" and t[name] or { t[name] }
    conditions[i] = new_condition(name, values, false, name)
  end
  return conditions
end

--- Whether `doc` fulfils one condition; counts what it saw.
---@param condition lunette.Condition
---@param doc lunette.Document
---@return boolean
function M.test(condition, doc)
  local value = fields.of_document(doc, condition.name)
  if condition.test(value) ~= condition.negate then
    condition.met = condition.met + 1
    return true
  end
  if condition.met == 0 then
    local seen = value == nil and "(none)" or tostring(value)
    condition.values[seen] = (condition.values[seen] or 0) + 1
  end
  return false
end

--- What to say when no document at all has met the condition; nil when one has.
---@param condition lunette.Condition
---@return string?
function M.complaint(condition)
  if condition.met > 0 or condition.negate then return nil end
  local seen = {}
  for value, n in next, condition.values do seen[#seen + 1] = { value = value, n = n } end
  if #seen == 0 then return nil end
  table.sort(seen, function(a, b) return a.n > b.n or a.n == b.n and a.value < b.value end)
  local list = {}
  for i = 1, math.min(8, #seen) do list[i] = ("%s (%d)"):format(seen[i].value, seen[i].n) end
  if #seen > 8 then list[9] = ("and %d more"):format(#seen - 8) end
  return ("no document has %s; values of %s: %s"):format(condition.text, condition.name,
    table.concat(list, ", "))
end

return M
