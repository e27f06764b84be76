--- What a script's `map` gathers: counts, sums, extremes, distinct values, rows. Two tallies merge to
--- the same result in any order; values and keys are plain, so that a part can travel.
local check = require "lunette.check"
local fields = require "lunette.fields"
local order = require "lunette.order"

local M = {}
M.__index = M

--- A group of one operation: its key, and what was gathered under it.
---@class lunette.Group
---@field key any[]
---@field n integer
---@field docs integer
---@field last integer       number of the document counted last
---@field places table[]     { document number, part, first, last } of the hits behind it

local function empty()
  return { count = {}, add = {}, min = {}, max = {}, distinct = {}, hits = {}, base = {} }
end

--- A new tally.
function M.new()
  return setmetatable({ groups = empty(), rows = {}, docs = 0, words = 0, by = false,
    document = 0 }, M)
end

local function is_hit(value)
  return getmetatable(value) == "lunette.hit"
end

local function name_of(key)
  local parts = {}
  for i = 1, key.n or #key do parts[i] = tostring(key[i]) end
  return table.concat(parts, "\0")
end

local function group_of(self, kind, key)
  local name = name_of(key)
  local group = self.groups[kind][name]
  if not group then
    group = { key = key, n = 0, docs = 0, last = 0, places = {} }
    self.groups[kind][name] = group
  end
  return group
end

--- Count one for the group; `hit` (may be nil) is the evidence.
local function note(self, group, hit)
  group.n = group.n + 1
  if group.last ~= self.document then
    group.last, group.docs = self.document, group.docs + 1
  end
  if hit then
    group.places[#group.places + 1] = { self.document, hit.doc.part, hit.first, hit.last }
  end
end

--- Arguments as a key: hits are evidence, not key; nil is a group of its own.
local function key_of(...)
  local key, evidence = {}, nil
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    if is_hit(value) then evidence = value else key[#key + 1] = fields.as_key(value) end
  end
  return key, evidence
end

--- What `map` gets as `out`.
---@class lunette.Out
local Out = {}
M.Out = { __index = Out, __name = "lunette.Out" }

--- out:count(hit?, ...): one more of this key. A hit among the arguments is its evidence.
function Out:count(...)
  check.self(self, M.Out, "count")
  local key, hit = key_of(...)
  note(self.tally, group_of(self.tally, "count", key), hit)
end

--- Sums are exact until the end (Shewchuk's partials), so that their order does not matter.
local function add_exactly(partials, x)
  local kept = 0
  for i = 1, #partials do
    local y = partials[i]
    if math.abs(x) < math.abs(y) then x, y = y, x end
    local high = x + y
    local low = y - (high - x)
    if low ~= 0 then
      kept = kept + 1
      partials[kept] = low
    end
    x = high
  end
  for i = #partials, kept + 1, -1 do partials[i] = nil end
  partials[kept + 1] = x
end

local function sum_of(group)
  local sum = group.whole
  local rest = 0.0
  for _, partial in ipairs(group.partials) do rest = rest + partial end
  if rest == 0 then return sum end
  return sum + rest
end

local function check_number(x, what)
  if type(x) ~= "number" then
    error(("out:%s: a number, not a %s"):format(what, type(x)), 3)
  end
end

local function add_number(group, x)
  group.whole, group.partials = group.whole or 0, group.partials or {}
  if math.type(x) == "integer" then group.whole = group.whole + x
  else add_exactly(group.partials, x) end
end

--- out:add(x, ...): sum of x by key.
function Out:add(x, ...)
  check.self(self, M.Out, "add")
  check_number(x, "add")
  local key, hit = key_of(...)
  local group = group_of(self.tally, "add", key)
  note(self.tally, group, hit)
  add_number(group, x)
end

local function keep_extreme(self, kind, x, ...)
  check_number(x, kind)
  local key, hit = key_of(...)
  local group = group_of(self.tally, kind, key)
  note(self.tally, group, hit)
  group.value = group.value and math[kind](group.value, x) or x
end

--- out:min(x, ...): the least x by key.
function Out:min(x, ...)
  check.self(self, M.Out, "min")
  keep_extreme(self, "min", x, ...)
end

--- out:max(x, ...): the greatest x by key.
function Out:max(x, ...)
  check.self(self, M.Out, "max")
  keep_extreme(self, "max", x, ...)
end

--- out:distinct(v, ...): how many different values by key.
function Out:distinct(value, ...)
  check.self(self, M.Out, "distinct")
  local key, hit = key_of(...)
  local group = group_of(self.tally, "distinct", key)
  note(self.tally, group, hit)
  group.values = group.values or {}
  group.values[tostring(fields.as_key(value))] = true
end

--- out:row{...}: a row of the result: fields by column name.
function Out:row(row)
  check.self(self, M.Out, "row")
  if type(row) ~= "table" then error("out:row: a table of fields", 2) end
  local tally = self.tally
  tally.rows[#tally.rows + 1] = { tally.document, row }
end

--- A hit as a row of the script's columns.
local function row_of(hit, columns)
  local row = {}
  for _, list in ipairs(columns) do
    for _, name in ipairs(list) do row[name] = fields.of_hit(hit, name) end
  end
  -- what is no date is left empty: programs that read the row expect a date there
  if row.date == "(none)" then row.date = nil end
  return row
end

--- The names of `by` that belong to documents: their groups also say how much there was to read.
local function document_names(by)
  local names = {}
  for _, name in ipairs(by) do
    if not fields.is_hit(name) then names[#names + 1] = name end
  end
  return names
end

--- Count the document itself for the document columns of `by`.
local function note_base(self, doc, names)
  local key = {}
  for i, name in ipairs(names) do key[i] = fields.as_key(fields.of_document(doc, name)) end
  local group = group_of(self, "base", key)
  group.words = (group.words or 0) + doc:word_count()
  -- the parts of one document count it once
  if group.last ~= self.document then group.last, group.docs = self.document, group.docs + 1 end
end

--- out:hits(list, by): every hit a row of the script's columns; or, with `by` = { columns }, counts:
--- n, docs, of_docs, words, per_million.
---@param list lunette.Hits
---@param by string[]?
function Out:hits(list, by)
  check.self(self, M.Out, "hits")
  local tally = self.tally
  if not by then
    for i = 1, #list do
      local place = { tally.document, list[i].doc.part, list[i].first, list[i].last }
      tally.rows[#tally.rows + 1] = { tally.document, row_of(list[i], self.columns), place }
    end
    return
  end
  tally.by = by
  note_base(tally, self.doc, document_names(by))
  for i = 1, #list do
    local key = {}
    for k, name in ipairs(by) do key[k] = fields.as_key(fields.of_hit(list[i], name)) end
    note(tally, group_of(tally, "hits", key), list[i])
  end
end

--- Begin document number `number`: what `out` gathers now belongs to it.
function M:begin(number)
  self.document = number
  self.docs = self.docs + 1
end

local function merge_group(into, from)
  into.n, into.docs = into.n + from.n, into.docs + from.docs
  into.words = into.words and into.words + (from.words or 0) or from.words
  table.move(from.places, 1, #from.places, #into.places + 1, into.places)
  if from.whole then
    into.whole, into.partials = (into.whole or 0) + from.whole, into.partials or {}
    for _, x in ipairs(from.partials) do add_exactly(into.partials, x) end
  end
  for value in next, from.values or {} do
    into.values = into.values or {}
    into.values[value] = true
  end
end

--- Take the other tally's documents in: no document may be in both.
---@param other lunette.Tally
function M:merge(other)
  for kind, groups in next, other.groups do
    for _, from in next, groups do
      local into = group_of(self, kind, from.key)
      merge_group(into, from)
      if from.value then
        into.value = into.value and math[kind](into.value, from.value) or from.value
      end
    end
  end
  table.move(other.rows, 1, #other.rows, #self.rows + 1, self.rows)
  self.docs, self.by = self.docs + other.docs, self.by or other.by
end

--- Groups of one kind in the order of their keys.
function M:sorted(kind)
  local list = {}
  for _, group in next, self.groups[kind] do list[#list + 1] = group end
  table.sort(list, function(a, b)
    for i = 1, math.max(#a.key, #b.key) do
      local c = order.compare(a.key[i], b.key[i])
      if c ~= 0 then return c < 0 end
    end
    return false
  end)
  for _, group in ipairs(list) do
    table.sort(group.places, function(p, q)
      for i = 1, 4 do
        if p[i] ~= q[i] then return order.compare(p[i], q[i]) < 0 end
      end
      return false
    end)
  end
  return list
end

--- Rows in the order of their documents.
function M:sorted_rows()
  local places = {}
  for i, row in ipairs(self.rows) do places[row] = i end
  table.sort(self.rows, function(a, b)
    if a[1] ~= b[1] then return a[1] < b[1] end
    return places[a] < places[b]
  end)
  return self.rows
end

M.sum_of = sum_of
M.document_names = document_names

--- An `out` that only gathers the hits it is given: to find again what a row stands for.
---@return lunette.Out, lunette.Hit[]
function M.collector()
  local found = {}
  local function gather(_, ...)
    for i = 1, select("#", ...) do
      local value = select(i, ...)
      if is_hit(value) then found[#found + 1] = value end
    end
  end
  local methods = { row = function() end }
  for _, name in ipairs { "count", "add", "min", "max", "distinct" } do methods[name] = gather end
  function methods.hits(_, list) table.move(list, 1, #list, #found + 1, found) end
  return methods, found
end

return M
