--- What a script's `map` gathers: counts, sums, extremes, distinct values, rows. Two tallies merge to
--- the same result in any order; values and keys are plain, so that a part can travel.
local check = require "lunette.check"
local core = require "lunette.core"
local fields = require "lunette.fields"
local hits = require "lunette.hits"
local kwic = require "lunette.kwic"
local order = require "lunette.order"
local suggest = require "lunette.suggest"

local M = {}
M.__index = M

--- A group of one operation: its key, and what was gathered under it.
---@class lunette.Group
---@field key any[]
---@field n integer
---@field docs integer
---@field last integer       number of the document counted last
---@field documents integer[]  numbers of the documents behind it
---@field hits lunette.Hit[]  the hits themselves, in a tally that keeps evidence

local function empty()
  return { count = {}, add = {}, min = {}, max = {}, distinct = {}, hits = {}, base = {}, names = {} }
end

--- A new tally. One that keeps `evidence` holds the hits themselves: for a few documents only.
---@param evidence boolean?
function M.new(evidence)
  return setmetatable({ groups = empty(), rows = {}, docs = 0, by = false, document = 0, known = {},
    evidence = evidence or false, given = 0, sink = false, offered = {}, word_options = false,
    word_documents = {}, visit = false, groupings = {}, pairs = {}, weighted = false, discarded = 0,
    undated = 0, name_options = false, wanted = false, odd_marks = 0 }, M)
end

local function is_hit(value)
  return getmetatable(value) == "lunette.hit"
end

--- A key as one string; 1 and "1" are two keys.
local function name_of(key)
  local parts = {}
  for i, value in ipairs(key) do
    parts[i] = (type(value) == "string" and "s" or "") .. tostring(value)
  end
  return table.concat(parts, "\0")
end

local function group_of(self, kind, key)
  local name = name_of(key)
  local group = self.groups[kind][name]
  if not group then
    group = { key = key, n = 0, docs = 0, last = 0, documents = {}, hits = {} }
    self.groups[kind][name] = group
  end
  return group
end

--- Count `n` for the group, one unless given; `hit` (may be nil) is the evidence.
local function note(self, group, hit, n)
  group.n = group.n + (n or 1)
  if group.last ~= self.document then
    group.last, group.docs = self.document, group.docs + 1
    group.documents[group.docs] = self.document
  end
  if hit and self.evidence then group.hits[#group.hits + 1] = hit end
end

local PLAIN <const> = { string = true, number = true, boolean = true, ["nil"] = true }

--- Arguments as a key: hits are evidence, not key; nil is a group of its own.
local function key_of(what, ...)
  local key, evidence = {}, nil
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    if is_hit(value) then
      evidence = value
    elseif PLAIN[type(value)] then
      key[#key + 1] = fields.as_key(value)
    else
      error(("out:%s: a key is a string, number or boolean, not a %s"):format(what, type(value)), 3)
    end
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
  local key, hit = key_of("count", ...)
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

--- The float nearest to the sum of partials, whatever they were made from; a tie is decided by what
--- lies below (as CPython's math.fsum does).
local function round_partials(partials)
  local i = #partials
  local high, low = partials[i] or 0.0, 0.0
  while i > 1 and low == 0 do
    i = i - 1
    local x, y = high, partials[i]
    high = x + y
    low = y - (high - x)
  end
  local below = i > 1 and partials[i - 1] or 0.0
  if low < 0 and below < 0 or low > 0 and below > 0 then
    local y = low * 2
    local x = high + y
    if y == x - high then high = x end
  end
  return high
end

local HALF <const> = 1 << 32 -- both halves of a whole number are floats without loss

local function sum_of(group)
  if group.endless then return group.endless end
  if round_partials(group.partials) == 0 then return group.whole end
  local partials = table.move(group.partials, 1, #group.partials, 1, {})
  local high = group.whole // HALF
  add_exactly(partials, high * (HALF + 0.0))
  add_exactly(partials, group.whole - high * HALF + 0.0)
  return round_partials(partials)
end

local function check_number(x, what)
  if type(x) ~= "number" then
    error(("out:%s: a number, not a %s"):format(what, type(x)), 4)
  end
  if x ~= x then error(("out:%s: the number is undefined (0/0)"):format(what), 4) end
end

local function add_number(group, x)
  group.whole, group.partials = group.whole or 0, group.partials or {}
  if math.type(x) == "integer" then
    group.whole = group.whole + x
  elseif x == math.huge or x == -math.huge then
    group.endless = (group.endless or 0) + x
  else
    add_exactly(group.partials, x)
  end
end

--- out:add(x, ...): sum of x by key.
function Out:add(x, ...)
  check.self(self, M.Out, "add")
  check_number(x, "add")
  local key, hit = key_of("add", ...)
  local group = group_of(self.tally, "add", key)
  note(self.tally, group, hit)
  add_number(group, x)
end

local function keep_extreme(self, kind, x, ...)
  check_number(x, kind)
  local key, hit = key_of(kind, ...)
  local group = group_of(self.tally, kind, key)
  note(self.tally, group, hit)
  x = x + 0 -- no negative zero, so that the order does not matter
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
  local key, hit = key_of("distinct", ...)
  local group = group_of(self.tally, "distinct", key)
  note(self.tally, group, hit)
  group.values = group.values or {}
  group.values[name_of { fields.as_key(value) }] = true
end

--- Keep a row, or pass it on at once where the result can be written as it comes.
local function add_row(self, row, hit)
  self.given = self.given + 1
  if self.sink then
    self.sink(row)
  else
    self.rows[#self.rows + 1] = { self.document, row, self.evidence and hit or hit ~= nil }
  end
end

--- Raise when a field of the row is no column of a script that declares columns: it would be lost.
local function check_fields(row, columns)
  if not columns[1] or #columns[1] == 0 then return end
  local known = columns.known
  if not known then
    known = {}
    for _, list in ipairs(columns) do
      for _, name in ipairs(list) do known[name] = true end
    end
    columns.known = known
  end
  for name in next, row do
    if not known[name] then
      error(("out:row: no column '%s'%s; columns: %s"):format(tostring(name),
        suggest.hint(tostring(name), columns[1]), table.concat(columns[1], ", ")), 3)
    end
  end
end

--- out:row{...}: a row of the result: fields by column name.
function Out:row(row)
  check.self(self, M.Out, "row")
  if type(row) ~= "table" then error("out:row: a table of fields", 2) end
  check_fields(row, self.columns)
  add_row(self.tally, row, nil)
end

--- Columns of a concordance that are made of the words around its hit.
local LINE <const> = { left = true, node = true, right = true }

--- A hit as a row of the script's columns; `line` has those of a concordance.
local function row_of(hit, columns, line)
  local row = line or {}
  for _, list in ipairs(columns) do
    for _, name in ipairs(list) do
      if not (line and LINE[name]) then row[name] = fields.of_hit(hit, name) end
    end
  end
  -- what is no date is left empty: programs that read the row expect a date there
  if row.date == "(none)" then row.date = nil end
  return row
end

--- The names of columns that belong to documents: groups by them also say how much there was to read.
local function document_names(columns)
  local names = {}
  for _, name in ipairs(columns) do
    if not fields.is_hit(name) and not LINE[name] then names[#names + 1] = name end
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

--- Which of the columns `names` some document has; and, while one is missing, what documents have instead.
local function note_names(self, doc, names)
  self.wanted = names
  for _, name in ipairs(names) do
    if not self.known[name] then
      if fields.of_document(doc, name) ~= nil then
        self.known[name] = true
      else
        for _, other in ipairs(fields.names_of(doc)) do self.offered[other] = true end
      end
    end
  end
end

--- Columns of hits that the core counts by; the number is its place among the grouping's columns.
local COUNTED <const> = { key = 1, entry = 2, rule = 3, form = 4, code = 5, text = 7 }

--- Which of the columns `by` the core counts by; nil when some other column is the hit's own.
local function counted(by)
  local names = {}
  for _, name in ipairs(by) do
    if COUNTED[name] then names[#names + 1] = name
    elseif fields.is_hit(name) then return nil end
  end
  return names
end

--- The core's grouping of hits for the columns `by`, kept with the tally: one for each dictionary.
local function grouping_of(self, dictionary, by)
  local known = self.groupings[dictionary]
  if known == nil then
    local names = counted(by)
    if names and self.weighted then names[#names + 1] = "entry" end
    known = names and { core = core.grouping(dictionary, table.unpack(names)), keys = {},
      weights = {} } or false
    self.groupings[dictionary] = known
  end
  return known
end

--- The tally's group for a group of the core, in documents whose own columns are `values`.
local function counted_group(self, grouping, number, by, values)
  local columns, key = { grouping.core:columns(number) }, {}
  for i, name in ipairs(by) do
    local value = values[i]
    if COUNTED[name] then value = fields.as_key(columns[COUNTED[name]]) end
    key[i] = value
  end
  grouping.weights[number] = columns[6]
  return group_of(self, "hits", key)
end

--- The columns of the document that `by` names, by place, and the same as a string.
local function document_columns(doc, by)
  local values = {}
  for i, name in ipairs(by) do
    values[i] = COUNTED[name] and "" or fields.as_key(fields.of_document(doc, name))
  end
  return values, name_of(values)
end

--- Count a batch by the core's groups: no object is made of a hit.
local function count_batch(self, doc, batch, by, grouping)
  local pairs_of, values, name = self.pairs, document_columns(doc, by)
  local groups = grouping.keys[name] or {}
  grouping.keys[name] = groups
  for i = 1, 2 * grouping.core:count(batch, pairs_of), 2 do
    local number = pairs_of[i]
    local group = groups[number] or counted_group(self, grouping, number, by, values)
    groups[number] = group
    note(self, group, nil, pairs_of[i + 1])
    if self.weighted then add_number(group, grouping.weights[number] * pairs_of[i + 1]) end
  end
end

local NOTHING <const> = {}

--- What a search says besides its hits.
local function note_batch(self, batch)
  local discarded, undated = batch:discarded()
  self.discarded = self.discarded + discarded
  if undated then self.undated = self.undated + 1 end
end

--- out:hits(list, by): every hit a row of the script's columns; or, with `by` = { columns }, counts:
--- n, docs, of_docs, words, per_million. Options: weights = true adds the column weight, the sum of the
--- weights that the dictionary gives its entries.
---@param list lunette.Hits
---@param by string[]?
---@param options table?
function Out:hits(list, by, options)
  check.self(self, M.Out, "hits")
  local o = options and check.options("out:hits", options, { weights = "boolean" }) or NOTHING
  local tally = self.tally
  local batch = hits.batch_of(list)
  if batch then note_batch(tally, batch) end
  tally.odd_marks = tally.odd_marks + hits.odd_marks_of(list)
  if not by then
    for i = 1, #list do add_row(tally, row_of(list[i], self.columns), list[i]) end
    return
  end
  tally.by, tally.weighted = by, o.weights or false
  local names = document_names(by)
  note_base(tally, self.doc, names)
  note_names(tally, self.doc, names)
  local dictionary = batch and not tally.evidence and batch:dictionary()
  local grouping = dictionary and grouping_of(tally, dictionary, by)
  if grouping then return count_batch(tally, self.doc, batch, by, grouping) end
  for i = 1, #list do
    local key = {}
    for k, name in ipairs(by) do key[k] = fields.as_key(fields.of_hit(list[i], name)) end
    local group = group_of(tally, "hits", key)
    note(tally, group, list[i])
    if tally.weighted then add_number(group, list[i].weight) end
  end
end

--- out:lines(list, options): every hit a line of a concordance: a row of the script's columns, of which
--- left, node and right are the words around it. Options: window, node as hits:kwic; a hit without such a
--- node has no line.
---@param list lunette.Hits
---@param options table?
function Out:lines(list, options)
  check.self(self, M.Out, "lines")
  local o = check.options("out:lines", options, { window = true, node = "string" })
  check.try(kwic.check_node, o.node)
  local window = check.try(kwic.window, o.window)
  if not self.columns.of_documents then self.columns.of_documents = document_names(self.columns[1]) end
  note_names(self.tally, self.doc, self.columns.of_documents)
  for i = 1, #list do
    local hit = list[i]
    local left, node, right = kwic.around(hit, window, o.node)
    if left then
      add_row(self.tally, row_of(hit, self.columns, { left = left, node = node, right = right }), hit)
    end
  end
end

--- The columns asked for that no document has, with hints.
---@return string[]
function M:complaints()
  local out, offered = {}, {}
  for name in next, self.offered do offered[#offered + 1] = name end
  table.sort(offered)
  for _, name in ipairs(self.docs > 0 and self.wanted or {}) do
    if not self.known[name] then
      out[#out + 1] = ("no document has a %s%s"):format(name, suggest.hint(name, offered))
    end
  end
  return out
end

--- What a person should know of the hits.
---@return string[]
function M:remarks()
  local out = {}
  if self.discarded > 0 then
    out[1] = ("%d %s discarded"):format(self.discarded, self.discarded == 1 and "hit was" or "hits were")
  end
  if self.odd_marks > 0 then
    out[#out + 1] = ("%d quotation %s no other half: such a passage ends with its paragraph"):format(
      self.odd_marks, self.odd_marks == 1 and "mark has" or "marks have")
  end
  if self.undated > 0 then
    out[#out + 1] = ("%d %s no date: dated codes do not hold there"):format(self.undated,
      self.undated == 1 and "document states" or "documents state")
  end
  return out
end

--- out:words(doc, options): count the words of the document; options as corpus:freq.
---@param doc lunette.Document
---@param options table?
function Out:words(doc, options)
  check.self(self, M.Out, "words")
  local tally = self.tally
  if tally.evidence then
    if tally.visit then tally.visit(doc) end
    return
  end
  tally.counter = tally.counter or require "lunette.frequency".new(options)
  tally.word_options = tally.word_options or options or {}
  local numbers = tally.word_documents
  tally.counter:add(doc, numbers[#numbers] == tally.document)
  if numbers[#numbers] ~= tally.document then numbers[#numbers + 1] = tally.document end
end

--- out:names(doc, dictionary, options): count the names that the dictionary does not cover. Options:
--- least = how often a name occurs at least.
---@param doc lunette.Document
---@param dictionary lunette.Dictionary
---@param options table?
function Out:names(doc, dictionary, options)
  check.self(self, M.Out, "names")
  local tally = self.tally
  tally.name_options = { least = options and options.least, dictionary = dictionary }
  self:words(doc, { case = true })
  if tally.evidence then return end
  require "lunette.names".gather(doc, dictionary, function(name, first_word, is_initial, make)
    local group = group_of(tally, "names", { name, is_initial and "initial" or "inside", first_word })
    if not group.example then group.example, group.example_document = make(), tally.document end
    note(tally, group, nil)
  end)
end

--- Whether the result is a table of counts, to be written at the end.
function M:is_counted()
  return self.by ~= false or self.name_options ~= false
end

--- Begin document number `number`: what `out` gathers now belongs to it.
function M:begin(number)
  self.document = number
  self.docs = self.docs + 1
end

local function merge_group(into, from)
  into.n, into.docs = into.n + from.n, into.docs + from.docs
  into.words = into.words and into.words + (from.words or 0) or from.words
  table.move(from.documents, 1, #from.documents, #into.documents + 1, into.documents)
  if from.whole then
    into.whole, into.partials = (into.whole or 0) + from.whole, into.partials or {}
    for _, x in ipairs(from.partials) do add_exactly(into.partials, x) end
    if from.endless then into.endless = (into.endless or 0) + from.endless end
  end
  if from.example and (not into.example or from.example_document < into.example_document) then
    into.example, into.example_document = from.example, from.example_document
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
  if other.counter then
    self.counter = self.counter or require "lunette.core".frequency()
    self.counter:merge(other.counter)
    self.word_options = self.word_options or other.word_options
    table.move(other.word_documents, 1, #other.word_documents, #self.word_documents + 1,
      self.word_documents)
  end
  table.move(other.rows, 1, #other.rows, #self.rows + 1, self.rows)
  for name in next, other.known do self.known[name] = true end
  for name in next, other.offered do self.offered[name] = true end
  self.docs, self.by = self.docs + other.docs, self.by or other.by
  self.weighted = self.weighted or other.weighted
  self.name_options = self.name_options or other.name_options
  self.discarded, self.undated = self.discarded + other.discarded, self.undated + other.undated
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
  for _, group in ipairs(list) do table.sort(group.documents) end
  return list
end

--- Rows in the order of their documents.
function M:sorted_rows()
  return order.sort(self.rows, { "document" }, function(row) return row[1] end)
end

M.sum_of = sum_of
M.name_of = name_of
M.document_names = document_names

return M
