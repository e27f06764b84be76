--- Negation: hits that a word such as "no", "never", "without" leads in their clause. The cues of a
--- language, and the words that begin a new clause, are keys of data/negation.LANGUAGE.csv.
local core = require "lunette.core"
local lexicon = require "lunette.lexicon"
local message = require "lunette.message"

local M = {}

M.WORDS = 5 -- how far a cue reaches when nothing else is asked for

local said = {}

--- The cues for a document; those of English when its language is not stated.
local function cues_for(doc)
  local lang = (doc.lang or "en"):lower():match "^%a*"
  local cues = lexicon.get(("negation.%s.csv"):format(lang))
  if not cues and not said[lang] then
    said[lang] = true
    message.say("no negation cues for language %q: nothing in it counts as negated", lang)
  end
  return cues
end

local known = setmetatable({}, { __mode = "k" })

--- The regions of cues and breaks of a document; nil when its language has none.
local function regions_of(doc, cues)
  local own = cues or cues_for(doc)
  if not own then return nil end
  local of_doc = known[doc] or {}
  known[doc] = of_doc
  if not of_doc[own] then
    local places = { cue = {}, ["break"] = {} }
    local batch = own:search(doc)
    for i = 1, #batch do
      local hit = batch:hit(i)
      local list = places[hit.key] or places.cue
      list[#list + 1], list[#list + 2] = hit.first, hit.last
    end
    of_doc[own] = { cue = core.region(doc, places.cue), breaks = core.region(doc, places["break"]) }
  end
  return of_doc[own]
end

--- Whether a hit is negated (`wanted` true) or not; of a batch those that are.
---@param x lunette.Hit|lunette.core.Batch
---@param doc lunette.Document
---@param wanted boolean
---@param words integer?
---@param cues lunette.Dictionary?
function M.ask(x, doc, wanted, words, cues)
  local regions = regions_of(doc, cues)
  if not regions then
    if type(x) == "userdata" and getmetatable(x) == "lunette.hit" then return not wanted end
    return wanted and core.region(doc):covers(x, true) or x
  end
  return regions.cue:leads(x, wanted, words or M.WORDS, regions.breaks)
end

--- The text of the cue that negates a hit, or nil.
---@param hit lunette.Hit
---@return string?
function M.cue_of(hit)
  local doc = hit.doc
  local regions = regions_of(doc)
  if not regions then return nil end
  local first, last = regions.cue:leader(hit, M.WORDS, regions.breaks)
  return first and doc.text:sub(first, last)
end

core.hit_fields.negated = function(hit) return M.cue_of(hit) ~= nil end

return M
