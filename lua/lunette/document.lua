--- Methods of documents beyond what the core gives. A document also has words(), sentences(),
--- paragraphs(), word_count(), variable(name).
local core = require "lunette.core"
local check = require "lunette.check"
local dictionary = require "lunette.dictionary"
local hits = require "lunette.hits"
local quotes = require "lunette.quotes"
local suggest = require "lunette.suggest"

---@class lunette.Document
local Document = core.document_methods

local TYPE <const>, HIT <const> = "lunette.document", "lunette.hit"
local KINDS <const> = { "direct", "mixed", "indirect" }
local DEFAULT <const> = { "direct", "mixed" }

--- The hits of a query or dictionary, in text order.
---@param query string|lunette.Dictionary|table
---@return lunette.Hits
function Document:find(query)
  check.self(self, TYPE, "find")
  return hits.new(dictionary.from(query):find(self))
end

--- The quotations. Options: kinds = { "direct", "mixed" } (also "indirect"), min_score = 0 to 1.
---@param options table?
---@return lunette.Hits
function Document:quotes(options)
  check.self(self, TYPE, "quotes")
  local o = check.options("quotes", options, { kinds = "table", min_score = "number" })
  for _, kind in ipairs(o.kinds or {}) do
    if kind ~= "direct" and kind ~= "mixed" and kind ~= "indirect" then
      error(("quotes: unknown kind '%s'%s; kinds: %s"):format(tostring(kind),
        suggest.hint(tostring(kind), KINDS), table.concat(KINDS, ", ")), 2)
    end
  end
  local wanted = {}
  for _, kind in ipairs(o.kinds or DEFAULT) do wanted[kind] = true end
  local found = hits.new(quotes.find(self, wanted.indirect))
  if not o.kinds and not o.min_score then return found end
  return found:where(function(quote)
    return wanted[quote.kind] and quote.score >= (o.min_score or 0)
  end)
end

--- Mentions of the dictionary's actors: hits whose `code` is that of the document's date.
---@param actors lunette.Dictionary|table
---@return lunette.Hits
function Document:actors(actors)
  check.self(self, TYPE, "actors")
  return self:find(actors)
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

--- Why this is a hit, in words.
---@return string
function Hit:explain()
  check.self(self, HIT, "explain")
  if self:is_quote() then
    local who = self.speaker_text == "" and "no speaker found" or
      ("speaker %q by rule %s, cue %q"):format(self.speaker_text, self.rule, self.cue)
    return ("%s quotation; %s; score %.2f"):format(self.kind, who, self.score)
  end
  local form = self.form == "" and "" or (", spelling form: " .. self.form)
  return ("%q is entry %q of key %q (%s)%s"):format(self.text, self.entry, self.key, self.rule, form)
end

return Document
