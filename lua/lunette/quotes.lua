--- Quotations: the core's search with the word lists of data/quotes.en.csv and the rules of
--- data/quotes.rules.csv. A caller may extend both: a rule of one's own is a query over the marked passages.
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

--- A rule as `changes` gives it: on or off, a score, or { query =, score = } for one of one's own.
local function row_of(name, value)
  local query, score = nil, value
  if type(value) == "table" then query, score = value.query, value.score end
  if type(score) == "number" and not (score >= 0 and score <= 1) then
    error(("quotes: rule %s: a score is from 0 to 1"):format(name), 0)
  end
  return { rule = name, on = value ~= false, score = type(score) == "number" and score, query = query }
end

--- What `changes` say, as rows: a file of rules, or a table { ["floating"] = false, ["S-V-Q"] = 0.9,
--- mine = { query = "...", score = 0.8 } }.
local function rows_of(changes)
  if type(changes) == "string" then return csv.read_file(changes) end
  local rows = {}
  for _, name in ipairs(changes and require "lunette.strict".sorted_keys(changes) or {}) do
    rows[#rows + 1] = row_of(name, changes[name])
  end
  return rows
end

--- Rows and queries of the changes seen so far, so that a file is read once.
local changes_known = setmetatable({}, { __mode = "k" })
local files_known = {}

local function changes_of(changes)
  local known = type(changes) == "string" and files_known or changes_known
  local made = changes and known[changes]
  if made then return made end
  local rows = rows_of(changes)
  made = { rows = rows, own = csv.compile(rows), scores = {} }
  for _, row in ipairs(rows) do made.scores[row.rule] = row.score or 0 end
  if changes then known[changes] = made end
  return made
end

--- Switch the quoter's rules: as they come, then as the rows say.
local function set_rules(quoter, rows)
  local scores = {}
  for _, rule in ipairs(M.rules()) do
    quoter:set_rule(rule.rule, rule.on, rule.score)
    scores[rule.rule] = rule.score
  end
  for _, row in ipairs(rows) do
    if not scores[row.rule] and not row.query then csv.complain(row.rule, M.rules()) end
    if scores[row.rule] then quoter:set_rule(row.rule, row.on, row.score or scores[row.rule]) end
  end
end

--- What rules of one's own say of a document, as the core takes it.
local function propose(doc, changes)
  if not changes.own then return nil end
  local out = {}
  for hit in changes.own:find(doc) do
    local speaker, cue = hit.captures.speaker, hit.captures.cue
    out[#out + 1] = { hit.key, changes.scores[hit.key], hit.first, hit.last,
      speaker and speaker.first or 0, speaker and speaker.last or 0, cue and cue.first or 0,
      cue and cue.last or 0 }
  end
  return out
end

--- The search of this state for these word lists, made when it is first needed.
local function get_quoter(cues)
  local key = table.concat(cues, "\0")
  quoters[key] = quoters[key] or core.quoter(new_lexicon(cues))
  return quoters[key]
end

--- All that stands in quotation marks, scare quotes and titles of works too: { first, last, ... }.
---@param doc lunette.Document
---@return integer[]
function M.marked(doc)
  return get_quoter({}):marked(doc)
end

--- The quotations of a document, by first byte. Options: indirect = also those without marks; rules,
--- cues, dictionary as doc:quotes.
---@param doc lunette.Document
---@param options table?
---@return lunette.Hit[]
function M.find(doc, options)
  local o = options or {}
  local quoter = get_quoter(list_of(o.cues))
  local changes = changes_of(o.rules)
  set_rules(quoter, changes.rows)
  quoter:set_actors(o.dictionary)
  return quoter:find(doc, o.indirect, propose(doc, changes))
end

return M
