--- The layers that queries ask for, found when a query names them: those that every document has, what
--- `find` is given under `layers`, and what --layer names.
local core = require "lunette.core"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local layer_module = require "lunette.layer"
local query_error = require "lunette.query_error"
local suggest = require "lunette.suggest"

local M = {}

--- A layer of a batch of the core.
local function of_batch(batch, kind)
  local layer = core.query_layer(kind)
  layer:add_batch(batch)
  return layer
end

--- Quotations or other hits, told by the first one: those that lie in this document.
local function of_hits(list, doc)
  local batch = hits.batch_of(list)
  local quotes = #list > 0 and list[1]:is_quote()
  if batch and #list > 0 and list[1].doc == doc then return of_batch(batch, quotes and "quotes" or "hits") end
  local layer = core.query_layer(quotes and "quotes" or "hits")
  for i = 1, #list do
    local hit = list[i]
    if hit.doc == doc or hit.doc.id == doc.id and hit.doc.part == doc.part then layer:add_hit(hit) end
  end
  return layer
end

--- { first =, last =, label =, key =, rule = } each.
local function of_spans(list, name)
  local layer = core.query_layer "spans"
  for _, span in ipairs(list) do
    if type(span) ~= "table" then
      error(("layer %s: spans are tables: { first =, last =, label =, key = }"):format(name), 0)
    end
    layer:add(span.first, span.last, span.label, span.key, span.rule)
  end
  return layer
end

--- What a layer is made of: a dictionary or query, hits, a list of spans, or a function of the document
--- that gives one of these.
local function make(source, doc, name)
  if type(source) == "function" then source = source(doc) end
  if hits.is(source) then return of_hits(source, doc) end
  if type(source) == "table" and (type(source[1]) == "table" or next(source) == nil) then
    return of_spans(source, name)
  end
  local found = require "lunette.dictionary".from(source):find(doc)
  return of_batch(hits.batch_of(found), "hits")
end

--- Layers of every document; the core finds sentences and paragraphs itself.
local OWN <const> = {}
for _, name in ipairs(layer_module.names) do OWN[name] = name ~= "sentence" and name ~= "paragraph" end

--- One of them.
local function make_own(doc, name)
  local kind = layer_module.quote_kinds[name]
  if kind then return of_batch(layer_module.source("quote", doc), kind) end
  local source = layer_module.source(name, doc)
  if type(source) == "userdata" then return of_batch(source, "hits") end
  local layer = core.query_layer "spans"
  for i = 1, #source, 2 do layer:add(source[i], source[i + 1], name) end
  return layer
end

local ATTRIBUTES <const> = { "word", "stem" }

local function names_of(given)
  local names = {}
  for name in next, OWN do names[#names + 1] = name end
  for _, name in ipairs(layer_module.names) do
    if OWN[name] == nil then names[#names + 1] = name end
  end
  for _, set in ipairs { layer_module.common, given } do
    for name in next, set do
      if OWN[name] == nil then names[#names + 1] = name end
    end
  end
  table.sort(names)
  return names
end

local function fail_at(use, format, ...)
  local why = query_error.message(use.value, use.at, format:format(...))
  if use.rule and use.rule ~= use.value then why = ("%s: %s"):format(use.rule, why) end
  fail.usage("query: %s", why)
end

local function fail_unknown(use, given)
  local names, known = names_of(given), {}
  table.move(ATTRIBUTES, 1, #ATTRIBUTES, 1, known)
  table.move(names, 1, #names, #known + 1, known)
  fail_at(use, "no attribute or layer %q%s; attributes of words: %s; layers: %s", use.name,
    suggest.hint(use.name, known), table.concat(ATTRIBUTES, ", "), table.concat(names, ", "))
end

local function check_attribute(use, layer)
  local known = layer and layer:attributes() or {}
  for _, name in ipairs(known) do
    if name == use.attribute then return end
  end
  fail_at(use, "spans of layer %s have no %q%s", use.name, use.attribute, #known == 0 and "" or
    ("%s; they have: %s"):format(suggest.hint(use.attribute, known), table.concat(known, ", ")))
end

--- Where each dictionary's queries name layers: it does not change once it is searched with.
local uses_of = setmetatable({}, { __mode = "k" })

--- The layers of a document that the queries of a dictionary name, by name; nil when they name none. A
--- name that is no layer's raises.
---@param dictionary lunette.Dictionary
---@param doc lunette.Document
---@param given table<string, any>?  name -> what it is made of
---@return table<string, userdata>?
function M.of(dictionary, doc, given)
  local uses = uses_of[dictionary]
  if not uses then
    uses = dictionary:layer_uses()
    uses_of[dictionary] = uses
  end
  if #uses == 0 then return nil end
  given = given or {}
  local out = {}
  for _, use in ipairs(uses) do
    local name = use.name
    local source, stored = given[name] or layer_module.common[name], layer_module.stored(name)
    if not source and stored then source = stored.pieces(doc, name) end
    if not source and OWN[name] == nil then fail_unknown(use, given) end
    if source then out[name] = out[name] or make(source, doc, name)
    elseif OWN[name] then out[name] = out[name] or make_own(doc, name) end
    if use.attribute ~= "" then check_attribute(use, out[name]) end
  end
  return out
end

return M
