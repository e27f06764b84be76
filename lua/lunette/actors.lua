--- Mentions of actors: the core's search with the word lists of data/names.en.txt and
--- data/firstnames.txt.
local check = require "lunette.check"
local core = require "lunette.core"
local dictionary = require "lunette.dictionary"
local hits = require "lunette.hits"
local program = require "lunette.program"
local query_layers = require "lunette.query_layers"
local suggest = require "lunette.suggest"

local M = {}

local OPTIONS <const> = { surnames = "boolean", agents = "boolean", first = "boolean",
  discards = true, overlap = "string", scope = "string", within = true, outside = true, near = true,
  not_near = true, negated = "string" }
local DISCARDS <const> = { "as_written", "off", "sentence", "story" }

local lexis
local casts = setmetatable({}, { __mode = "k" })

--- The words of this state, read when they are first needed.
local function get_lexis()
  if lexis then return lexis end
  lexis = core.lexis()
  lexis:add("first_name", program.embedded "lunette/data/firstnames.txt")
  for class, words in program.embedded "lunette/data/names.en.txt":gmatch "%[(%w+)%]\n([^%[]*)" do
    lexis:add(class, words)
  end
  return lexis
end

local function cast_of(dict)
  local cast = casts[dict]
  if not cast then
    cast = core.cast(dict, get_lexis())
    casts[dict] = cast
  end
  return cast
end

--- How discards reach: a name, or false for "off".
local function discards_of(value, what)
  if value == nil or value == true then return "as_written" end
  if value == false then return "off" end
  for _, name in ipairs(DISCARDS) do
    if value == name then return value end
  end
  error(("%s: unknown discards '%s'%s; one of: %s"):format(what, value,
    suggest.hint(value, DISCARDS), table.concat(DISCARDS, ", ")), 4)
end

--- The mentions of a dictionary's actors in a document; with `alone`, its agents without an actor.
---@param doc lunette.Document
---@param actors lunette.Dictionary|table
---@param options table?
---@param alone boolean
---@return lunette.Hits
function M.find(doc, actors, options, alone)
  local dict = dictionary.from(actors)
  local cast, layers = cast_of(dict), query_layers.of(dict, doc)
  local what = alone and "agents" or "actors"
  local o = check.options(what, options, OPTIONS)
  dictionary.check_search(what, o)
  local found = cast:find(doc, o.overlap, o.scope == "key", discards_of(o.discards, what),
    o.surnames == false, o.agents == false, o.first, alone, layers)
  return dictionary.choose(hits.new(found), o)
end

--- Where names stand that the dictionary does not cover, as the core gives them: four values a name.
---@param doc lunette.Document
---@param actors lunette.Dictionary
---@return (integer|boolean)[]
function M.names(doc, actors)
  local cast = cast_of(actors)
  local layers = query_layers.of(actors, doc)
  return cast:names(doc, cast:find(doc, nil, nil, nil, nil, nil, nil, false, layers))
end

return M
