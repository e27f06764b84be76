-- Quotations against hand-marked ones: the scorers' tables, each rule's precision, the score curve.
-- usage: lunette run tests/tools/evaluate.lua --shared ../shared --work build/evaluate [--write FILE]
--
-- The texts belong to their publishers and stay where they lie; nothing of them comes here but counts.
-- --write FILE puts each rule's score (the share of its quotations that are one, with the right
-- speaker) into a table of rules.
local ln = require "lunette"

local SETS <const> = { "polnear", "gum_news", "pdnc" }
local KINDS <const> = { "direct", "mixed", "indirect" }
local FOUND <const> = 0.3
local WORD <const> = ln.regex [[\w+(?:[’'\-]\w+)*]]

local options = { shared = "../shared", work = "build/evaluate" }
do
  local i = 1
  while arg and arg[i] do
    local name = arg[i]:match "^%-%-(.+)$"
    if name then options[name], i = arg[i + 1], i + 1 end
    i = i + 1
  end
end

local function lines_of(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local out = {}
  for line in file:lines() do out[#out + 1] = ln.json.decode(line) end
  file:close()
  return out
end

--- One quotation in the form that the scorers read.
local function prediction(quote, text)
  local function span(from, to)
    if not from then return ln.json.null end
    local words = text:sub(utf8.offset(text, from + 1), utf8.offset(text, to + 1) - 1)
    return { start = from, ["end"] = to, text = words }
  end
  local parts = quote.content_segments_cp
  return { start = parts[1][1], ["end"] = parts[#parts][2], segments = parts, type = quote.kind,
    speaker = span(quote.speaker_start, quote.speaker_end), cue = span(quote.cue_start, quote.cue_end),
    person = quote.speaker ~= "" and quote.speaker or ln.json.null, rule = quote.rule, score = quote.score }
end

--- All word starts of `text`.
local function word_starts(text)
  local out, init, code_point, counted = {}, 1, 0, 1
  while true do
    local first, last = WORD:find(text, init)
    if not first then return out end
    if first > counted then code_point = code_point + utf8.len(text, counted, first - 1) end
    counted = first
    out[#out + 1] = code_point
    init = last + 1
  end
end

local function index_at(starts, from)
  local low, high = 1, #starts + 1
  while low < high do
    local middle = (low + high) // 2
    if starts[middle] < from then low = middle + 1 else high = middle end
  end
  return low
end

--- The numbers of the words in `parts`, as a set, and how many they are.
local function set_of(starts, parts)
  local set, n = {}, 0
  for _, part in ipairs(parts) do
    local i = index_at(starts, part[1])
    while starts[i] and starts[i] < part[2] do
      if not set[i] then n = n + 1 end
      set[i], i = true, i + 1
    end
  end
  return set, n
end

local function shared_words(a, b)
  local n = 0
  for i in next, a do if b[i] then n = n + 1 end end
  return n
end

local function span_set(starts, span)
  if not span or span == ln.json.null then return {} end
  return (set_of(starts, { { span.start, span["end"] } }))
end

--- Note for every quotation whether it is one, and whether its speaker is right.
local function judge(gold, predicted, text, notes)
  local starts = word_starts(text)
  local marked = {}
  for i, g in ipairs(gold) do
    local set, n = set_of(starts, g.segments or { { g.start, g["end"] } })
    marked[i] = { set = set, n = n, speaker = span_set(starts, g.speaker), kind = g.type }
    if g.type ~= "indirect" then notes.gold[#notes.gold + 1] = marked[i] end
  end
  for _, p in ipairs(predicted) do
    local set, n = set_of(starts, p.segments)
    local best, cover, exact = nil, 0, false
    for _, g in ipairs(marked) do
      local common = shared_words(set, g.set)
      if g.n > 0 and common / g.n > cover then best, cover = g, common / g.n end
      if common == n and common == g.n then exact = true end
    end
    local found = cover > FOUND
    local right = found and shared_words(span_set(starts, p.speaker), best.speaker) > 0
    if right then best.score = math.max(best.score or 0, p.score) end
    notes[#notes + 1] = { rule = p.rule, score = p.score, kind = p.type, found = found, right = right,
      exact = exact }
  end
end

local function run_set(name, notes)
  local path = ("%s/data/quotes/%s/dev.jsonl"):format(options.shared, name)
  local gold = lines_of(path)
  if not gold then
    print(("%s: no such file; nothing measured"):format(path))
    return
  end
  local out_path = ("%s/%s.jsonl"):format(options.work, name)
  local out = assert(io.open(out_path, "wb"))
  for _, record in ipairs(gold) do
    local doc = assert(ln.document { id = record.id, text = record.text })
    local predicted = {}
    for quote in doc:quotes { kinds = KINDS } do
      predicted[#predicted + 1] = prediction(quote, record.text)
    end
    if notes then judge(record.quotes, predicted, record.text, notes) end
    out:write(ln.json.encode { id = record.id, quotes = predicted }, "\n")
  end
  out:close()
  local tools = name == "polnear" and { "score_quotes" } or { "score_quotes", "score_speakers" }
  for _, tool in ipairs(tools) do
    print(("\n%s, %s"):format(name, tool))
    io.stdout:flush()
    os.execute(("python3 %s/tools/%s.py %s %s"):format(options.shared, tool, path, out_path))
  end
end

local function share(part, whole) return whole > 0 and part / whole or 0 end

--- Counts by rule: n, found, right, exact.
local function by_rule(notes)
  local counts = {}
  for _, note in ipairs(notes) do
    local c = counts[note.rule] or { n = 0, found = 0, right = 0, exact = 0 }
    c.n = c.n + 1
    for _, what in ipairs { "found", "right", "exact" } do
      if note[what] then c[what] = c[what] + 1 end
    end
    counts[note.rule] = c
  end
  return counts
end

local function print_rules(counts)
  print "\nrule                   n   quotation   exact   with its speaker"
  for _, rule in ipairs(require "lunette.quotes".rules()) do
    local c = counts[rule.rule] or { n = 0, found = 0, right = 0, exact = 0 }
    print(("%-20s %5d %9.1f %% %5.1f %% %8.1f %%"):format(rule.rule, c.n, 100 * share(c.found, c.n),
      100 * share(c.exact, c.n), 100 * share(c.right, c.n)))
  end
end

local function print_curve(notes)
  print "\n--min-score   direct and mixed kept   right   of all marked"
  for _, least in ipairs { 0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95 } do
    local kept, right = 0, 0
    for _, note in ipairs(notes) do
      if note.kind ~= "indirect" and note.score >= least then
        kept = kept + 1
        if note.right then right = right + 1 end
      end
    end
    local reached = 0
    for _, g in ipairs(notes.gold) do
      if g.score and g.score >= least then reached = reached + 1 end
    end
    print(("%10.2f %15d %14.1f %% %8.1f %%"):format(least, kept, 100 * share(right, kept),
      100 * share(reached, #notes.gold)))
  end
end

--- A share of few is drawn towards one half.
local function score_of(c) return (c.right + 1) / (c.n + 2) end

local function write_scores(path, counts)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  text = text:gsub("([^\n,]+),(%a+),[%d.]+,%d+,", function(name, on)
    local c = counts[name]
    if not c then return nil end
    return ("%s,%s,%.2f,%d,"):format(name, on, score_of(c), c.n)
  end)
  file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  print(("\n%s: scores written"):format(path))
end

os.execute("mkdir -p " .. options.work)
local notes = { gold = {} }
for _, name in ipairs(SETS) do run_set(name, name == "polnear" and notes or nil) end
if #notes > 0 then
  local counts = by_rule(notes)
  print_rules(counts)
  print_curve(notes)
  if options.write then write_scores(options.write, counts) end
end
