--- What a script's `report` gets: a tally as tables.
local hits = require "lunette.hits"
local period = require "lunette.period"
local tables = require "lunette.table"
local tally_module = require "lunette.tally"

local M = {}

--- Column names of a key of `width` parts: the script's, or k1, k2, ...
local function key_columns(script, width)
  local columns = {}
  for i = 1, width do columns[i] = script.columns and script.columns[i] or "k" .. i end
  return columns
end

--- How a row's hits are found again: its documents are mapped once more, into a tally that keeps them;
--- `pick` takes them out of it.
---@param documents integer[]
---@param pick fun(tally: lunette.Tally, number: integer?): lunette.Hit[]
local function opener(self, documents, pick)
  return function(number)
    if #documents == 0 then return hits.new {} end
    if not self.reopen then error("the documents behind this row are not at hand", 3) end
    return hits.new(pick(self.reopen(documents), number))
  end
end

--- The same for a group.
local function group_opener(self, kind, group)
  local name = tally_module.name_of(group.key)
  return opener(self, group.documents, function(tally) return tally.groups[kind][name].hits end)
end

--- A table of one kind of group, with the columns that `fill` adds to each row.
local function group_table(self, kind, extra, fill)
  local rows, width = {}, 0
  for i, group in ipairs(self.tally:sorted(kind)) do
    width = math.max(width, #group.key)
    local row = {}
    local columns = key_columns(self.script, #group.key)
    for k, value in ipairs(group.key) do row[columns[k]] = value end
    fill(row, group)
    rows[i] = row
    tables.set_hits(row, group_opener(self, kind, group))
  end
  local columns = key_columns(self.script, width)
  table.move(extra, 1, #extra, #columns + 1, columns)
  return tables.new(columns, rows)
end

--- A table with the columns that a script declares.
---@param script lunette.Script
---@param rows table[]
function M.table_of(script, rows)
  return tables.new(script.columns or {}, rows, { show = script.show, machine = script.machine,
    json = script.json })
end

local kinds = {}

function kinds.count(self)
  return group_table(self, "count", { "n", "docs" }, function(row, group)
    row.n, row.docs = group.n, group.docs
  end)
end

function kinds.add(self)
  return group_table(self, "add", { "sum", "n" }, function(row, group)
    row.sum, row.n = tally_module.sum_of(group), group.n
  end)
end

function kinds.min(self)
  return group_table(self, "min", { "min" }, function(row, group) row.min = group.value end)
end

function kinds.max(self)
  return group_table(self, "max", { "max" }, function(row, group) row.max = group.value end)
end

function kinds.distinct(self)
  return group_table(self, "distinct", { "distinct" }, function(row, group)
    row.distinct = 0
    for _ in next, group.values do row.distinct = row.distinct + 1 end
  end)
end

--- The hit that the n-th row of a document was made of.
local function pick_hit(tally, n)
  return { tally.rows[n][3] }
end

--- Rows as the script made them. A row that was made of a hit opens it: the n-th of its document.
function kinds.row(self)
  local rows, document, open, n = {}, false, nil, 0
  for i, entry in ipairs(self.tally:sorted_rows()) do
    if entry[1] ~= document then
      document, n = entry[1], 0
      open = opener(self, { document }, pick_hit)
    end
    n = n + 1
    rows[i] = entry[2]
    if entry[3] then tables.set_hits(entry[2], open, n) end
  end
  return M.table_of(self.script, rows)
end

local function base_of(self, row, names)
  local key = {}
  for i, name in ipairs(names) do key[i] = row[name] end
  local group = self.tally.groups.base[tally_module.name_of(key)]
  return group and group.docs or 0, group and group.words or 0
end

--- Every period from the first to the last that any document has.
local function all_periods(self, names)
  local at, values = nil, {}
  for i, name in ipairs(names) do
    if name == self.fill then at = i end
  end
  for _, group in next, self.tally.groups.base do values[#values + 1] = group.key[at] end
  return period.all(self.fill, values)
end

--- A row's values but for the period, as one string.
local function rest_of(self, row, by)
  local parts = {}
  for _, name in ipairs(by) do
    if name ~= self.fill then parts[#parts + 1] = row[name] end
  end
  return tally_module.name_of(parts)
end

--- What has rows: every group of hits; and of documents, when the columns are all theirs.
local function series(self, rows, by, names)
  local models, known = {}, {}
  local function add(row)
    local rest = rest_of(self, row, by)
    models[rest] = models[rest] or row
    return rest
  end
  for _, row in ipairs(rows) do known[add(row) .. "\0" .. tostring(row[self.fill])] = true end
  if #names == #by then
    for _, group in next, self.tally.groups.base do
      local row = {}
      for i, name in ipairs(names) do row[name] = group.key[i] end
      add(row)
    end
  end
  return models, known
end

--- Rows for the periods without a hit: 0 where there were documents, empty where there were none.
local function fill_periods(self, rows, by, names)
  local models, known = series(self, rows, by, names)
  for _, value in ipairs(all_periods(self, names)) do
    for rest, model in next, models do
      if not known[rest .. "\0" .. value] then
        local row = {}
        for _, name in ipairs(by) do row[name] = model[name] end
        row[self.fill] = value
        row.of_docs, row.words = base_of(self, row, names)
        if row.of_docs > 0 then row.n, row.docs, row.per_million = 0, 0, 0.0 end
        if row.of_docs > 0 and self.tally.weighted then row.weight = 0 end
        rows[#rows + 1] = row
        tables.set_hits(row, function() return hits.new {} end)
      end
    end
  end
end

--- Counts of hits by columns, with how much there was to read.
local function by_table(self)
  local by = self.tally.by
  local names, rows = tally_module.document_names(by), {}
  for i, group in ipairs(self.tally:sorted "hits") do
    local row = {}
    for k, name in ipairs(by) do row[name] = group.key[k] end
    row.n, row.docs = group.n, group.docs
    if self.tally.weighted then row.weight = tally_module.sum_of(group) end
    row.of_docs, row.words = base_of(self, row, names)
    row.per_million = row.words > 0 and row.n * 1e6 / row.words or nil
    rows[i] = row
    tables.set_hits(row, group_opener(self, "hits", group))
  end
  local columns = table.move(by, 1, #by, 1, {})
  for _, name in ipairs { "n", "docs", "of_docs", "words", "per_million" } do
    columns[#columns + 1] = name
  end
  if self.tally.weighted then columns[#columns + 1] = "weight" end
  if not self.fill then return tables.new(columns, rows):sort("-n", table.unpack(by)) end
  fill_periods(self, rows, by, names)
  local keys = { self.fill }
  for _, name in ipairs(by) do
    if name ~= self.fill then keys[#keys + 1] = name end
  end
  return tables.new(columns, rows):sort(table.unpack(keys))
end

--- Names that no dictionary covers.
local function names_table(self)
  local tally = self.tally
  return require "lunette.names".table(tally.groups.names, tally.counter, tally.name_options, self.reopen)
end

--- Hits: rows, names, or counts when the script asked for them by columns.
function kinds.hits(self)
  if self.tally.by then return by_table(self) end
  if self.tally.name_options then return names_table(self) end
  return kinds.row(self)
end

--- Words counted by out:words, as a table; options { least =, most = }.
local function words(self, options)
  local frequency = require "lunette.frequency"
  local tally, o = self.tally, {}
  for name, value in next, tally.word_options or {} do o[name] = value end
  for name, value in next, options or {} do o[name] = value end
  return frequency.table(tally.counter or frequency.new(), o, self.reopen and function(visit)
    self.reopen(tally.word_documents, visit)
  end)
end

local Result = { __name = "lunette.Result" }

function Result.__index(self, name)
  if name == "words" then return words end
  local make = kinds[name]
  if not make then error(("a result has no '%s'"):format(tostring(name)), 2) end
  local made = make(self)
  rawset(self, name, made)
  return made
end

--- The tables of a tally. `options.reopen` maps documents, by their numbers, into a tally that keeps
--- the hits; `options.fill` = "month" adds the months without a hit; so day, week, year.
---@param tally lunette.Tally
---@param script table
---@param options table
function M.new(tally, script, options)
  return setmetatable({ tally = tally, script = script, reopen = options.reopen or false,
    fill = options.fill or false }, Result)
end

return M
