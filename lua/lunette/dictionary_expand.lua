--- What the entries of a dictionary match, spelled out: a family with each of its forms, and in words
--- what a phrase, glob or regex is.
local fail = require "lunette.fail"
local suggest = require "lunette.suggest"
local tables = require "lunette.table"

local M = {}

local COLUMNS <const> = { "key", "entry", "kind", "form", "number", "spelling", "case", "note", "rule" }
local SHOW <const> = { "entry", "kind", "form", "number", "spelling", "case", "note" }

--- The forms in which a joint may stand open, each as one of its spellings.
local OPEN <const> = {
  { "hyphen", "-", "any hyphen" }, { "space", " ", "any blank" }, { "dash", "\u{2013}", "any dash" },
  { "line", "-\u{23CE}", "over a line end, with or without a hyphen" },
  { "soft", "\u{AD}", "a soft hyphen, U+00AD" },
}

--- The words of a spelling, joints as `joint`, other words parted by blanks.
local function join(spelling, joint)
  local parts = {}
  for i, word in ipairs(spelling) do
    if i > 1 then parts[#parts + 1] = word.joint and joint or word.marks .. " " end
    parts[#parts + 1] = word.exact or word.text
  end
  return table.concat(parts) .. (spelling.dot and "." or "")
end

local function has_open_joint(spelling)
  for _, word in ipairs(spelling) do
    if word.joint then return true end
  end
  return false
end

--- How case is compared.
local function case_of(entry, spelling)
  local exact = 0
  for _, word in ipairs(spelling or {}) do exact = exact + (word.exact and 1 or 0) end
  if spelling and exact == 0 or entry.case == "any" then return "any" end
  if entry.case == "exact" or spelling and exact == #spelling then return "as written" end
  return spelling and "capitals as written" or "as the regex says"
end

local NOTES <const> = {
  glob = "* is any letters, ? one letter",
  regex = "PCRE2 regular expression over the text",
}

local function note_of(entry, spelling)
  if entry.kind == "phrase" and #spelling > 1 then
    return "blanks, one line end or one dash may part the words"
  end
  return NOTES[entry.kind] or ""
end

--- The rows of one spelling of a family.
local function add_forms(add, spelling, number)
  if has_open_joint(spelling) then
    for _, form in ipairs(OPEN) do
      add(spelling.solid and "mixed" or form[1], number, join(spelling, form[2]), spelling, form[3])
    end
  else
    add("solid", number, join(spelling, ""), spelling, "")
  end
end

--- Add the rows of one entry; a query over words has no spellings but a `meaning`.
local function add_entry(rows, entry, spellings, meaning)
  local function add(form, number, spelling, words, note)
    rows[#rows + 1] = { key = entry.key, entry = entry.value, kind = entry.kind, form = form,
      number = number, spelling = spelling, case = case_of(entry, words), note = note, rule = entry.rule }
  end
  if meaning then
    rows[#rows + 1] = { key = entry.key, entry = entry.value, kind = entry.kind, form = "", number = "",
      spelling = entry.value, case = "", note = meaning, rule = entry.rule }
    return
  end
  if entry.kind == "regex" then return add("", "", entry.value, nil, NOTES.regex) end
  for i, spelling in ipairs(spellings) do
    if spelling.family then
      add_forms(add, spelling, i % 2 == 1 and "singular" or "plural")
    else
      add("", "", join(spelling, " "), spelling, note_of(entry, spelling))
    end
  end
end

local function check_key(dictionary, key)
  local keys, seen = {}, {}
  for _, entry in ipairs(dictionary:entries()) do
    if not seen[entry.key] then keys[#keys + 1], seen[entry.key] = entry.key, true end
  end
  if not seen[key] then fail.usage("expand: no key %q%s", key, suggest.hint(key, keys)) end
end

--- The spellings of each entry, by its number; a regex or query has none.
---@param dictionary lunette.Dictionary
---@return table<integer, table[]>
function M.spellings(dictionary)
  local by_entry = {}
  for _, spelling in ipairs(dictionary:spellings()) do
    local own = by_entry[spelling.entry] or {}
    own[#own + 1], by_entry[spelling.entry] = spelling, own
  end
  return by_entry
end

--- A table of spellings: those of a key, or of the whole dictionary.
---@param dictionary lunette.Dictionary
---@param key string?
---@return lunette.Table
function M.table(dictionary, key)
  if key then check_key(dictionary, key) end
  local rows, spellings = {}, M.spellings(dictionary)
  for i, entry in ipairs(dictionary:entries()) do
    if not entry.shields and (key == nil or entry.key == key) then
      add_entry(rows, entry, spellings[i], dictionary:meaning(i))
      if entry.except ~= "" then rows[#rows].note = rows[#rows].note .. "; except " .. entry.except end
    end
  end
  return tables.new(COLUMNS, rows, { show = SHOW })
end

return M
