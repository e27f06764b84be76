--- Conditions on hits: in or outside layers, near or not near other hits, negated or not. Options of
--- find and of commands, and what the methods of hits do.
local core = require "lunette.core"
local dictionary = require "lunette.dictionary"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local layer = require "lunette.layer"
local negation = require "lunette.negation"

local M = {}

M.NEAR = 10 -- words

--- `ask(x, doc)` answers for a hit (boolean) or for a batch of a dictionary's hits (another batch), so
--- that no object is made of a hit that is only counted.
local function choose(list, ask)
  local batch = hits.batch_of(list)
  if batch then
    local first = batch:hit(1)
    if not first then return list end
    if not first:is_quote() then return hits.new(ask(batch, first.doc)) end
  end
  local out = {}
  for i = 1, #list do
    local hit = list[i]
    if ask(hit, hit.doc) then out[#out + 1] = hit end
  end
  return hits.new(out)
end

--- Make one function per document: regions are built once for all hits in it.
local function by_document(make)
  local known = setmetatable({}, { __mode = "k" })
  return function(doc)
    known[doc] = known[doc] or make(doc)
    return known[doc]
  end
end

--- The places of a list of hits, by document.
local function list_regions(list)
  local places = {}
  for i = 1, #list do
    local hit = list[i]
    local id = hit.doc.id .. "\0" .. hit.doc.part
    local own = places[id] or {}
    places[id] = own
    own[#own + 1], own[#own + 2] = hit.first, hit.last
  end
  return by_document(function(doc)
    return core.region(doc, places[doc.id .. "\0" .. doc.part] or {})
  end)
end

--- "quote", "quote,title" or { "quote", "title" } as a list of names that are known.
local function layer_names(value)
  if type(value) == "string" then
    local names = {}
    for name in value:gmatch "[^,%s]+" do names[#names + 1] = name end
    value = names
  end
  if type(value) ~= "table" or #value == 0 then layer.check(value) end
  for _, name in ipairs(value) do layer.check(name) end
  return value
end

--- The hits that lie wholly in one of the layers (`wanted` true), or in none.
---@param list lunette.Hits
---@param what string|string[]|lunette.Hits
---@param wanted boolean
function M.layers(list, what, wanted)
  local region_of
  if hits.is(what) then
    region_of = list_regions(what)
  else
    local names = layer_names(what)
    region_of = function(doc) return layer.region(names, doc) end
  end
  return choose(list, function(x, doc) return region_of(doc):covers(x, wanted) end)
end

--- The hits with a hit of the query within `words` words in their paragraph (`wanted` true), or none.
---@param list lunette.Hits
---@param query string|table|lunette.Dictionary
---@param words integer?
---@param wanted boolean
---@param layers table<string, any>?  that the query may name, as dictionary:find has them
function M.near(list, query, words, wanted, layers)
  local company, query_layers = dictionary.from(query), require "lunette.query_layers"
  local region_of = by_document(function(doc)
    local found = company:search(doc, nil, nil, nil, query_layers.of(company, doc, layers))
    return core.region(doc, found)
  end)
  return choose(list, function(x, doc) return region_of(doc):near(x, wanted, words or M.NEAR) end)
end

--- The hits that are negated (`wanted` true), or that are not.
---@param list lunette.Hits
---@param options { words: integer?, cues: lunette.Dictionary? }
---@param wanted boolean
function M.negated(list, options, wanted)
  return choose(list, function(x, doc)
    return negation.ask(x, doc, wanted, options.words, options.cues)
  end)
end

-- options --------------------------------------------------------------------------------------------

--- Options of find, quotes and so on that this file applies.
M.known = { within = true, outside = true, near = true, not_near = true, negated = "string" }

local NEGATED <const> = { drop = true, only = true, mark = true }

--- "talks", { "talks", "summit", words = 5 } or a dictionary as query and number of words.
local function near_of(value)
  if type(value) == "table" and (value.words or value.query) then
    local words = value.words
    if words ~= nil and (math.type(words) ~= "integer" or words < 1) then
      error("near: words is a number, 1 or more", 0)
    end
    return value.query or table.move(value, 1, #value, 1, {}), words
  end
  return value, nil
end

--- Every condition of the options as { name, text, apply(list) }, in the order in which they are applied.
---@param options table
---@return { name: string, what: any, apply: fun(list: lunette.Hits): lunette.Hits }[]
function M.list(options)
  local out = {}
  local function add(name, what, apply) out[#out + 1] = { name = name, what = what, apply = apply } end
  for _, name in ipairs { "within", "outside" } do
    local what = options[name]
    -- a list of lists: each is a condition of its own
    local several = type(what) == "table" and not hits.is(what) and type(what[1]) == "table"
    for _, one in ipairs(several and what or { what }) do
      add(name, one, function(list) return M.layers(list, one, name == "within") end)
    end
  end
  for _, name in ipairs { "near", "not_near" } do
    local what = options[name]
    local several = type(what) == "table" and type(what[1]) == "table"
    for _, one in ipairs(several and what or { what }) do
      local query, words = near_of(one)
      add(name, one, function(list) return M.near(list, query, words, name == "near", options.layers) end)
    end
  end
  local negated = options.negated
  if negated and not NEGATED[negated] then
    error(("negated: %q is not one of drop, only, mark"):format(negated), 0)
  end
  if negated and negated ~= "mark" then
    add("negated", negated, function(list) return M.negated(list, {}, negated == "only") end)
  end
  return out
end

--- The hits that fulfil the conditions among the options.
---@param list lunette.Hits
---@param options table
---@return lunette.Hits
function M.apply(list, options)
  if not next(options) then return list end
  for _, condition in ipairs(M.list(options)) do list = condition.apply(list) end
  return list
end

--- Options other than conditions, for what finds the hits.
---@param options table?
---@return table rest
function M.without(options)
  local rest = {}
  for name, value in next, options or {} do
    if not M.known[name] then rest[name] = value end
  end
  return rest
end

-- the command line -----------------------------------------------------------------------------------

--- What scripts may declare by name in `conditions`.
M.specs = {
  within = { type = "list", many = true, layers = true,
    help = "only hits in a layer: quote, paragraph, furniture, one of --layer ... (repeat: in each)" },
  outside = { type = "list", many = true, layers = true,
    help = "leave out hits in layers: quote, furniture, dateline, ..." },
  near = { type = "near", many = true,
    help = "QUERY[,N]: only hits with one of QUERY within N words (10), in the paragraph" },
  ["not-near"] = { type = "near", many = true, help = "QUERY[,N]: leave such hits out" },
  negated = { type = "choice", of = { "drop", "only", "mark" },
    help = 'hits behind "no", "never", ...: drop, only these, or mark in a column' },
  overlap = { type = "choice", of = dictionary.overlaps,
    help = "which of the matches that share bytes are hits" },
}

--- The values of near as a list whose queries are compiled.
local function compile_near(name, value)
  local list = {}
  if type(value) ~= "table" or value.query then value = { value } end
  for i, one in ipairs(value) do
    local ok, query, words = pcall(near_of, one)
    if not ok then fail.usage("--%s", (query:gsub("^near", name, 1))) end
    list[i] = { query = dictionary.from(query), words = words or M.NEAR,
      text = type(query) == "string" and query or nil }
  end
  return list
end

--- Raise unless all of the lists name layers.
local function check_layers(name, lists)
  for _, names in ipairs(lists or {}) do
    local ok, why = pcall(layer_names, names)
    if not ok then fail.usage("--%s: %s", name, (why:gsub(", or hits$", ""))) end
  end
end

--- The options of find that the values of a command make; queries are compiled.
---@param names string[]  conditions of the script
---@param values table    option values
---@return table
function M.compile(names, values)
  local out = {}
  for _, name in ipairs(names) do
    local value = values[name]
    if M.specs[name].type == "near" and value ~= nil then value = compile_near(name, value) end
    if M.specs[name].layers then check_layers(name, type(value) == "table" and value or { value }) end
    out[(name:gsub("-", "_"))] = value
  end
  local counted = {}
  for _, name in ipairs(values.by or {}) do counted[name] = true end
  if values.negated == "mark" and values.by and not counted.negated then
    fail.usage("--negated mark with --by: count it as a column too: --by %s,negated",
      table.concat(values.by, ","))
  end
  local ok, why = pcall(M.list, out)
  if not ok then fail.usage("%s", why) end
  return out
end

--- Declare the conditions of a script as arguments of it.
---@param names string[]
---@param args table
function M.declare(names, args)
  for _, name in ipairs(names) do
    local spec = M.specs[name]
    if not spec then error(("script: no condition '%s'"):format(tostring(name)), 4) end
    args[name] = spec
  end
end

return M
