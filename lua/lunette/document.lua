--- Methods of documents beyond what the core gives. A document also has words(), sentences(),
--- paragraphs(), word_count(), variable(name).
local core = require "lunette.core"
local actors_module = require "lunette.actors"
local check = require "lunette.check"
local dictionary = require "lunette.dictionary"
local hits = require "lunette.hits"
local negation = require "lunette.negation"
local place = require "lunette.place"
local quotes = require "lunette.quotes"
local suggest = require "lunette.suggest"

---@class lunette.Document
local Document = core.document_methods

local TYPE <const>, HIT <const> = "lunette.document", "lunette.hit"
local KINDS <const> = { "direct", "mixed", "indirect" }
local DEFAULT <const> = { "direct", "mixed" }

--- The hits of a query or dictionary, in text order. Options as dictionary:find.
---@param query string|lunette.Dictionary|table
---@param options table?
---@return lunette.Hits
function Document:find(query, options)
  check.self(self, TYPE, "find")
  return dictionary.from(query):find(self, options)
end

--- What stands in the text and is not the report: hits whose key is dateline, caption, byline, heading,
--- credit or link, and whose entry says why.
---@return lunette.Hits
function Document:furniture()
  check.self(self, TYPE, "furniture")
  return hits.new(require "lunette.layer".furniture(self))
end

--- The quotations; odd_marks of the list is the number of marks without another half. Options: kinds =
--- { "direct", "mixed" } (also "indirect"), min_score = 0 to 1; rules = a file, or { ["floating"] = false,
--- ["S-V-Q"] = 0.9 }; cues = a file or files that add words; dictionary = actors to look the speakers up in;
--- within, outside, near, not_near as dictionary:find.
---@param options table?
---@return lunette.Hits
function Document:quotes(options)
  check.self(self, TYPE, "quotes")
  local o = check.options("quotes", options, { kinds = "table", min_score = "number", rules = true,
    cues = true, dictionary = true, within = true, outside = true, near = true, not_near = true })
  for _, kind in ipairs(o.kinds or {}) do
    if kind ~= "direct" and kind ~= "mixed" and kind ~= "indirect" then
      error(("quotes: unknown kind '%s'%s; kinds: %s"):format(tostring(kind),
        suggest.hint(tostring(kind), KINDS), table.concat(KINDS, ", ")), 2)
    end
  end
  local wanted = {}
  for _, kind in ipairs(o.kinds or DEFAULT) do wanted[kind] = true end
  local found = hits.new(quotes.find(self, { indirect = wanted.indirect, rules = o.rules,
    cues = o.cues, dictionary = o.dictionary and dictionary.from(o.dictionary) }))
  local odd_marks = hits.batch_of(found):odd_marks()
  if o.within or o.outside or o.near or o.not_near then
    found = check.try(require "lunette.condition".apply, found, o)
  end
  local least = o.min_score or 0
  if not (wanted.direct and wanted.mixed) or least > 0 then
    found = found:where(function(quote) return wanted[quote.kind] and quote.score >= least end)
  end
  return hits.set_odd_marks(found, odd_marks)
end

--- Mentions of the dictionary's actors: hits whose `code` is that of the document's date, with the
--- codes of agents ("soldiers", "foreign minister") beside them. A surname alone is a mention of the
--- person named in full before it; hit.link says so. Options: surnames = false, agents = false; first =
--- true: only the first mention of each key; discards = "off", "sentence", "story" or "as_written";
--- overlap and scope as dictionary:find.
---@param actors lunette.Dictionary|table
---@param options table?
---@return lunette.Hits
function Document:actors(actors, options)
  check.self(self, TYPE, "actors")
  return actors_module.find(self, actors, options, false)
end

--- The dictionary's agents that belong to no actor. Options as doc:actors.
---@param actors lunette.Dictionary|table
---@param options table?
---@return lunette.Hits
function Document:agents(actors, options)
  check.self(self, TYPE, "agents")
  return actors_module.find(self, actors, options, true)
end

--- Every place that is a hit or looks like one: a table with first, last, text, verdict ("hit", "no hit"),
--- why, key, entry, form, rule. Options as dictionary:find.
---@param query string|lunette.Dictionary|table
---@param options table?
---@return lunette.Table
function Document:explain(query, options)
  check.self(self, TYPE, "explain")
  local explain = require "lunette.explain"
  return require "lunette.table".new(explain.columns, explain.rows(self, query, options))
end

--- Hits of a query with the words around them.
---@param query string|lunette.Dictionary
---@param options table?  as hits:kwic
---@return lunette.Table
function Document:kwic(query, options)
  check.self(self, TYPE, "kwic")
  return self:find(query):kwic(options)
end

--- The words before and behind a hit, as text.
---@class lunette.Hit
local Hit = core.hit_methods

--- The `n` words before the hit.
function Hit:left(n)
  check.self(self, HIT, "left")
  return (self:around(n or 8, 0))
end

--- The `n` words behind the hit.
function Hit:right(n)
  check.self(self, HIT, "right")
  local _, right = self:around(0, n or 8)
  return right
end

local SIDE <const> = 160 -- bytes

--- The text before and behind the hit, on one line each: columns for those who check hits by hand.
core.hit_fields.before = function(hit)
  return (place.around(hit.doc.text, hit.first, hit.last, SIDE))
end
core.hit_fields.after = function(hit)
  local _, after = place.around(hit.doc.text, hit.first, hit.last, SIDE)
  return after
end

local REASONS <const> = { name = "the fullest name it stands for", tie = "the name it was tied to",
  description = "its own words, no name known", pronoun = "the nearest one that fits",
  same = "goes on with the quotation before", beat = "the only one named beside it",
  called = "called by name just before", turn = "takes turns with the one before" }

--- The way from the words to the speaker.
local function explain_quote(quote)
  local parts = { ("%s quotation by rule %s (score %.2f)"):format(quote.kind,
    quote.rule == "" and "none" or quote.rule, quote.score) }
  if quote.cue ~= "" then parts[#parts + 1] = ("cue %q"):format(quote.cue) end
  if quote.speaker_text == "" and quote.speaker == "" then
    parts[#parts + 1] = "no speaker found"
  else
    parts[#parts + 1] = quote.speaker_text == "" and "no speaker beside it" or
      ("speaker %q"):format(quote.speaker_text)
    parts[#parts + 1] = quote.speaker == "" and "no person known" or
      ("person %q: %s"):format(quote.speaker, REASONS[quote.reason] or "as written")
  end
  if quote.speaker_id ~= "" then parts[#parts + 1] = ("actor %q"):format(quote.speaker_id) end
  if quote.unclosed then parts[#parts + 1] = "its closing mark is missing" end
  return table.concat(parts, "; ")
end

--- Why this is a hit, in words.
---@return string
function Hit:explain()
  check.self(self, HIT, "explain")
  if self:is_quote() then
    return explain_quote(self)
  end
  local cue = negation.cue_of(self)
  local why = require "lunette.explain".describe(self)
  if self.link ~= "" then why = why .. "; " .. self.link end
  if self.agent ~= "" then
    why = ("%s; agent %q (%s), together %s"):format(why, self.agent, self.agent_rule,
      self.code == "" and "uncoded" or self.code)
  end
  return why .. (cue and ("; negated by %q"):format(cue) or "")
end

return Document
