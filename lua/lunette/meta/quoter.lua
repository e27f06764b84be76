---@meta lunette.core
-- The search for quotations, for those who build on the core.

local core = {}

--- A search for quotations, from a dictionary of its word lists.
--- ```lua
--- local lexicon = core.dictionary()
--- lexicon:read_text("cues.csv", "key,value\ncue_after,said\n")
--- print(type(core.quoter(lexicon)))
--- --> userdata
--- ```
---@param lexicon lunette.Dictionary
---@return lunette.core.Quoter
function core.quoter(lexicon) end

---@class lunette.core.Quoter
core.quoter_methods = {}

--- The quotations of one document, as a batch of hits.
--- ```lua
--- local quoter = core.quoter(core.dictionary())
--- print(#quoter:find(ln.document { text = "No quotation." }))
--- --> 0
--- ```
---@param doc lunette.Document
---@param indirect boolean?  also those without marks: "said that ..."
---@param proposals table[]?  attributions of rules of one's own: { rule, score, first, last, speaker first, last,
---  cue first, last } each, 0 for an absent place
---@return lunette.core.Batch
function core.quoter_methods:find(doc, indirect, proposals) end

--- All that stands in quotation marks, the marks with it: { first, last, first, last, ... }.
--- ```lua
--- local quoter = core.quoter(core.dictionary())
--- print(table.unpack(quoter:marked(ln.document { text = 'The "new" way.' })))
--- --> 5	9
--- ```
---@param doc lunette.Document
---@return integer[]
function core.quoter_methods:marked(doc) end

--- Switch a rule on or off and give it its score; false when there is no such rule.
--- ```lua
--- local quoter = core.quoter(core.dictionary())
--- print(quoter:set_rule("Q-S-V", false, 0.9), quoter:set_rule("Q-X", true, 1))
--- --> true	false
--- ```
---@param name string
---@param on boolean
---@param score number  0 to 1
---@return boolean
function core.quoter_methods:set_rule(name, on, score) end

--- Look speakers up in a dictionary of actors from now on; nil: in none.
--- ```lua
--- local quoter = core.quoter(core.dictionary())
--- quoter:set_actors(core.dictionary())
--- print(#quoter:find(ln.document { text = "No quotation." }))
--- --> 0
--- ```
---@param actors lunette.Dictionary?
function core.quoter_methods:set_actors(actors) end
