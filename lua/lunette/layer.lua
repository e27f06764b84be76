--- Layers by name: where in a document quotations, their cues and speakers, whatever stands in quotation
--- marks, sentences, paragraphs, its furniture and its title are, and what the files of --layer find.
local core = require "lunette.core"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local lexicon = require "lunette.lexicon"
local suggest = require "lunette.suggest"

local M = {}

local furnisher

--- The furniture of a document as a batch of hits, whose key is the label.
---@param doc lunette.Document
---@return lunette.core.Batch
function M.furniture(doc)
  furnisher = furnisher or core.furnisher(lexicon.get "furniture.csv")
  return furnisher:find(doc)
end

--- Pieces of furniture of one label, as { first, last, first, last, ... }.
local function labelled(doc, label)
  local batch, places = M.furniture(doc), {}
  for i = 1, #batch do
    local hit = batch:hit(i)
    if hit.key == label then table.move({ hit.first, hit.last }, 1, 2, #places + 1, places) end
  end
  return places
end

--- Layers made of quotations, by the core's names for them.
M.quote_kinds = { quote = "quotes", cue = "cues", speaker = "speakers" }

local function quotes_of(doc)
  return require "lunette.quotes".find(doc)
end

--- The cues or speakers of the quotations, as { first, last, first, last, ... }.
local function beside_quotes(doc, first, last)
  local batch, places = quotes_of(doc), {}
  for i = 1, #batch do
    local quote = batch:hit(i)
    if quote[first] then table.move({ quote[first], quote[last] }, 1, 2, #places + 1, places) end
  end
  return places
end

--- All of a document when it is the part, else nothing.
local function part(doc, name)
  return doc.part == name and { 1, #doc.text } or {}
end

--- What each layer is made of: what core.region takes.
local sources = {
  quote = quotes_of,
  marked = function(doc) return require "lunette.quotes".marked(doc) end,
  cue = function(doc) return beside_quotes(doc, "cue_first", "cue_last") end,
  speaker = function(doc) return beside_quotes(doc, "speaker_first", "speaker_last") end,
  sentence = function() return "sentence" end,
  paragraph = function() return "paragraph" end,
  furniture = M.furniture,
  title = function(doc) return part(doc, "title") end,
  headline = function(doc) return part(doc, "title") end,
  text = function(doc) return part(doc, "text") end,
}
for _, label in ipairs { "dateline", "caption", "byline", "heading", "credit", "link" } do
  sources[label] = function(doc) return labelled(doc, label) end
end

--- Names of all layers that every document has, sorted.
M.names = {}
for name in next, sources do M.names[#M.names + 1] = name end
table.sort(M.names)

--- Dictionaries that are layers of every search, by name: those of --layer.
---@type table<string, lunette.Dictionary>
M.common = {}

--- Layers for every search from now on: names with the files of dictionaries.
---@param files table<string, string>
function M.set_common(files)
  for _, name in ipairs(require "lunette.strict".sorted_keys(files)) do
    local dictionary, why = require "lunette.dictionary".new(files[name])
    if not dictionary then fail.usage("--layer %s: %s", name, why) end
    M.common[name] = dictionary
  end
end

--- Layers that corpus files hold, by name: lunette.stored, which reads them.
local stored = {}

--- Whether every document has a layer of this name.
---@param name string
function M.is_own(name)
  return sources[name] ~= nil and not stored[name]
end

--- Make a layer of corpus files known; `places(doc, name)` gives first, last, first, last, ... of it in a
--- document. A layer that every document has keeps its name.
---@param name string
---@param reader table  with pieces(doc, name)
---@param places fun(doc: lunette.Document, name: string): integer[]
function M.add_stored(name, reader, places)
  if sources[name] then return end
  stored[name] = reader
  sources[name] = function(doc) return places(doc, name) end
  M.names[#M.names + 1] = name
  table.sort(M.names)
end

--- What reads a layer of corpus files, or nil for another name.
---@param name string
function M.stored(name)
  return stored[name]
end

--- What a layer is made of in a document: a batch of hits or quotations, "sentence", "paragraph", or
--- { first, last, first, last, ... }.
---@param name string  that M.check lets pass
---@param doc lunette.Document
function M.source(name, doc)
  local dictionary = M.common[name]
  if dictionary then return hits.batch_of(dictionary:find(doc)) end
  return sources[name](doc)
end

--- Raise unless `name` is a layer.
---@param name any
function M.check(name)
  if type(name) == "string" and (sources[name] or M.common[name]) then return end
  local names = table.move(M.names, 1, #M.names, 1, {})
  for common in next, M.common do
    if not sources[common] then names[#names + 1] = common end
  end
  table.sort(names)
  error(("no layer '%s'%s; layers: %s, or hits"):format(tostring(name),
    suggest.hint(tostring(name), names), table.concat(names, ", ")), 0)
end

--- Regions by document, then by the names of their layers: they go when the document goes.
local known = setmetatable({}, { __mode = "k" })

--- The region of some layers together in a document.
---@param names string[]  that M.check lets pass
---@param doc lunette.Document
---@return lunette.core.Region
function M.region(names, doc)
  local of_doc = known[doc] or {}
  known[doc] = of_doc
  local id = table.concat(names, ",")
  if not of_doc[id] then
    local parts = {}
    for i, name in ipairs(names) do parts[i] = M.source(name, doc) end
    of_doc[id] = core.region(doc, table.unpack(parts))
  end
  return of_doc[id]
end

return M
