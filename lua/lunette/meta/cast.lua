---@meta lunette.core
-- Mentions of actors in the C half of the library; scripts use doc:actors and doc:agents.
--
-- In the examples, core is require "lunette.core".

local core = {}

--- An empty list of words around names.
--- ```lua
--- print((tostring(core.lexis()):gsub(":.*", "")))
--- --> lunette.lexis
--- ```
---@return lunette.core.Lexis
function core.lexis() end

---@class lunette.core.Lexis
core.lexis_methods = {}

--- Add words, one a line; # cuts the rest of a line. Classes: first_name, title, modifier, particle, suffix,
--- body, calendar, function, verb, adjective, link, article, family.
--- ```lua
--- local lexis = core.lexis()
--- lexis:add("title", "president\nminister # and so on")
--- print((pcall(lexis.add, lexis, "tittle", "president")))
--- --> false
--- ```
---@param class string
---@param text string
function core.lexis_methods:add(class, text) end

--- The search behind doc:actors. The lexis must not change any more.
--- ```lua
--- local lexis = core.lexis()
--- lexis:add("first_name", "Dana")
--- local cast = core.cast(ln.dictionary { orlov = "Dana Orlov" }, lexis)
--- print(#cast:find(ln.document { text = "Dana Orlov and Orlov" }))
--- --> 2
--- ```
---@param dictionary lunette.Dictionary
---@param lexis lunette.core.Lexis
---@return lunette.core.Cast
function core.cast(dictionary, lexis) end

---@class lunette.core.Cast
core.cast_methods = {}

--- The mentions in a document; with `alone`, the agents without an actor.
--- ```lua
--- local cast = core.cast(ln.dictionary { truce = "truce" }, core.lexis())
--- print(#cast:find(ln.document { text = "A truce, a truce." }, nil, nil, nil, nil, nil, true))
--- --> 1
--- ```
---@param doc lunette.Document
---@param overlap string?    as in dictionary:find
---@param per_key boolean?   matches of different keys do not compete
---@param discards string?   "as_written", "off", "sentence", "story"
---@param no_surnames boolean?
---@param no_agents boolean?
---@param first boolean?     of each key only the first mention
---@param alone boolean?
---@return lunette.core.Batch
function core.cast_methods:find(doc, overlap, per_key, discards, no_surnames, no_agents, first, alone) end

--- The names that the hits of a batch do not cover: for each its first and last byte, the last byte of
--- its first word, and whether it begins a sentence.
--- ```lua
--- local cast = core.cast(ln.dictionary { truce = "truce" }, core.lexis())
--- local doc = ln.document { text = "A truce with Vera Lund." }
--- print(table.unpack(cast:names(doc, cast:find(doc))))
--- --> 14	22	17	false
--- ```
---@param doc lunette.Document
---@param batch lunette.core.Batch
---@return (integer|boolean)[]
function core.cast_methods:names(doc, batch) end

return core
