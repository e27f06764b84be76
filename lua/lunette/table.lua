--- Tables: rows with named columns, and behind every row the hits it stands for. Methods return new
--- tables; rows are shared.
local check = require "lunette.check"
local fields = require "lunette.fields"
local kwic = require "lunette.kwic"
local order = require "lunette.order"
local suggest = require "lunette.suggest"
local text = require "lunette.text"

---@class lunette.Table
---@field columns string[]
---@field [integer] table<string, any>
local Table = {}
local meta = { __name = "lunette.Table" }

local M = { methods = Table }

--- What opens a row's evidence, and which of it is the row's own; weak, so that a row that is gone takes
--- it along.
local evidence, numbers = setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "k" })

local row_meta = {
  __index = {
    --- The hits that this row stands for.
    ---@return lunette.Hits
    hits = function(row)
      local open = evidence[row]
      if not open then error("this row was computed from others and has no hits of its own", 2) end
      return open(numbers[row])
    end,
  },
}

--- Say how the hits behind a row are found. Rows may share `open`: it is called with the row's `number`.
---@param row table
---@param open fun(number: integer?): lunette.Hits
---@param number integer?
function M.set_hits(row, open, number)
  evidence[row], numbers[row] = open, number
end

function meta.__index(_, name)
  local method = Table[name]
  if method == nil and type(name) ~= "number" then
    error(("a table has no '%s'"):format(tostring(name)), 2)
  end
  return method
end

function meta.__tostring(self)
  return require "lunette.writer".to_string(self, "table", { rows = 20 })
end

--- A table of rows (tables with fields by column name). Options: `show` = the columns that a person
--- sees; `machine` = columns that csv, tsv and json carry besides; `json` = columns that json carries
--- besides those.
---@param columns string[]
---@param rows table[]
---@param options table?
---@return lunette.Table
function M.new(columns, rows, options)
  options = options or {}
  local self = { columns = columns, show_columns = options.show or false,
    machine_columns = options.machine or {}, json_columns = options.json or {} }
  for i, row in ipairs(rows) do self[i] = setmetatable(row, row_meta) end
  return setmetatable(self, meta)
end

function M.is(value)
  return getmetatable(value) == meta
end

--- A table with the same columns and other rows.
local function derive(self, rows)
  return M.new(self.columns, rows, { show = self.show_columns, machine = self.machine_columns,
    json = self.json_columns })
end

local function has_column(self, name)
  for _, list in ipairs { self.columns, self.machine_columns, self.json_columns } do
    for _, column in ipairs(list) do
      if column == name then return true end
    end
  end
  return false
end

local function check_column(self, name, what, level)
  if has_column(self, name) then return end
  error(("%s: no column '%s'%s; columns: %s"):format(what, tostring(name),
    suggest.hint(tostring(name), self.columns), table.concat(self.columns, ", ")), level or 3)
end

--- The first `n` rows.
function Table:head(n)
  check.self(self, meta, "head")
  return derive(self, table.move(self, 1, math.min(n or 10, #self), 1, {}))
end

--- `n` rows drawn at random, the same for the same seed, in their order.
function Table:sample(n, seed)
  check.self(self, meta, "sample")
  local random = require "lunette.random".new(seed or 1)
  return derive(self, random:sample(table.move(self, 1, #self, 1, {}), n))
end

--- Whether the table is a concordance, which can be sorted by the words around the node.
local function has_lines(self)
  return has_column(self, "left") and has_column(self, "node") and has_column(self, "right")
end

--- Raise unless the table can be sorted by these columns.
---@param self lunette.Table
---@param keys string[]
function M.check_sort(self, keys)
  local lines = has_lines(self)
  for _, key in ipairs(keys) do
    local name = key:gsub("^%-", "")
    if not (lines and kwic.is_key(name)) then check_column(self, name, "sort", 0) end
  end
end

--- In the order of columns: "month", or "-n" for falling; a concordance also by the words on its left and
--- right: "R1", "L2".
---@param ... string
function Table:sort(...)
  check.self(self, meta, "sort")
  check.try(M.check_sort, self, { ... })
  local rows, lines = table.move(self, 1, #self, 1, {}), has_lines(self)
  return derive(self, order.sort(rows, { ... }, function(row, name)
    return lines and kwic.key_of(row, name) or rawget(row, name)
  end))
end

--- All hits behind some rows, in their order.
local function all_hits(rows)
  return function()
    local out = {}
    for _, row in ipairs(rows) do
      local hits = row:hits()
      table.move(hits, 1, #hits, #out + 1, out)
    end
    return require "lunette.hits".new(out)
  end
end

--- A value as it is compared: text in any case.
local function folded(value)
  return type(value) == "string" and "s" .. text.fold(value) or tostring(value)
end

local function copy(list)
  return table.move(list, 1, #list, 1, {})
end

--- Rows that say the same in some columns, text in any case, as one: the first of them, with their number
--- in `n`. It opens the hits of all.
---@param ... string
function Table:unique(...)
  check.self(self, meta, "unique")
  local names, rows, known, alike = { ... }, {}, {}, {}
  for _, name in ipairs(names) do check_column(self, name, "unique") end
  for i = 1, #self do
    local parts = {}
    for k, name in ipairs(names) do parts[k] = folded(rawget(self[i], name)) end
    local key = table.concat(parts, "\0")
    if not known[key] then
      local row = {}
      for name, value in next, self[i] do row[name] = value end
      known[key], alike[key], rows[#rows + 1] = row, {}, row
      M.set_hits(row, all_hits(alike[key]))
    end
    table.insert(alike[key], self[i])
    known[key].n = #alike[key]
  end
  local function with_n(list) return list and table.move({ "n" }, 1, 1, #list + 1, copy(list)) end
  if has_column(self, "n") then return derive(self, rows) end
  return M.new(with_n(self.columns), rows, { show = with_n(self.show_columns),
    machine = self.machine_columns, json = self.json_columns })
end

--- Rows that fulfil a function, or whose columns have the values of a table.
---@param condition table|fun(row: table): boolean
function Table:where(condition)
  check.self(self, meta, "where")
  local test = condition
  if type(condition) == "table" then
    local where = require "lunette.where"
    local conditions = where.from_table(condition)
    for _, c in ipairs(conditions) do check_column(self, c.name, "where") end
    test = function(row)
      for _, c in ipairs(conditions) do
        if not where.holds(c, rawget(row, c.name)) then return false end
      end
      return true
    end
  elseif type(condition) ~= "function" then
    error("where: a table of conditions or a function", 2)
  end
  local rows = {}
  for i = 1, #self do
    if test(self[i]) then rows[#rows + 1] = self[i] end
  end
  return derive(self, rows)
end

--- The columns of `other` beside these, where all columns of one name agree.
---@param other lunette.Table
function Table:join(other)
  check.self(self, meta, "join")
  local shared, fresh = {}, {}
  for _, name in ipairs(other.columns) do
    if has_column(self, name) then shared[#shared + 1] = name else fresh[#fresh + 1] = name end
  end
  if #shared == 0 then error("join: the tables have no column in common", 2) end
  local function key(row)
    local parts = {}
    for i, name in ipairs(shared) do parts[i] = tostring(rawget(row, name)) end
    return table.concat(parts, "\0")
  end
  local index = {}
  for i = 1, #other do index[key(other[i])] = index[key(other[i])] or other[i] end
  local columns = table.move(self.columns, 1, #self.columns, 1, {})
  table.move(fresh, 1, #fresh, #columns + 1, columns)
  local rows = {}
  for i = 1, #self do
    local row, match = {}, index[key(self[i])]
    for name, value in next, self[i] do row[name] = value end
    for _, name in ipairs(fresh) do row[name] = match and rawget(match, name) end
    M.set_hits(row, evidence[self[i]], numbers[self[i]])
    rows[i] = row
  end
  return M.new(columns, rows)
end

--- One row for each value of column `down`, one column for each value of `across`, the cells from
--- `cell` (default "n").
---@param down string
---@param across string
---@param cell string?
function Table:pivot(down, across, cell)
  check.self(self, meta, "pivot")
  cell = cell or "n"
  for _, name in ipairs { down, across, cell } do check_column(self, name, "pivot") end
  local rows, by_value, columns, known = {}, {}, { down }, {}
  for i = 1, #self do
    local source = self[i]
    local value = fields.as_key(rawget(source, down))
    local name = tostring(fields.as_key(rawget(source, across)))
    local row = by_value[value]
    if not row then
      row = { [down] = value }
      by_value[value], rows[#rows + 1] = row, row
    end
    if not known[name] then
      known[name] = true
      columns[#columns + 1] = name
    end
    row[name] = (row[name] or 0) + (rawget(source, cell) or 0)
  end
  table.sort(columns, function(a, b)
    if a == down or b == down then return a == down and b ~= down end
    return a < b
  end)
  return M.new(columns, rows):sort(down)
end

--- Write to a file, in the format of its name: .csv .tsv .json .jsonl .md .html, else plain columns.
---@param path string
---@param format string?
---@return lunette.Table self
function Table:save(path, format)
  check.self(self, meta, "save")
  require "lunette.writer".save(self, path, format)
  return self
end

--- Print as a person reads it.
function Table:show()
  check.self(self, meta, "show")
  require "lunette.writer".write(self, "table", io.stdout)
  return self
end

return M
