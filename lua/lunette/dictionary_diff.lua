--- Two dictionaries on one corpus: which hits the new one has more, which it has less.
local fields = require "lunette.fields"
local message = require "lunette.message"
local script = require "lunette.script"
local tables = require "lunette.table"

local M = {}

local function args(more)
  local out = { old = { type = "dictionary" }, new = { type = "dictionary" } }
  for name, spec in next, more or {} do out[name] = spec end
  return out
end

local function name_of(hit)
  return ("%d %d %s"):format(hit.first, hit.last, hit.key)
end

--- Go through the hits of both in text order: `each(change, hit)`, change being gained, lost or same. Hits
--- with the same bytes and key are the same.
local function compare(doc, old, new, each)
  local before, after, known = old:find(doc), new:find(doc), {}
  for _, hit in ipairs(before) do known[name_of(hit)] = "lost" end
  local changes = {}
  for i, hit in ipairs(after) do
    local name = name_of(hit)
    local same = known[name]
    if same then known[name] = "same" end
    changes[#changes + 1] = { same and "same" or "gained", hit, i }
  end
  for i, hit in ipairs(before) do
    if known[name_of(hit)] == "lost" then changes[#changes + 1] = { "lost", hit, i } end
  end
  table.sort(changes, function(a, b)
    local x, y = a[2], b[2]
    if x.first ~= y.first then return x.first < y.first end
    if a[1] ~= b[1] then return a[1] > b[1] end -- what is lost stands before what came in its place
    return a[3] < b[3]
  end)
  for _, change in ipairs(changes) do each(change[1], change[2]) end
end

local OF_HIT <const> = { "key", "doc", "date", "part", "first", "last", "entry", "rule", "start", "end" }

--- A row for every hit gained or lost.
M.rows = script.new {
  name = "diff", summary = "Hits that NEW has more (gained) or less (lost) than OLD.", version = "1.0.0",
  args = args(),
  columns = { "change", "key", "doc", "date", "part", "first", "last", "left", "node", "right", "entry",
    "rule" },
  machine = { "start", "end" },
  show = { "change", "key", "doc", "left", "node", "right", "rule" },

  map = function(doc, a, out)
    compare(doc, a.old, a.new, function(change, hit)
      out:add(1, change, hit.key)
      if change == "same" then return end
      local left, right = hit:around(8, 8)
      local row = { change = change, left = left, node = hit.text, right = right }
      for _, name in ipairs(OF_HIT) do row[name] = fields.of_hit(hit, name) end
      if row.date == "(none)" then row.date = nil end
      out:row(row)
    end)
  end,
}

local MEASURES <const> = { same = { "n_old", "n_new" }, gained = { "n_new", "gained" },
  lost = { "n_old", "lost" } }

--- Say which of the columns no document has.
local function complain(rows, by)
  for _, name in ipairs(by) do
    local known = #rows == 0 or fields.is_hit(name)
    for _, row in ipairs(rows) do known = known or row[name] ~= "(none)" end
    if not known then message.say("no document has a %s", name) end
  end
end

--- Sums of changes by columns as a table, the most changed first.
local function count_table(sums, by)
  local rows, index = {}, {}
  for i = 1, #sums do
    local sum, parts = sums[i], {}
    for k = 1, #by do parts[k] = tostring(sum["k" .. k + 1]) end
    local name = table.concat(parts, "\0")
    local row = index[name]
    if not row then
      row = { n_old = 0, n_new = 0, gained = 0, lost = 0 }
      for k, column in ipairs(by) do row[column] = sum["k" .. k + 1] end
      rows[#rows + 1], index[name] = row, row
    end
    for _, measure in ipairs(MEASURES[sum.k1]) do row[measure] = row[measure] + sum.sum end
  end
  complain(rows, by)
  for _, row in ipairs(rows) do row.changed = row.gained + row.lost end
  local columns = table.move(by, 1, #by, 1, {})
  for _, name in ipairs { "n_old", "n_new", "gained", "lost" } do columns[#columns + 1] = name end
  local all = table.move(columns, 1, #columns, 1, {})
  all[#all + 1] = "changed"
  local sorted = tables.new(all, rows):sort("-changed", table.unpack(by))
  return tables.new(columns, table.move(sorted, 1, #sorted, 1, {}))
end

--- Counts by columns.
M.counts = script.new {
  name = "diff", summary = "The same, counted.", version = "1.0.0",
  args = args { by = { type = "list" } },

  map = function(doc, a, out)
    local by = a.by
    compare(doc, a.old, a.new, function(change, hit)
      local key = {}
      for i, name in ipairs(by) do key[i] = fields.as_key(fields.of_hit(hit, name)) end
      out:add(1, change, table.unpack(key))
    end)
  end,

  report = function(result, a) return count_table(result.add, a.by) end,
}

--- What a run gathered, in words: how many hits were gained, lost, and stayed; the keys that changed most.
---@param tally lunette.Tally
---@return string
function M.summary(tally)
  local n, keys = { gained = 0, lost = 0, same = 0 }, {}
  for _, group in ipairs(tally:sorted "add") do
    local change, key = group.key[1], group.key[2]
    n[change] = n[change] + group.n
    keys[key] = keys[key] or { key = key, gained = 0, lost = 0, same = 0, changed = 0 }
    keys[key][change] = keys[key][change] + group.n
    if change ~= "same" then keys[key].changed = keys[key].changed + group.n end
  end
  local list = {}
  for _, key in next, keys do
    if key.changed > 0 then list[#list + 1] = key end
  end
  table.sort(list, function(a, b)
    if a.changed ~= b.changed then return a.changed > b.changed end
    return a.key < b.key
  end)
  local parts = {}
  for i = 1, math.min(5, #list) do
    parts[i] = ("%s +%d -%d"):format(list[i].key, list[i].gained, list[i].lost)
  end
  if #list > 5 then parts[6] = ("%d more keys"):format(#list - 5) end
  return ("%d gained, %d lost, %d the same%s"):format(n.gained, n.lost, n.same,
    #parts > 0 and "; by key: " .. table.concat(parts, ", ") or "")
end

--- The same from Lua: a table of the hits gained and lost, or of counts by columns.
---@param old lunette.Dictionary
---@param new lunette.Dictionary
---@param corpus lunette.Corpus
---@param by string[]?
---@return lunette.Table
function M.run(old, new, corpus, by)
  if by then return M.counts:run(corpus, { old = old, new = new, by = by }) end
  return M.rows:run(corpus, { old = old, new = new })
end

return M
