--- What is wrong or risky in a dictionary: rules over its entries, each finding with its place and,
--- where something can be done about it, a row for --without.
local common_words = require "lunette.common_words"
local expand = require "lunette.dictionary_expand"
local regex = require "lunette.core".regex
local stopwords = require "lunette.stopwords"
local text = require "lunette.text"

local M = {}

--- How grave each problem is; the order of the report.
M.problems = {
  { "unreadable line", "error" }, { "empty match", "error" }, { "function word", "warning" },
  { "common word", "warning" }, { "lower case", "warning" }, { "two keys", "warning" },
  { "unreachable", "warning" }, { "date overlap", "warning" }, { "uncoded", "warning" },
  { "control byte", "warning" }, { "duplicate", "note" }, { "date gap", "note" }, { "no hit", "note" },
}

M.severities = { "error", "warning", "note" }
M.columns = { "severity", "problem", "key", "entry", "rule", "other", "detail", "proposal" }
M.show = { "severity", "problem", "key", "entry", "rule", "other", "detail" }

local severity_of, rank = {}, {}
for i, problem in ipairs(M.problems) do severity_of[problem[1]], rank[problem[1]] = problem[2], i end

--- Findings about a dictionary while the rules go over it.
---@class lunette.Lint
---@field entries lunette.Entry[]
---@field spellings table<integer, table[]>  by entry
---@field findings table[]
---@field counts table<integer, table>?  what a corpus has of each entry
local Lint = {}
Lint.__index = Lint

--- Add a finding about an entry (nil: about a line).
function Lint:say(problem, entry, detail, more)
  local row = { severity = severity_of[problem], problem = problem, detail = detail,
    key = entry and entry.key, entry = entry and entry.value, rule = entry and entry.rule }
  for name, value in next, more or {} do row[name] = value end
  self.findings[#self.findings + 1] = row
end

--- Entries that are looked for, with their numbers.
function Lint:each()
  local i = 0
  return function()
    repeat i = i + 1 until not self.entries[i] or not self.entries[i].shields
    return self.entries[i] and i, self.entries[i]
  end
end

-- words ---------------------------------------------------------------------------------------------

local CONTROL <const> = "[%z\1-\8\11\12\14-\31\127]"

--- The word of a spelling of one word, folded, unless it is a glob or must be as written.
local function free_word(spelling)
  local word = #spelling == 1 and spelling[1]
  return word and not word.exact and not word.glob and word.text or nil
end

local function is_name_like(value)
  return text.fold(value) ~= text.fold(value, { case = true })
end

--- In capitals throughout, as a short name may be.
local function is_acronym(value)
  return #value <= 4 and value == value:upper() and value ~= value:lower()
end

--- How the entry of a common word is to be restricted: by what kind of word it is, and what a corpus has
--- of it.
local function propose(kind, value, count)
  if kind == "name" then return "capital" end
  if kind == "function word" then
    return (is_acronym(value) or count and count.capitals > 0) and "exact" or "off"
  end
  if not count or count.lower * 2 >= count.n then return "off" end
  return count.capitals > count.inside and "exact" or "capital"
end

local function csv_cell(value)
  return value:find '[,"\r\n]' and '"' .. value:gsub('"', '""') .. '"' or value
end

--- A row of the file that --without reads.
local function proposal_row(entry, how)
  return ("%s,%s,%s,%s"):format(csv_cell(entry.key), csv_cell(entry.value), how == "off" and "off" or "",
    how == "off" and "" or how)
end

local function describe_count(count)
  if not count or count.n == 0 then return "" end
  return ("; %d of %d hits in lower case"):format(count.lower, count.n)
end

local HOW <const> = { off = "leave it out", exact = "take it only as written",
  capital = "take it only with a capital" }

local function say_word(lint, i, entry, problem, kind, word)
  local count = lint.counts and lint.counts[i]
  local how = propose(kind, entry.value, count)
  lint.said[i] = true
  lint:say(problem, entry, ("matches %q in any case%s: %s"):format(word,
    describe_count(count), HOW[how]), { proposal = proposal_row(entry, how), how = how })
end

--- Entries that match words every text is full of.
local function check_words(lint)
  local functions = stopwords.get "en"
  functions.us = true
  for i, entry in lint:each() do
    local spelling = lint.spellings[i] and lint.spellings[i][1]
    local word = spelling and entry.use == "hit" and (entry.lang == "" or entry.lang == "en") and
      free_word(spelling)
    local kind = word and is_name_like(entry.value) and common_words.kind(word)
    if word and functions[word] then
      say_word(lint, i, entry, "function word", kind == "name" and kind or "function word", word)
    elseif kind then
      say_word(lint, i, entry, "common word", kind, word)
    end
  end
end

local function regex_of(entry)
  local body, flags = entry.value:match "^/(.*)/(%a*)$"
  flags = (flags or "") .. (entry.case == "any" and "i" or "")
  return regex(body or entry.value, flags:find "i.*i" and flags:gsub("i", "", 1) or flags)
end

--- Regexes that are content with nothing, and bytes that no text holds: those in files are found there.
local function check_values(lint, in_files)
  for _, entry in lint:each() do
    if entry.kind == "regex" then
      local pattern = regex_of(entry)
      if pattern and pattern:test "" then
        lint:say("empty match", entry, "matches the empty string: what it needs is all optional")
      end
    end
    for _, name in ipairs { "key", "value" } do
      local byte = not in_files and entry[name]:match(CONTROL)
      if byte then lint:say("control byte", entry, ("byte %d in the %s"):format(byte:byte(), name)) end
    end
  end
end

--- Of each file its keys: how many, and how many have a code.
local function count_keys(lint)
  local files, coded = {}, {}
  for _, entry in lint:each() do
    local name = entry.rule:match "^(.*):%d+$" or ""
    local file = files[name] or { first = {}, keys = 0, coded = 0 }
    files[name] = file
    if not file.first[entry.key] then file.first[entry.key], file.keys = entry, file.keys + 1 end
    if #entry.codes > 0 and not coded[entry.key] then
      coded[entry.key], file.coded = true, file.coded + 1
    end
  end
  return files, coded
end

--- Keys without a code in a file where most have one.
local function check_codes(lint)
  local files, coded = count_keys(lint)
  for _, entry in lint:each() do
    local file = files[entry.rule:match "^(.*):%d+$" or ""]
    if file.coded * 2 > file.keys and entry.use == "hit" and file.first[entry.key] == entry and
      not coded[entry.key] then
      lint:say("uncoded", entry, "no entry of this key has a code")
    end
  end
end

-- what a corpus says --------------------------------------------------------------------------------

local LEAST_LOWER <const> = 3

--- Entries written with capitals that texts have as common nouns, and entries without a hit.
local function check_counts(lint)
  for i, entry in lint:each() do
    local count = lint.counts[i]
    if not count then
      lint:say("no hit", entry, "no hit in the corpus")
    elseif not lint.said[i] and count.lower >= LEAST_LOWER and count.lower * 2 >= count.n and
      is_name_like(entry.value) then
      local how = count.lower == count.n and "off" or nil
      lint:say("lower case", entry, ("%d of %d hits are in lower case, such as %q"):format(count.lower,
        count.n, count.form), { proposal = how and proposal_row(entry, how), how = how })
    end
  end
end

--- Whether a sentence begins with the hit.
local function begins_sentence(hit)
  return hit:sentence_range() == hit.first
end

local function count_hit(count, hit)
  local form = hit.text
  count.n = count.n + 1
  if form == text.fold(form) then
    count.lower, count.form = count.lower + 1, form
  elseif form == form:upper() and #form > 1 then
    count.capitals = count.capitals + 1
  elseif not begins_sentence(hit) then
    count.inside = count.inside + 1
  end
end

--- Count what a corpus has of each entry: in lower case, in capitals, with a capital inside a sentence.
---@param dictionary lunette.Dictionary
---@param entries lunette.Entry[]
---@param corpus lunette.Corpus
---@return table<integer, table>
function M.count(dictionary, entries, corpus)
  local numbers, counts = {}, {}
  for i, entry in ipairs(entries) do
    local name = entry.rule .. "\0" .. entry.value .. "\0" .. entry.key
    numbers[name] = numbers[name] or i
  end
  for doc in corpus:documents() do
    for _, hit in ipairs(dictionary:find(doc)) do
      local i = numbers[hit.rule .. "\0" .. hit.entry .. "\0" .. hit.key]
      counts[i] = counts[i] or { n = 0, lower = 0, capitals = 0, inside = 0, form = "" }
      count_hit(counts[i], hit)
    end
  end
  return counts
end

-- the files themselves ------------------------------------------------------------------------------

--- Control bytes in a file's lines: a reader may pass them over.
local function check_file(lint, path)
  local file = io.open(path, "rb")
  local bytes = file and file:read "a"
  if file then file:close() end
  if not bytes or not bytes:find(CONTROL) then return end
  local number, name = 0, path:match "[^/]+$" or path
  for line in (bytes:gsub("\r\n?", "\n") .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    local byte = line:match(CONTROL)
    if byte then
      lint:say("control byte", nil, ("byte %d in the line"):format(byte:byte()),
        { rule = ("%s:%d"):format(name, number) })
    end
  end
end

--- What the reader could not use, and what it passed over.
local function check_origin(lint, origin)
  for _, notice in ipairs(origin.notices) do
    local place = notice.path .. (notice.line and ":" .. notice.line or "")
    lint:say("unreadable line", nil, notice.message,
      { rule = place, severity = notice.failed and "error" or "note" })
  end
  for _, path in ipairs(origin.files) do check_file(lint, path) end
end

local function sort_findings(findings)
  local place = {}
  for i, row in ipairs(findings) do place[row] = i end
  table.sort(findings, function(a, b)
    local x, y = rank[a.problem], rank[b.problem]
    if a.severity ~= b.severity then
      return a.severity == "error" or b.severity == "note"
    end
    return x ~= y and x < y or x == y and place[a] < place[b]
  end)
  return findings
end

--- All findings about a dictionary. `origin` = the files it was read from and what the reader said;
--- `corpus` may be nil.
---@param dictionary lunette.Dictionary
---@param origin { files: string[], notices: table[] }
---@param corpus lunette.Corpus?
---@return table[] rows  with the fields of M.columns
function M.check(dictionary, origin, corpus)
  local entries = dictionary:entries()
  local lint = setmetatable({ entries = entries, spellings = expand.spellings(dictionary), said = {},
    findings = {}, counts = corpus and M.count(dictionary, entries, corpus) or false }, Lint)
  check_origin(lint, origin)
  check_words(lint)
  check_values(lint, #origin.files > 0)
  check_codes(lint)
  require "lunette.lint_cover".check(lint)
  require "lunette.lint_dates".check(lint)
  if lint.counts then check_counts(lint) end
  return sort_findings(lint.findings)
end

return M
