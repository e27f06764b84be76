---@meta lunette.core
-- Layers of spans that queries may ask for, for those who build on the core: scripts hand layers to `find`.

local core = {}

--- An empty layer, to be handed to a search: of "hits" (attributes key, code, entry, form), "quotes", their
--- "cues" or "speakers"
--- (kind, speaker, speaker_text, cue) or "spans" (label, key, rule).
--- ```lua
--- local layer = core.query_layer "spans"
--- layer:add(3, 7, "ACT", "truce")
--- local d = ln.dictionary { x = '[mine="ACT"]' }
--- print(#d:search(ln.document { text = "A truce held." }, nil, nil, nil, { mine = layer }))
--- --> 1
--- ```
---@param kind "hits"|"quotes"|"spans"|nil
---@return lunette.core.QueryLayer
function core.query_layer(kind) end

---@class lunette.core.QueryLayer
core.query_layer_methods = {}

--- A span of a layer of spans.
--- ```lua
--- core.query_layer():add(1, 4, "LABEL", "key", "rule")
--- print "added"
--- --> added
--- ```
---@param first integer
---@param last integer
---@param label string?
---@param key string?
---@param rule string?
function core.query_layer_methods:add(first, last, label, key, rule) end

--- A hit, into a layer of hits; a quotation, into one of quotes.
--- ```lua
--- local doc = ln.document { text = "A truce held." }
--- local layer = core.query_layer "hits"
--- layer:add_hit(doc:find "truce"[1])
--- print(#ln.dictionary { x = "<t/>" }:search(doc, nil, nil, nil, { t = layer }))
--- --> 1
--- ```
---@param hit lunette.Hit
function core.query_layer_methods:add_hit(hit) end

--- All hits of a batch.
--- ```lua
--- local doc = ln.document { text = "A truce held." }
--- local layer = core.query_layer "hits"
--- layer:add_batch(ln.dictionary { k = "truce" }:search(doc))
--- print(#ln.dictionary { x = '[t.key="k"]' }:search(doc, nil, nil, nil, { t = layer }))
--- --> 1
--- ```
---@param batch lunette.core.Batch
function core.query_layer_methods:add_batch(batch) end

--- What its spans may have; a query may ask for it: [quote.speaker="..."].
--- ```lua
--- print(table.concat(core.query_layer "quotes":attributes(), " "))
--- --> kind speaker speaker_text cue
--- ```
---@return string[]
function core.query_layer_methods:attributes() end
