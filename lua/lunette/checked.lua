--- Hits for checking by hand: a spreadsheet with a row a hit, its context, and empty columns for the
--- verdict; and what a checked one says.
local fail = require "lunette.fail"
local order = require "lunette.order"
local tables = require "lunette.table"
local verdict = require "lunette.verdict"

local M = {}

-- writing --------------------------------------------------------------------------------------------

local FRONT <const> = { "id", "doc", "date", "before", "text", "after" }
local LEFT_OUT <const> = { sentence = true }

local function set(names)
  local out = {}
  for _, name in ipairs(names) do out[name] = true end
  return out
end

--- The columns to fill in: a verdict, what is right instead, a note.
local function blanks_of(known)
  if known.speaker then return { "right", "speaker_fixed", "note" } end
  if known.key then return { "right", "key_fixed", "note" } end
  return { "right", "note" }
end

--- The columns of a spreadsheet for checking, made of those of a script (`show`: those a person sees);
--- and those of them that hold something. Nil when the script's rows are no hits.
---@param columns string[]?
---@param show string[]?
---@return string[]?, string[]?
function M.columns(columns, show)
  local known = set(columns or {})
  for _, name in ipairs { "id", "doc", "text", "first", "last" } do
    if not known[name] then return nil end
  end
  local filled, placed = table.move(FRONT, 1, #FRONT, 1, {}), set(FRONT)
  local function add(list)
    for _, name in ipairs(list) do
      if not placed[name] and not LEFT_OUT[name] then
        placed[name] = true
        filled[#filled + 1] = name
      end
    end
  end
  add(show or {})
  local front = #filled
  add(columns)
  local all, blanks = table.move(filled, 1, #filled, 1, {}), blanks_of(known)
  for i, name in ipairs(blanks) do table.insert(all, front + i, name) end
  return all, filled
end

--- A sample of up to `n` rows of each group of the columns `by`; `stands_for` says for how many rows of
--- its group each stands.
---@param t lunette.Table
---@param n integer
---@param seed integer
---@param by string[]
---@return lunette.Table
function M.sample(t, n, seed, by)
  local groups, list, of_row = {}, {}, {}
  for i = 1, #t do
    local parts = {}
    for k, name in ipairs(by) do parts[k] = tostring(rawget(t[i], name) or "") end
    local name = table.concat(parts, "\0")
    if not groups[name] then
      groups[name] = {}
      list[#list + 1] = name
    end
    table.insert(groups[name], i)
  end
  table.sort(list)
  local random, chosen = require "lunette.random".new(seed), {}
  for _, name in ipairs(list) do
    for _, i in ipairs(random:sample(groups[name], n)) do
      chosen[#chosen + 1] = i
      of_row[i] = #groups[name] / math.min(n, #groups[name])
    end
  end
  table.sort(chosen)
  local rows = {}
  for k, i in ipairs(chosen) do
    rows[k] = t[i]
    rows[k].stands_for = of_row[i]
  end
  local columns = table.move(t.columns, 1, #t.columns, 1, {})
  columns[#columns + 1] = "stands_for"
  return tables.new(columns, rows, { machine = t.machine_columns, json = t.json_columns,
    show = t.show_columns })
end

local QUOTE <const> = { "id", "doc", "date", "part", "text", "first", "last", "kind", "segments", "speaker",
  "speaker_text", "speaker_first", "speaker_last", "cue", "rule", "score" }
local HIT <const> = { "id", "doc", "date", "part", "text", "first", "last", "key", "code", "entry", "form",
  "rule" }

--- Write hits to a file for checking. Options: sample = N rows, of each value of `by`, drawn with `seed`.
---@param hits lunette.Hits
---@param path string
---@param options { sample: integer?, by: string[]?, seed: integer? }
function M.save(hits, path, options)
  local quote = #hits > 0 and hits[1]:is_quote()
  local columns, filled = M.columns(quote and QUOTE or HIT, quote and { "speaker", "cue", "rule" } or
    { "key", "form" })
  local t = hits:table(filled)
  for i = 1, #t do
    if t[i].date == "(none)" then t[i].date = nil end
  end
  t = tables.new(columns, table.move(t, 1, #t, 1, {}))
  if options.sample then t = M.sample(t, options.sample, options.seed or 1, options.by or {}) end
  require "lunette.writer".save(t, path, "check")
end

-- reading --------------------------------------------------------------------------------------------

local Z <const> = 1.959964 -- of 95 %

--- Wilson's interval of a share, from 0 to 1.
---@param share number
---@param n number
---@return number low, number high
function M.wilson(share, n)
  local middle, width = share + Z * Z / (2 * n), Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
  local whole = 1 + Z * Z / n
  return math.max(0, (middle - width) / whole), math.min(1, (middle + width) / whole)
end

local function percent(share)
  return (10000 * share + 0.5) // 1 / 100
end

--- A number as spreadsheets write it, 12.5 or 12,5; 1 without one.
local function weight_of(gold, row)
  local cell = row.stands_for
  if cell == nil then return 1 end
  local weight = tonumber(type(cell) == "string" and cell:gsub(",", ".") or cell)
  if weight and weight > 0 then return weight end
  gold:complain(row.line, "stands_for is a number, not %q", tostring(cell))
end

local function new_group(label)
  return { label = label, rows = 0, right = 0, wrong = 0, unchecked = 0, missed = 0, speakers = 0,
    speaker = 0, weight = 0, squares = 0, right_weight = 0 }
end

local function judge(group, row, right, weight)
  group.weight, group.squares = group.weight + weight, group.squares + weight * weight
  if not right then
    group.wrong = group.wrong + 1
    return
  end
  group.right, group.right_weight = group.right + 1, group.right_weight + weight
  if row.speaker ~= nil or row.speaker_fixed ~= nil then
    group.speakers = group.speakers + 1
    if row.speaker_fixed == nil then group.speaker = group.speaker + 1 end
  end
end

local function count(gold, group, row)
  local right, added = verdict.of(gold, row)
  if added then
    if right then group.missed = group.missed + 1 end
    return
  end
  group.rows = group.rows + 1
  if right == nil then group.unchecked = group.unchecked + 1
  else judge(group, row, right, weight_of(gold, row)) end
end

local function summary_row(group)
  local checked = group.right + group.wrong
  local row = { rows = group.rows, checked = checked, right = group.right, wrong = group.wrong,
    unchecked = group.unchecked, missed = group.missed, speakers = group.speakers }
  if checked > 0 then
    -- rows that stand for several tell less than as many drawn evenly: Kish's effective number
    local share, n = group.right_weight / group.weight, group.weight ^ 2 / group.squares
    local low, high = M.wilson(share, n)
    row.precision, row.low, row.high = percent(share), percent(low), percent(high)
  end
  if group.speakers > 0 then row.speaker = percent(group.speaker / group.speakers) end
  return row
end

local COLUMNS <const> = { "rows", "checked", "right", "wrong", "unchecked", "precision", "low", "high",
  "missed" }

--- The columns to count by when none are asked for.
local function default_by(gold)
  for _, name in ipairs { "kind", "key", "label" } do
    if gold.columns[name] then return { name } end
  end
  return {}
end

--- What a checked file says: the share that is right, with its interval of 95 % (Wilson), by columns.
---@param gold lunette.Marked
---@param by string[]?
---@return lunette.Table
function M.summary(gold, by)
  by = by or default_by(gold)
  local groups, list, all = {}, {}, new_group {}
  for _, row in ipairs(gold:rows()) do
    local label = {}
    for i, name in ipairs(by) do
      if not gold.columns[name] then fail.usage("by: %s has no column %s", gold.name, name) end
      label[i] = tostring(row[name] or "(none)")
    end
    local name = table.concat(label, "\0")
    if not groups[name] then
      groups[name] = new_group(label)
      list[#list + 1] = groups[name]
    end
    count(gold, groups[name], row)
    count(gold, all, row)
  end
  local rows = {}
  for i, group in ipairs(#by > 0 and list or {}) do
    rows[i] = summary_row(group)
    for k, name in ipairs(by) do rows[i][name] = group.label[k] end
  end
  order.sort(rows, { "-rows", table.unpack(by) }, function(row, name) return row[name] end)
  rows[#rows + 1] = summary_row(all)
  if #by > 0 then rows[#rows][by[1]] = "(all)" end
  local columns = table.move(by, 1, #by, 1, {})
  table.move(COLUMNS, 1, #COLUMNS, #columns + 1, columns)
  if all.speakers > 0 then table.move({ "speakers", "speaker" }, 1, 2, #columns + 1, columns) end
  return tables.new(columns, rows)
end

return M
