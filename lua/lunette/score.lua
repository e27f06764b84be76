--- Precision, recall and F1 of what was found against what people marked.
local core = require "lunette.core"
local fail = require "lunette.fail"
local fields = require "lunette.fields"
local matching = require "lunette.matching"
local order = require "lunette.order"
local place = require "lunette.place"
local suggest = require "lunette.suggest"
local tables = require "lunette.table"
local verdict = require "lunette.verdict"

local M = {}

--- The matches that are shown unless others are asked for.
M.MATCHES = { "exact", "0.8", "0.3" }

--- A match as asked for: "exact", or the share of the marked words that must be more than covered.
local function match_of(name)
  if name == "exact" then return { name = "exact" } end
  local least = tonumber(name)
  if not least or least < 0 or least >= 1 then
    fail.usage("match: %q is neither exact nor a share such as 0.8", tostring(name))
  end
  return { name = ("%g"):format(least), least = least }
end

-- speakers -------------------------------------------------------------------------------------------

local function folded(text)
  return (core.text.fold(text, core.text.CASE):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

local function share_a_word(a, b)
  local words = {}
  for _, word in ipairs(core.text.words(a):texts()) do words[word] = true end
  for _, word in ipairs(core.text.words(b):texts()) do
    if words[word] then return true end
  end
  return false
end

--- Whether the speaker's words are the marked ones: whether they overlap, whether they are the same.
--- Nil when gold does not state them.
local function compare_speakers(gold, found, starts)
  local said = gold.row.speaker_text
  if gold.speaker_first and found.speaker_first then
    local a, n = matching.words(starts, { gold.speaker_first, gold.speaker_last })
    local b, m = matching.words(starts, { found.speaker_first, found.speaker_last })
    local common = matching.shared(a, b)
    return common > 0, common == n and common == m
  elseif gold.speaker_first or said then
    local text = found.row.speaker_text
    if not said or not text or text == "" or gold.speaker_first and not starts then return false, false end
    local a, b = folded(said), folded(text)
    return share_a_word(a, b), a == b
  end
end

--- Whether the person is the marked one; nil when gold does not state one.
local function compare_persons(gold, found)
  local person = gold.row.speaker
  if type(person) ~= "string" or person == "" then return nil end
  return folded(person) == folded(found.row.speaker or "")
end

-- counting -------------------------------------------------------------------------------------------

local COUNTS <const> = { "gold", "recalled", "found", "right", "unjudged", "speakers", "speaker",
  "speaker_exact", "persons", "person" }

local function new_counts()
  local out = {}
  for _, name in ipairs(COUNTS) do out[name] = 0 end
  return out
end

--- The values of the columns `by` for a row, as a list. Gold has no rule: what it lacks is left out.
local function label_of(job, row, doc)
  local out = {}
  for i, name in ipairs(job.by) do
    local value = row[name]
    if name == "doc" then value = doc.id
    elseif value == nil and doc.document and not fields.is_hit(name) and name ~= "label" then
      value = fields.of_document(doc.document, name)
    end
    out[i] = fields.as_key(value)
  end
  return out
end

local function counts_of(job, label, match)
  local name = table.concat(label, "\0")
  local group = job.groups[name]
  if not group then
    group = { label = label }
    job.groups[name] = group
  end
  group[match.name] = group[match.name] or new_counts()
  return group[match.name]
end

--- `label` nil: only among all.
local function add(job, label, match, what)
  local all = job.all[match.name]
  all[what] = all[what] + 1
  if label then
    local counts = counts_of(job, label, match)
    counts[what] = counts[what] + 1
  end
end

local function count_speakers(job, doc, label, match, gold, found)
  local overlap, exact = compare_speakers(gold, found, doc.starts)
  if overlap ~= nil then add(job, label, match, "speakers") end
  if overlap then add(job, label, match, "speaker") end
  if exact then add(job, label, match, "speaker_exact") end
  local person = compare_persons(gold, found)
  if person ~= nil then add(job, label, match, "persons") end
  if person then add(job, label, match, "person") end
end

local function count_gold(job, doc, match, mark, other)
  local label = not job.found_only and label_of(job, mark.row, doc) or nil
  add(job, label, match, "gold")
  if not other then return end
  add(job, label, match, "recalled")
  count_speakers(job, doc, label or label_of(job, other.row, doc), match, mark, other)
end

local function count_found(job, doc, match, mark, other)
  local label = label_of(job, mark.row, doc)
  if job.checked and not other then return add(job, label, match, "unjudged") end
  add(job, label, match, "found")
  if other and not other.wrong then add(job, label, match, "right") end
end

--- Whether a mark is to be counted: one that is not may still answer another.
local function is_counted(job, mark)
  return not mark.wrong and (not job.kinds or not mark.row.kind or job.kinds[mark.row.kind] or false)
end

--- Those that are counted.
local function counted(job, marks)
  local out = {}
  for _, mark in ipairs(marks) do
    if is_counted(job, mark) then out[#out + 1] = mark end
  end
  return out
end

--- Count one document's pairs. Marks that people judged wrong are among gold's, too.
local function count(job, doc, match, of_gold, of_found)
  for _, mark in ipairs(doc.gold) do
    if is_counted(job, mark) then count_gold(job, doc, match, mark, of_gold[mark]) end
  end
  for _, mark in ipairs(doc.found) do
    if is_counted(job, mark) then count_found(job, doc, match, mark, of_found[mark]) end
  end
end

-- what went wrong ------------------------------------------------------------------------------------

local SIDE <const> = 80 -- bytes of context

local function text_of(doc, mark)
  return mark.row.text or doc.text and doc.text:sub(mark.first, mark.last) or nil
end

--- A row of the errors: `gold` or `found` may be missing.
local function error_row(job, doc, what, gold, found)
  local mark = gold or found
  local before, after = place.around(doc.text, mark.first, mark.last, SIDE)
  local row = { what = what, doc = doc.id, part = doc.part, first = mark.first, last = mark.last,
    before = before, after = after, text = gold and text_of(doc, gold),
    found_text = found and text_of(doc, found), line = gold and gold.row.line,
    rule = found and found.row.rule,
    speaker = gold and (gold.row.speaker_text or gold.row.speaker),
    found_speaker = found and (found.row.speaker_text or found.row.speaker) }
  local label = label_of(job, mark.row, doc)
  for i, name in ipairs(job.by) do
    if row[name] == nil then row[name] = label[i] end
  end
  for name, value in next, row do
    if value == false then row[name] = nil end
  end
  job.errors[#job.errors + 1] = row
end

local function note_gold(job, doc, mark, other, exact)
  if not other then return error_row(job, doc, "missed", mark, nil) end
  if not exact then error_row(job, doc, "edges", mark, other) end
  if compare_speakers(mark, other, doc.starts) == false or compare_persons(mark, other) == false then
    error_row(job, doc, "speaker", mark, other)
  end
end

--- The errors of a document: `loose` pairs are those of the loosest match, `strict` of the strictest.
local function note_errors(job, doc, loose, strict)
  local from = #job.errors
  for _, mark in ipairs(doc.gold) do
    local other = loose.of_gold[mark]
    if mark.wrong then
      if other then error_row(job, doc, "wrong", mark, other) end
    elseif is_counted(job, mark) then note_gold(job, doc, mark, other, strict.of_gold[mark]) end
  end
  for _, mark in ipairs(doc.found) do
    if is_counted(job, mark) and not loose.of_found[mark] and not job.checked then
      error_row(job, doc, "extra", nil, mark)
    end
  end
  local own = table.move(job.errors, from + 1, #job.errors, 1, {})
  order.sort(own, { "first", "last" }, function(row, name) return row[name] end)
  table.move(own, 1, #own, from + 1, job.errors)
end

-- comparing ------------------------------------------------------------------------------------------

--- Of gold that a person checked the rows that are judged; else all.
local function choose(gold, marks)
  if not gold.checked then return marks end
  local out = {}
  for _, mark in ipairs(marks) do
    local right = verdict.of(gold, mark.row)
    mark.wrong = right == false
    if right ~= nil then out[#out + 1] = mark end
  end
  return out
end

local function agreement(same)
  return function(gold, found)
    for _, name in ipairs(same) do
      local want = gold.row[name]
      if want ~= nil and tostring(want) ~= tostring(found.row[name] or "") then return false end
    end
    return true
  end
end

--- The pairs of a match. With --kinds what is counted on one side may be answered by anything on the
--- other, and nothing that is not counted takes an answer away.
local function find_pairs(job, match, doc)
  local function pair(gold, found)
    if match.least then return matching.covered(gold, found, match.least, job.agree) end
    return matching.exact(gold, found, job.agree)
  end
  local of_gold, of_found = pair(doc.gold, doc.found)
  if job.kinds then
    of_gold = pair(counted(job, doc.gold), doc.found)
    of_found = select(2, pair(doc.gold, counted(job, doc.found)))
  end
  return { of_gold = of_gold, of_found = of_found }
end

--- Compare one document.
---@param job lunette.ScoreJob
---@param doc { id: string, part: string, text: string|false, document: lunette.Document? }
---@param gold_rows table[]
---@param found lunette.Marked
---@param found_rows table[]
function M.compare(job, doc, gold_rows, found, found_rows)
  doc.gold = choose(job.gold, place.marks(job.gold, gold_rows, doc.id, doc.text))
  doc.found = place.marks(found, found_rows, doc.id, doc.text)
  doc.starts = matching.word_starts(doc.text, { doc.gold, doc.found })
  if not doc.starts then job.bytes = true end
  matching.measure(doc.gold, doc.starts, job.edges)
  matching.measure(doc.found, doc.starts, job.edges)
  local pairs_of = {}
  for i, match in ipairs(job.matches) do
    pairs_of[i] = find_pairs(job, match, doc)
    count(job, doc, match, pairs_of[i].of_gold, pairs_of[i].of_found)
  end
  job.docs = job.docs + 1
  note_errors(job, doc, pairs_of[job.loosest], pairs_of[job.strictest])
end

--- Numbers of the loosest and the strictest of the matches; exact is the strictest.
local function extremes(matches)
  local loosest, strictest = 1, 1
  for i, match in ipairs(matches) do
    if (match.least or 1) < (matches[loosest].least or 1) then loosest = i end
    if (match.least or 1) > (matches[strictest].least or 1) then strictest = i end
  end
  return loosest, strictest
end

--- Raise when gold has nothing in the columns that must agree: then everything would.
local function check_same(gold, same)
  for _, name in ipairs(same) do
    if not gold.columns[name] then
      local known = {}
      for column in next, gold.columns do known[#known + 1] = column end
      table.sort(known)
      fail.usage("same: %s has no column %s%s", gold.name, name, suggest.hint(name, known))
    end
  end
end

--- Whether all columns of `by` are only known of what was found, such as the rule.
local function only_found(gold, by)
  for _, name in ipairs(by) do
    if fields.is_hit(name) and not gold.columns[name] and name ~= "kind" then return true end
  end
  return false
end

--- What a scoring gathers. Options: match, by, same, kinds (lists of names), edges = "count".
---@param gold lunette.Marked
---@param options table
---@return lunette.ScoreJob
function M.job(gold, options)
  local job = { gold = gold, groups = {}, all = {}, errors = {}, matches = {}, docs = 0,
    bytes = false, ended = false, by = options.by or {}, edges = options.edges == "count",
    checked = gold.checked }
  for i, name in ipairs(options.match or M.MATCHES) do
    local match = match_of(name)
    job.matches[i], job.all[match.name] = match, new_counts()
  end
  job.loosest, job.strictest = extremes(job.matches)
  check_same(gold, options.same or {})
  job.agree = agreement(options.same or {})
  job.found_only = only_found(gold, job.by)
  if options.kinds then
    job.kinds = {}
    for _, kind in ipairs(options.kinds) do job.kinds[kind] = true end
  end
  return job
end

-- the table ------------------------------------------------------------------------------------------

--- A share in percent, with two places; nil of nothing.
local function percent(part, whole)
  return whole > 0 and (10000 * part / whole + 0.5) // 1 / 100 or nil
end

local function score_row(counts, match)
  local row = { match = match.name }
  for _, name in ipairs { "gold", "recalled", "found", "right", "unjudged" } do row[name] = counts[name] end
  row.precision, row.recall = percent(counts.right, counts.found), percent(counts.recalled, counts.gold)
  local p = counts.found > 0 and counts.right / counts.found or 0
  local r = counts.gold > 0 and counts.recalled / counts.gold or 0
  if counts.gold > 0 and counts.found > 0 then row.f1 = percent(2 * p * r, p + r) or 0.0 end
  row.speakers, row.persons = counts.speakers, counts.persons
  row.speaker, row.speaker_exact = percent(counts.speaker, counts.speakers),
    percent(counts.speaker_exact, counts.speakers)
  row.person = percent(counts.person, counts.persons)
  return row
end

local function sorted_groups(job)
  local list, first = {}, job.matches[1].name
  for _, group in next, job.groups do list[#list + 1] = group end
  table.sort(list, function(a, b)
    local x, y = a[first] or new_counts(), b[first] or new_counts()
    if x.gold ~= y.gold then return x.gold > y.gold end
    if x.found ~= y.found then return x.found > y.found end
    return order.compare(table.concat(a.label, "\0"), table.concat(b.label, "\0")) < 0
  end)
  return list
end

--- The columns of the table: those of speakers and unjudged only where there are any.
local function columns_of(job)
  local columns = table.move(job.by, 1, #job.by, 1, {})
  for _, name in ipairs { "match", "gold", "found", "recalled", "right", "precision", "recall", "f1" } do
    columns[#columns + 1] = name
  end
  local any = { unjudged = 0, speakers = 0, persons = 0 }
  for _, counts in next, job.all do
    for name in next, any do any[name] = any[name] + counts[name] end
  end
  if any.unjudged > 0 then table.insert(columns, #columns - 2, "unjudged") end
  if any.speakers > 0 then
    table.move({ "speakers", "speaker", "speaker_exact" }, 1, 3, #columns + 1, columns)
  end
  if any.persons > 0 then table.move({ "persons", "person" }, 1, 2, #columns + 1, columns) end
  return columns
end

local function add_rows(job, rows, label, counts)
  for _, match in ipairs(job.matches) do
    local row = score_row(counts[match.name] or new_counts(), match)
    if job.found_only and label ~= job.label_of_all then row.gold, row.recalled = nil, nil end
    for i, name in ipairs(job.by) do row[name] = label[i] end
    rows[#rows + 1] = row
  end
end

--- The scores: a row for each group of `by` and each match, and behind them, unless there is one group
--- alone, those of all.
---@param job lunette.ScoreJob
---@return lunette.Table
function M.table(job)
  local rows, groups = {}, #job.by > 0 and sorted_groups(job) or {}
  job.label_of_all = { "(all)" }
  for _, group in ipairs(groups) do add_rows(job, rows, group.label, group) end
  if #groups ~= 1 or job.found_only then add_rows(job, rows, job.label_of_all, job.all) end
  return tables.new(columns_of(job), rows)
end

--- What is missed, extra, or has other edges or another speaker, with the text around.
---@param job lunette.ScoreJob
---@return lunette.Table
function M.errors(job)
  local columns, known = { "what", "doc" }, { doc = true, rule = true, part = true }
  for _, name in ipairs(job.by) do
    if not known[name] then columns[#columns + 1] = name end
  end
  for _, name in ipairs { "before", "text", "after", "found_text", "speaker", "found_speaker", "rule",
    "part", "first", "last", "line" } do
    columns[#columns + 1] = name
  end
  return tables.new(columns, job.errors, { show = { "what", "doc", "text", "found_text", "speaker",
    "found_speaker", "rule" } })
end

return M
