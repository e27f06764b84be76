--- Hits: a list of places in documents, each with what found it. Lists are values: methods return
--- new ones. What a search gives lies in a batch of the core, under [0]: a hit becomes an object when it
--- is first asked for.
local check = require "lunette.check"
local fields = require "lunette.fields"

---@class lunette.Hits
---@field [integer] lunette.Hit
local Hits = {}
local meta = { __name = "lunette.Hits" }

local M = { methods = Hits }

function meta.__index(self, name)
  if math.type(name) == "integer" then
    local batch = rawget(self, 0)
    local hit = batch and batch:hit(name)
    if hit then rawset(self, name, hit) end
    return hit
  end
  local method = Hits[name]
  if method == nil and type(name) ~= "number" then
    error(("hits have no '%s'"):format(tostring(name)), 2)
  end
  return method
end

function meta.__len(self)
  local batch = rawget(self, 0)
  return batch and #batch or rawlen(self)
end

--- Where the last loop step stood, by list: a guess, so that loops inside loops stay right.
local last_place = setmetatable({}, { __mode = "k" })

local function place_of(self, hit)
  local guess = last_place[self]
  if guess and rawequal(rawget(self, guess), hit) then return guess end
  for i = 1, #self do
    if rawequal(self[i], hit) then return i end
  end
  error("the list changed while it was gone through", 3)
end

--- for hit in hits do: called with (hits, nil, the hit before).
function meta.__call(self, _, before)
  local i = before == nil and 1 or place_of(self, before) + 1
  last_place[self] = i
  return self[i]
end

function meta.__tostring(self)
  local lines = { #self == 1 and "1 hit" or ("%d hits"):format(#self) }
  for i = 1, math.min(5, #self) do lines[i + 1] = "  " .. tostring(self[i]) end
  if #self > 5 then lines[7] = "  ..." end
  return table.concat(lines, "\n")
end

--- Make an array of hits, or a batch of the core, a list.
---@param source lunette.Hit[]|userdata
---@return lunette.Hits
function M.new(source)
  return setmetatable(type(source) == "userdata" and { [0] = source } or source, meta)
end

--- The batch that holds all hits of the list, or nil.
---@param list lunette.Hits
function M.batch_of(list)
  return rawget(list, 0)
end

--- Give a list of quotations the number of marks in its document whose other half is missing.
---@param list lunette.Hits
---@param n integer
---@return lunette.Hits list
function M.set_odd_marks(list, n)
  return rawset(list, "odd_marks", n)
end

--- That number, or 0.
---@param list lunette.Hits
---@return integer
function M.odd_marks_of(list)
  return rawget(list, "odd_marks") or 0
end

function M.is(value)
  return getmetatable(value) == meta
end

local function keep(self, test)
  local out = {}
  for i = 1, #self do
    if test(self[i]) then out[#out + 1] = self[i] end
  end
  return M.new(out)
end

--- Those that fulfil a function, or whose fields have the values (or one of the values) of a table.
---@param condition table|fun(hit: lunette.Hit): boolean
function Hits:where(condition)
  check.self(self, meta, "where")
  if type(condition) == "function" then return keep(self, condition) end
  if type(condition) ~= "table" then error("where: a table of conditions or a function", 2) end
  local where = require "lunette.where"
  local conditions = where.from_table(condition)
  return keep(self, function(hit)
    for _, c in ipairs(conditions) do
      if not where.holds(c, fields.of_hit(hit, c.name)) then return false end
    end
    return true
  end)
end

local function conditions()
  return require "lunette.condition"
end

--- Those that lie wholly in a span of a layer ("quote", "furniture", ...), of one of several, or in one
--- of other hits.
---@param layer string|string[]|lunette.Hits
function Hits:within(layer)
  check.self(self, meta, "within")
  return check.try(conditions().layers, self, layer, true)
end

--- Those that do not.
---@param layer string|string[]|lunette.Hits
function Hits:outside(layer)
  check.self(self, meta, "outside")
  return check.try(conditions().layers, self, layer, false)
end

--- Those that have a hit of the query within `n` words before or behind them (10), in their paragraph.
---@param query string|string[]|table|lunette.Dictionary
---@param n integer?
function Hits:near(query, n)
  check.self(self, meta, "near")
  return conditions().near(self, query, n, true)
end

--- Those that have none.
---@param query string|string[]|table|lunette.Dictionary
---@param n integer?
function Hits:not_near(query, n)
  check.self(self, meta, "not_near")
  return conditions().near(self, query, n, false)
end

--- Those behind a word such as "no" or "never" in their clause, `words` words (5) at most. Options: words,
--- cues = a dictionary with the keys cue and break.
---@param options table?
function Hits:negated(options)
  check.self(self, meta, "negated")
  local o = check.options("negated", options, { words = "number", cues = "userdata" })
  return conditions().negated(self, o, true)
end

--- Those that are not.
---@param options table?
function Hits:not_negated(options)
  check.self(self, meta, "not_negated")
  local o = check.options("not_negated", options, { words = "number", cues = "userdata" })
  return conditions().negated(self, o, false)
end

--- Number of the first hit of a list in text order that begins at byte `first` or behind.
local function first_from(found, first)
  local low, high = 1, #found + 1
  while low < high do
    local middle = (low + high) // 2
    if found[middle].first < first then low = middle + 1 else high = middle end
  end
  return low
end

--- Those whose own text holds a hit of the query.
---@param query string|lunette.Dictionary
function Hits:containing(query)
  check.self(self, meta, "containing")
  local dictionary = require "lunette.dictionary".from(query)
  local known = {}
  return keep(self, function(hit)
    local doc = hit.doc
    known[doc] = known[doc] or doc:find(dictionary)
    local found = known[doc]
    for i = first_from(found, hit.first), #found do
      if found[i].last <= hit.last then return true end
      if found[i].first > hit.last then return false end
    end
    return false
  end)
end

--- The first `n`.
function Hits:head(n)
  check.self(self, meta, "head")
  return M.new(table.move(self, 1, math.min(n or 10, #self), 1, {}))
end

--- `n` drawn at random, the same ones for the same seed, in text order; with `by` = { columns } up to
--- `n` of each group.
function Hits:sample(n, options)
  check.self(self, meta, "sample")
  options = check.options("sample", options, { by = "table", seed = "number" })
  local random = require "lunette.random".new(options.seed or 1)
  local groups, order = {}, {}
  for i = 1, #self do
    local key = {}
    for k, name in ipairs(options.by or {}) do
      key[k] = tostring(fields.as_key(fields.of_hit(self[i], name)))
    end
    local name = table.concat(key, "\0")
    if not groups[name] then
      groups[name] = {}
      order[#order + 1] = name
    end
    table.insert(groups[name], i)
  end
  local chosen = {}
  for _, name in ipairs(order) do
    for _, i in ipairs(random:sample(groups[name], n)) do chosen[#chosen + 1] = i end
  end
  table.sort(chosen)
  for i, place in ipairs(chosen) do chosen[i] = self[place] end
  return M.new(chosen)
end

--- What makes two hits the same: document and bytes.
local function identity(hit)
  return ("%s\0%s\0%d\0%d"):format(hit.doc.id, hit.doc.part, hit.first, hit.last)
end

local function identities(hits)
  local set = {}
  for i = 1, #hits do set[identity(hits[i])] = true end
  return set
end

--- Those of both lists, each place once; `self` first.
function Hits:union(other)
  check.self(self, meta, "union")
  local seen = identities(self)
  local out = table.move(self, 1, #self, 1, {})
  for i = 1, #other do
    if not seen[identity(other[i])] then out[#out + 1] = other[i] end
  end
  return M.new(out)
end

--- Those whose place is also in `other`.
function Hits:intersect(other)
  check.self(self, meta, "intersect")
  local seen = identities(other)
  return keep(self, function(hit) return seen[identity(hit)] end)
end

--- Those whose place is not in `other`.
function Hits:minus(other)
  check.self(self, meta, "minus")
  local seen = identities(other)
  return keep(self, function(hit) return not seen[identity(hit)] end)
end

--- In the order of columns: "date", or "-date" for falling; ties keep their order.
---@param ... string
function Hits:sort(...)
  check.self(self, meta, "sort")
  local order = require "lunette.order"
  local rows = {}
  for i = 1, #self do rows[i] = { hit = self[i], place = i } end
  order.sort(rows, { ... }, function(row, name) return fields.of_hit(row.hit, name) end)
  for i, row in ipairs(rows) do rows[i] = row.hit end
  return M.new(rows)
end

--- Count by columns: a table with these columns and n, docs; each row opens its hits.
---@param ... string
---@return lunette.Table
function Hits:group(...)
  check.self(self, meta, "group")
  local names = { ... }
  if #names == 0 then error("group needs the name of a column at least", 2) end
  local tables = require "lunette.table"
  local groups, rows = {}, {}
  for i = 1, #self do
    local hit, key, row = self[i], {}, { n = 0, docs = 0 }
    for k, name in ipairs(names) do
      row[name] = fields.as_key(fields.of_hit(hit, name))
      key[k] = tostring(row[name])
    end
    local name = table.concat(key, "\0")
    local group = groups[name]
    if not group then
      group = { row = row, hits = {}, docs = {} }
      groups[name] = group
      rows[#rows + 1] = row
      tables.set_hits(row, function() return M.new(table.move(group.hits, 1, #group.hits, 1, {})) end)
    end
    group.row.n = group.row.n + 1
    if not group.docs[hit.doc.id] then
      group.docs[hit.doc.id] = true
      group.row.docs = group.row.docs + 1
    end
    table.insert(group.hits, hit)
  end
  local columns = table.move(names, 1, #names, 1, {})
  columns[#columns + 1], columns[#columns + 2] = "n", "docs"
  return tables.new(columns, rows):sort("-n", table.unpack(names))
end

--- A line for each hit: doc, the columns asked for, left, node, right. Options: window = { 8, 8 } words,
--- "sentence" or "paragraph"; columns = { names }; node = "cue" or "speaker" of quotations, which leaves out
--- those without.
---@param options table?
---@return lunette.Table
function Hits:kwic(options)
  check.self(self, meta, "kwic")
  local o = check.options("kwic", options, { window = true, columns = "table", node = "string" })
  local kwic, tables = require "lunette.kwic", require "lunette.table"
  check.try(kwic.check_node, o.node)
  local window, rows = check.try(kwic.window, o.window), {}
  for i = 1, #self do
    local hit = self[i]
    local row = kwic.row(hit, window, o.columns or {}, o.node)
    if row then
      rows[#rows + 1] = row
      tables.set_hits(row, function() return M.new { hit } end)
    end
  end
  return tables.new(kwic.columns(o.columns or {}), rows)
end

--- A table of columns: { "id", "doc", "left", "text", "right" } or any field or variable.
---@param columns string[]
---@return lunette.Table
function Hits:table(columns)
  check.self(self, meta, "table")
  local tables = require "lunette.table"
  local rows = {}
  for i = 1, #self do
    local row, hit = {}, self[i]
    for _, name in ipairs(columns) do
      if name == "left" or name == "right" then
        local left, right = hit:around(8, 8)
        row[name] = name == "left" and left or right
      else
        row[name] = fields.of_hit(hit, name)
      end
    end
    rows[i] = row
    tables.set_hits(row, function() return M.new { hit } end)
  end
  return tables.new(columns, rows)
end

--- Write them to a spreadsheet (.csv) for checking by hand, a row a hit with empty columns to fill in;
--- ln.score reads it back. Options: sample = N rows, by = { columns }: N of each value, seed.
---@param path string
---@param options table?
function Hits:save_check(path, options)
  check.self(self, meta, "save_check")
  local o = check.options("save_check", options, { sample = "number", by = "table", seed = "number" })
  require "lunette.checked".save(self, path, o)
  return self
end

return M
