--- Annotators write layers: named spans of a corpus file, each with a label and features, made by a
--- run that the file remembers.
local core = require "lunette.core"
local check = require "lunette.check"
local fail = require "lunette.fail"

local M = {}

local KNOWN <const> = { name = "string", version = "string", summary = "string", annotate = "function" }

local Annotator = { __name = "lunette.Annotator" }

--- An annotator: ln.annotator { name = "hedges", version = "1.0.0", annotate = function(doc, out) ...
--- out:add(hit, "hedge", { word = hit.text }) end }. The layer has the annotator's name.
---@param declaration table
---@return lunette.Annotator
function M.new(declaration)
  check.options("annotator", declaration, KNOWN)
  if not declaration.name or not declaration.annotate then
    error("annotator: a name and an annotate function are needed", 2)
  end
  return setmetatable(declaration, Annotator)
end

--- What `annotate` gets as `out`.
---@class lunette.LayerOut
local Out = {}
Out.__index = Out

--- Add a span: of a hit, or { first =, last = } (bytes, 1-based, inclusive).
---@param place lunette.Hit|{ first: integer, last: integer }
---@param label string
---@param features table?  plain values
function Out:add(place, label, features)
  if type(label) ~= "string" then error("out:add: a label is a string", 2) end
  local rule = getmetatable(place) == "lunette.hit" and place.rule or nil
  self.spans[#self.spans + 1] = { first = place.first, last = place.last, label = label, rule = rule,
    features = features and core.json.encode(features) }
end

--- The spans that an annotator finds in one document, in text order.
---@param annotator lunette.Annotator
---@param doc lunette.Document
---@return table[] spans  { first, last, label, rule, features }
function M.spans(annotator, doc)
  local out = setmetatable({ spans = {} }, Out)
  annotator.annotate(doc, out)
  return require "lunette.order".sort(out.spans, { "first", "last", "label" },
    function(span, name) return span[name] end)
end

local function store(handle, annotator, documents)
  local function try(value, why)
    if not value then fail.limit("layer %s: %s; nothing was stored", annotator.name, why) end
    return value
  end
  local run = try(handle:run("annotate", core.json.encode { annotator = annotator.name,
    version = annotator.version or "" }))
  local layer = try(handle:layer_new(annotator.name, run))
  local n = 0
  for doc in documents do
    for _, span in ipairs(M.spans(annotator, doc)) do
      try(handle:layer_add(layer, doc.id, span.first, span.last, span.label, nil, span.rule, span.features))
      n = n + 1
    end
  end
  try(handle:commit())
  return n
end

--- Write the annotator's layer of a corpus file; an older layer of the name is replaced, or, when
--- anything fails, kept whole.
---@param path string
---@param annotator lunette.Annotator
---@param documents fun(): lunette.Document?
---@return integer spans written
function M.run(path, annotator, documents)
  if getmetatable(annotator) ~= Annotator then error("annotate: an annotator made by ln.annotator", 3) end
  local handle, why = core.corpus(path, "write")
  if not handle then fail.usage("%s", why) end
  local ok, result = pcall(store, handle, annotator, documents)
  handle:close()
  if not ok then error(result, 0) end
  return result
end

return M
