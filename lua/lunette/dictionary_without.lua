--- A dictionary without some of its entries: a CSV file with the header key,value,use,case names them.
--- use = off leaves the entry out; case = exact takes it only as written, case = capital only with a
--- capital or all in capitals.
local core = require "lunette.core"
local message = require "lunette.message"
local suggest = require "lunette.suggest"
local text = require "lunette.text"

local M = {}

local USES <const>, CASES <const> = { "off" }, { "exact", "capital" }

--- What is wrong with a field of a rule, or nil.
local function fault_of(rule, name, known)
  local value = rule[name]
  for _, choice in ipairs(known) do
    if value == "" or value == choice then return nil end
  end
  return ("%s: %s %q is not known%s; known: %s"):format(rule.id, name, value, suggest.hint(value, known),
    table.concat(known, ", "))
end

--- Rules by key and value; those without a key concern every key.
---@return table[]? rules, table|string by_name  or nil and what is wrong
local function read_rules(path)
  local reader, why = core.reader({ path }, { fields = { text = "value" } })
  if not reader then return nil, why end
  local rules, by_name, fault = {}, {}, nil
  for doc in function() return reader:next() end do
    local rule = { id = doc.id, value = doc.text }
    for _, name in ipairs { "key", "use", "case" } do rule[name] = doc:variable(name) or "" end
    fault = fault or fault_of(rule, "use", USES) or fault_of(rule, "case", CASES)
    local name = rule.key .. "\0" .. rule.value
    if not by_name[name] then rules[#rules + 1] = rule end
    by_name[name] = by_name[name] or rule
  end
  for _, notice in ipairs(reader:notices() or {}) do message.notice(notice) end
  reader:close()
  if fault then return nil, fault end
  return rules, by_name
end

--- Each word with a capital, the rest small: what is all in capitals as a name in a sentence.
local function capitalized(value)
  return (value:gsub("[^%s_%-]+", function(word)
    local stop = utf8.offset(word, 2) or #word + 1
    return word:sub(1, stop - 1):upper() .. text.fold(word:sub(stop))
  end))
end

local function add(dictionary, entry, value)
  entry.value, entry.case = value, "exact"
  assert(dictionary:add_entry(entry))
end

--- The entry as the rule wants it; returns what is wrong with that.
local function add_restricted(dictionary, entry, rule)
  if rule.case == "exact" then return add(dictionary, entry, entry.value) end
  if rule.case ~= "capital" then return nil end
  if entry.kind == "regex" then
    return rule.id .. ": a regex has no case rule capital; say it in the regex"
  end
  local written, capital = entry.value, capitalized(entry.value)
  add(dictionary, entry, capital)
  if written ~= capital then add(dictionary, entry, written) end
end

--- A copy of the dictionary as the file at `path` restricts it. A rule that concerns no entry is said.
---@param dictionary lunette.Dictionary
---@param path string
---@return lunette.Dictionary?, string? message
function M.apply(dictionary, path)
  local rules, by_name = read_rules(path)
  if not rules then return nil, by_name end
  local copy = assert(core.dictionary())
  for _, entry in ipairs(dictionary:entries()) do
    local rule = by_name[entry.key .. "\0" .. entry.value] or by_name["\0" .. entry.value]
    if rule then rule.met = true end
    if not entry.shields then -- those come with the entry that they shield
      local why = rule and add_restricted(copy, entry, rule)
      if why then return nil, why end
      if not rule then assert(copy:add_entry(entry)) end
    end
  end
  for _, rule in ipairs(rules) do
    if not rule.met then
      message.say("%s: no entry %q%s", rule.id, rule.value,
        rule.key ~= "" and (" of key %q"):format(rule.key) or "")
    end
  end
  return copy
end

return M
