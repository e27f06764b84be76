--- Quotations: the core's search with the word lists of data/quotes.LANGUAGE.csv and the rules of
--- data/quotes.rules.csv. A caller may extend both: a rule of one's own is a query over the marked passages.
local core = require "lunette.core"
local csv = require "lunette.rules"
local language = require "lunette.language"
local message = require "lunette.message"
local program = require "lunette.program"

local M = {}

local DATA <const>, RULES <const> = "lunette/data/", "quotes.rules.csv"
local UNSTATED <const> = "en" -- the language of a document that states none

--- The searches made so far, by the language and word lists they were made with.
local quoters = {}

local function say(notices)
  for _, notice in ipairs(notices or {}) do message.notice(notice) end
end

local function list_of(value)
  if value == nil then return {} end
  return type(value) == "table" and value or { value }
end

--- The languages that have a word list.
---@return string[]
function M.languages()
  local codes = {}
  for _, path in ipairs(program.embedded_names(DATA .. "quotes.")) do
    codes[#codes + 1] = path:match "quotes%.(%l%l)%.csv$"
  end
  table.sort(codes)
  return codes
end

--- Add the rows of a file that hold in language `code`: all but those of other languages.
local function add_cues(lexicon, code, path)
  local cues = assert(core.dictionary())
  local ok, notices, place = cues:read(path)
  if not ok then
    error(("quotes: cues: %s%s"):format(notices, place and (" (%s)"):format(place) or ""), 0)
  end
  say(notices)
  for _, entry in ipairs(cues:entries()) do
    if entry.lang == "" or language.code(entry.lang) == code then
      entry.lang = ""
      assert(lexicon:add_entry(entry))
    end
  end
end

--- The lexicon of a language, and what the files in `cues` add to it.
local function new_lexicon(code, cues)
  local lexicon = assert(core.dictionary())
  local name = ("quotes.%s.csv"):format(code)
  local list = code:find "^%l%l$" and program.embedded(DATA .. name)
  if list then
    local _, notices = lexicon:read_text(name, list)
    say(notices)
  end
  for _, path in ipairs(cues) do add_cues(lexicon, code, path) end
  return lexicon
end

local LANGUAGES_SAID <const> = 5

--- The languages without any cues that were met.
local bare, bare_count = {}, 0

--- Say once of each language that it has no cues; of many, of the first few.
local function say_bare(code)
  if bare[code] then return end
  bare[code], bare_count = true, bare_count + 1
  if bare_count <= LANGUAGES_SAID then
    message.say("no list of cues for language %q: few of its quotations are found, none with a speaker; " ..
      "there are %s; --cues adds one", code, table.concat(M.languages(), ", "))
  elseif bare_count == LANGUAGES_SAID + 1 then
    message.say("no list of cues for further languages, %q the first of them", code)
  end
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
local NONE <const> = {} -- no changes
local changes_known = setmetatable({}, { __mode = "k" })
local files_known = {}

--- Raise unless a row changes a rule of the program, or is one of another name with a query.
local function check_names(rows)
  local own = {}
  for _, rule in ipairs(M.rules()) do own[rule.rule] = true end
  for _, row in ipairs(rows) do
    if not own[row.rule] and not row.query then csv.complain(row.rule, M.rules()) end
    if own[row.rule] and row.query then
      error(("quotes: rule %s is one of the program's: name yours otherwise"):format(row.rule), 0)
    end
  end
end

local function changes_of(changes)
  changes = changes or NONE
  local known = type(changes) == "string" and files_known or changes_known
  local made = known[changes]
  if made then return made end
  local rows = rows_of(changes)
  check_names(rows)
  made = { rows = rows, own = csv.compile(rows), scores = {} }
  for _, row in ipairs(rows) do made.scores[row.rule] = row.score or 0 end
  known[changes] = made
  return made
end

--- What each quoter's rules were switched to last.
local switched = setmetatable({}, { __mode = "k" })

--- Switch the quoter's rules: as they come, then as the changes say.
local function set_rules(quoter, changes)
  if switched[quoter] == changes then return end
  local scores = {}
  for _, rule in ipairs(M.rules()) do
    quoter:set_rule(rule.rule, rule.on, rule.score)
    scores[rule.rule] = rule.score
  end
  for _, row in ipairs(changes.rows) do
    if scores[row.rule] then quoter:set_rule(row.rule, row.on, row.score or scores[row.rule]) end
  end
  switched[quoter] = changes
end

--- Raise unless `changes` can be used as rules.
---@param changes string|table
function M.check_rules(changes)
  changes_of(changes)
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

--- The search of this state for a language and these word lists, made when it is first needed. Languages
--- without any cues share one: texts may state thousands.
local function get_quoter(code, cues)
  local name = bare[code] and #cues == 0 and "" or code
  local key = name .. "\0" .. table.concat(cues, "\0")
  if quoters[key] then return quoters[key] end
  local lexicon = new_lexicon(code, cues)
  if #lexicon == 0 then
    say_bare(code)
    key = #cues == 0 and "\0" or key
  end
  quoters[key] = quoters[key] or core.quoter(lexicon)
  return quoters[key]
end

--- All that stands in quotation marks, scare quotes and titles of works too: { first, last, ... }.
---@param doc lunette.Document
---@return integer[]
function M.marked(doc)
  return get_quoter(UNSTATED, {}):marked(doc)
end

--- The quotations of a document, by first byte. Options: indirect = also those without marks; rules,
--- cues, dictionary as doc:quotes.
---@param doc lunette.Document
---@param options table?
---@return lunette.Hit[]
function M.find(doc, options)
  local o = options or {}
  local quoter = get_quoter(language.code(doc.lang) or UNSTATED, list_of(o.cues))
  local changes = changes_of(o.rules)
  local proposed = propose(doc, changes) -- first: a query that names quotations uses the same quoter
  set_rules(quoter, changes)
  quoter:set_actors(o.dictionary)
  return quoter:find(doc, o.indirect, proposed)
end

return M
