--- Quotations: the core's search with the word lists of data/quotes.en.csv and the rules of
--- data/quotes.rules.csv, both of which a caller may extend or replace.
local core = require "lunette.core"
local csv = require "lunette.rules"
local program = require "lunette.program"

local M = {}

local LEXICON <const>, RULES <const> = "quotes.en.csv", "quotes.rules.csv"

--- The searches made so far, by the word lists they were made with.
local quoters = {}

local function say(notices)
  for _, notice in ipairs(notices or {}) do require "lunette.message".notice(notice) end
end

local function list_of(value)
  if value == nil then return {} end
  return type(value) == "table" and value or { value }
end

--- The lexicon, and what the files in `cues` add to it.
local function new_lexicon(cues)
  local lexicon = assert(core.dictionary())
  local _, notices = lexicon:read_text(LEXICON, program.embedded("lunette/data/" .. LEXICON))
  say(notices)
  for _, path in ipairs(cues) do
    local ok, more, place = lexicon:read(path)
    if not ok then error(("quotes: cues: %s%s"):format(more, place and (" (%s)"):format(place) or ""), 0) end
    say(more)
  end
  return lexicon
end

local defaults

--- The rules as they come: { rule, on, score, n, example }.
---@return table[]
function M.rules()
  defaults = defaults or csv.read(RULES, program.embedded("lunette/data/" .. RULES))
  return defaults
end

--- Switch the quoter's rules: as they come, then as `changes` says: a file of rules, or a table
--- { ["floating"] = false, ["S-V-Q"] = 0.9 }.
local function set_rules(quoter, changes)
  for _, rule in ipairs(M.rules()) do quoter:set_rule(rule.rule, rule.on, rule.score) end
  if type(changes) == "string" then
    for _, rule in ipairs(csv.read_file(changes)) do
      if not quoter:set_rule(rule.rule, rule.on, rule.score) then csv.complain(rule.rule, M.rules()) end
    end
    return
  end
  local known = {}
  for _, rule in ipairs(M.rules()) do known[rule.rule] = rule end
  for name, value in pairs(changes or {}) do
    local rule = known[name] or csv.complain(name, M.rules())
    if type(value) == "number" and not (value >= 0 and value <= 1) then
      error(("quotes: rule %s: a score is from 0 to 1"):format(name), 0)
    end
    quoter:set_rule(name, value and true or false, type(value) == "number" and value or rule.score)
  end
end

--- The search of this state for these word lists, made when it is first needed.
local function get_quoter(cues)
  local key = table.concat(cues, "\0")
  quoters[key] = quoters[key] or core.quoter(new_lexicon(cues))
  return quoters[key]
end

--- The quotations of a document, by first byte. Options: indirect = also those without marks; rules,
--- cues, dictionary as doc:quotes.
---@param doc lunette.Document
---@param options table?
---@return lunette.Hit[]
function M.find(doc, options)
  local o = options or {}
  local quoter = get_quoter(list_of(o.cues))
  set_rules(quoter, o.rules)
  quoter:set_actors(o.dictionary)
  return quoter:find(doc, o.indirect)
end

return M
