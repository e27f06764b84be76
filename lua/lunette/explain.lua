--- Why a place is a hit, and why one that looks like the term is none. What is found with fewer rules,
--- but not with all, says which rule decided.
local core = require "lunette.core"
local condition = require "lunette.condition"
local dictionary = require "lunette.dictionary"
local hits = require "lunette.hits"
local layer = require "lunette.layer"
local negation = require "lunette.negation"
local query_layers = require "lunette.query_layers"

local M = {}

--- A value without the = of "exactly so".
local function plain(value)
  return (value:gsub("^=(.)", "%1"))
end

--- Every entry as one to be found: in any language, on all days, excepted phrases and discards too; with
--- `any_case` in any capitals.
local function relax(entries, any_case)
  local dict = assert(core.dictionary())
  for _, entry in ipairs(entries) do
    -- what is no phrase any more is not found
    dict:add_entry { key = entry.key, value = plain(entry.value), rule = entry.rule, kind = entry.kind,
      case = any_case and "any" or entry.case, weight = entry.weight }
  end
  return dict
end

--- The dictionary with fewer rules, and what its entries are in the first one, by key and value.
local known = setmetatable({}, { __mode = "k" })

local function relaxed_of(dict)
  local made = known[dict]
  if made then return made end
  local entries = dict:entries()
  made = { bare = relax(entries, false), any = relax(entries, true), entries = {} }
  for _, entry in ipairs(entries) do
    entry.protects = entry.shields and entries[entry.shields].value
    -- an entry to be found comes before those that only protect it
    local name = entry.key .. "\0" .. plain(entry.value)
    made.entries[name] = made.entries[name] or entry
  end
  known[dict] = made
  return made
end

local function name_of(hit)
  return hit.key .. "\0" .. plain(hit.entry)
end

--- The same place of the same entry in every search.
local function id_of(hit)
  return ("%s\0%d\0%d"):format(name_of(hit), hit.first, hit.last)
end

--- A set of the places of a batch or list.
local function set_of(list)
  local set = {}
  for i = 1, #list do set[id_of(list[i])] = list[i] end
  return set
end

--- The document with blanks for the marks and line ends that part phrases: bytes stay where they are.
local function without_marks(doc)
  return core.document { id = doc.id, text = (doc.text:gsub("[,;:.!?\r\n]", " ")) }
end

--- All places that look like a term, with how each of them was found.
local function look(doc, dict, options)
  local made = relaxed_of(dict)
  local rest = condition.without(options)
  local function search(d, on, discards)
    return hits.new(d:search(on, "all", false, discards and "as_written" or "off",
      query_layers.of(d, on, rest.layers)))
  end
  local chosen = dict:find(doc, rest)
  local s = { made = made, chosen = chosen, final = condition.apply(chosen, options),
    conditions = condition.list(options), judged = {},
    strict = search(dict, doc, false), kept = search(dict, doc, rest.discards ~= false),
    bare = search(made.bare, doc), any = search(made.any, doc),
    blank = search(made.any, without_marks(doc)) }
  s.sets = {}
  for _, name in ipairs { "chosen", "final", "strict", "kept", "bare", "any" } do
    s.sets[name] = set_of(s[name])
  end
  return s
end

--- How far a list in text order reaches: by place, the furthest last byte up to there.
local reaches = setmetatable({}, { __mode = "k" })

local function reach_of(list)
  local reach = reaches[list]
  if reach then return reach end
  reach = {}
  for i = 1, #list do reach[i] = math.max(reach[i - 1] or 0, list[i].last) end
  reaches[list] = reach
  return reach
end

--- The first of `list` (in text order) that shares a byte with [first, last] and fulfils `test`.
local function find_over(list, first, last, test)
  local reach = reach_of(list)
  local low, high = 1, #reach + 1
  while low < high do
    local middle = (low + high) // 2
    if reach[middle] < first then low = middle + 1 else high = middle end
  end
  for i = low, #reach do
    local other = list[i]
    if other.first > last then return nil end
    if other.last >= first and test(other) then return other end
  end
end

local function entry_of(s, hit)
  return s.made.entries[name_of(hit)]
end

-- reasons ---------------------------------------------------------------------------------------------

local function layers_of(what)
  if hits.is(what) then return "the hits given" end
  return type(what) == "table" and table.concat(what, ", ") or what
end

--- Which of the layers the hit lies in.
local function layers_around(what, hit)
  if hits.is(what) then return "the hits given" end
  local around = {}
  for name in layers_of(what):gmatch "[^,%s]+" do
    if layer.region({ name }, hit.doc):covers(hit, true) then around[#around + 1] = name end
  end
  return table.concat(around, ", ")
end

local function query_of(what)
  if type(what) == "table" then
    what = what.text or what.query or table.concat(what, ", ")
  end
  return type(what) == "string" and ("%q"):format(what) or "the dictionary given"
end

local function words_of(what)
  local n = type(what) == "table" and what.words or condition.NEAR
  return n == 1 and "1 word" or ("%d words"):format(n)
end

local REFUSED <const> = {
  within = function(what) return "not in " .. layers_of(what) end,
  outside = function(what, hit) return "in " .. layers_around(what, hit) end,
  near = function(what)
    return ("no hit of %s within %s"):format(query_of(what), words_of(what))
  end,
  not_near = function(what)
    return ("a hit of %s within %s"):format(query_of(what), words_of(what))
  end,
  negated = function(what, hit)
    if what == "only" then return "not negated" end
    return ("negated by %q"):format(negation.cue_of(hit) or "")
  end,
}

local PASSED <const> = {
  within = function(what, hit) return "in " .. layers_around(what, hit) end,
  outside = function(what) return "not in " .. layers_of(what) end,
  near = function(what) return ("near %s"):format(query_of(what)) end,
  not_near = function(what) return ("not near %s"):format(query_of(what)) end,
  negated = function(what, hit)
    return what == "only" and ("negated by %q"):format(negation.cue_of(hit) or "") or "not negated"
  end,
}

--- Which condition a hit fails, or what it passed.
local function judge(s, hit)
  local passed = {}
  for _, one in ipairs(s.conditions) do
    local set = s.judged[one] or set_of(one.apply(s.chosen))
    s.judged[one] = set
    if not set[id_of(hit)] then return REFUSED[one.name](one.what, hit) end
    passed[#passed + 1] = PASSED[one.name](one.what, hit)
  end
  return nil, passed
end

local function other_match(s, hit)
  local winner = find_over(s.chosen, hit.first, hit.last, function(other)
    return id_of(other) ~= id_of(hit)
  end)
  if not winner then return "another match is preferred" end
  local longer = winner.last - winner.first > hit.last - hit.first
  return ("%s %q of key %q (%s)"):format(longer and "inside a longer match:" or "the same words are",
    winner.text, winner.key, winner.rule)
end

--- The hits of entries that drop what is around them, by how far: "sentence" or "story".
local function droppers_of(s)
  local droppers = { sentence = {}, story = {} }
  for i = 1, #s.bare do
    local hit = s.bare[i]
    local list = droppers[entry_of(s, hit).use]
    if list then list[#list + 1] = hit end
  end
  return droppers
end

local function discarded(s, hit)
  s.droppers = s.droppers or droppers_of(s)
  local from, to = hit:sentence_range()
  local other = find_over(s.droppers.sentence, from, to, function(one) return one.first >= from end)
    or s.droppers.story[1]
  if not other then return "discarded" end
  return ("discarded: %q (%s) drops the %s"):format(other.text, other.rule, entry_of(s, other).use)
end

local function limited(s, hit, doc)
  local entry = entry_of(s, hit)
  local shield = find_over(s.bare, hit.first, hit.last, function(other)
    local over = entry_of(s, other)
    return over.protects == entry.value and other.first <= hit.first and hit.last <= other.last
  end)
  if shield then return ("inside the excepted phrase %q"):format(shield.text) end
  if entry.lang ~= "" and doc.lang and doc.lang ~= entry.lang then
    return ("the entry is for language %s, the document is %s"):format(entry.lang, doc.lang)
  end
  if entry.from ~= "" or entry.to ~= "" then
    return ("the entry holds %s..%s, the document's date is %s"):format(entry.from, entry.to, doc.date)
  end
  return "an excepted phrase"
end

--- Why a hit is one: its entry, rule, form.
---@param hit lunette.Hit
---@return string
function M.describe(hit)
  local form = hit.form == "" and "" or (", spelling form: " .. hit.form)
  return ("%q is entry %q of key %q (%s)%s"):format(hit.text, hit.entry, hit.key, hit.rule, form)
end

--- The verdict on one place, or nil when there is nothing to say: it is another hit's.
local function verdict(s, hit, doc)
  local id, sets = id_of(hit), s.sets
  if sets.final[id] then
    local _, passed = judge(s, hit)
    local text = M.describe(hit)
    return "hit", #passed > 0 and ("%s; %s"):format(text, table.concat(passed, "; ")) or text
  end
  if sets.chosen[id] then return "no hit", (judge(s, hit)) end
  if sets.kept[id] then return "no hit", other_match(s, hit) end
  if sets.strict[id] then return "no hit", discarded(s, hit) end
  local function same_key(other) return other.key == hit.key end
  if find_over(s.strict, hit.first, hit.last, same_key) then return nil end
  if sets.bare[id] then return "no hit", limited(s, hit, doc) end
  if sets.any[id] then
    return "no hit", ("case: entry %q is found as written only"):format(entry_of(s, hit).value)
  end
  if find_over(s.any, hit.first, hit.last, same_key) then return nil end
  return "no hit", ("a mark parts the words: %q"):format(doc.text:sub(hit.first, hit.last))
end

--- A row for each place that is a hit, or looks like one: first, last, text, verdict, why, and the
--- columns of the hit.
---@param doc lunette.Document
---@param query string|table|lunette.Dictionary
---@param options table?  as dictionary:find
---@return table[]
function M.rows(doc, query, options)
  options = options or {}
  local dict = dictionary.from(query)
  local s = look(doc, dict, options)
  local rows, seen = {}, {}
  for _, list in ipairs { s.strict, s.bare, s.any, s.blank } do
    for i = 1, #list do
      local hit = list[i]
      local entry = entry_of(s, hit)
      local id = id_of(hit)
      if not seen[id] and entry and entry.use == "hit" and not entry.protects then
        seen[id] = true
        local what, why = verdict(s, hit, doc)
        rows[#rows + 1] = what and { doc = doc.id, date = doc.date ~= "(none)" and doc.date or nil,
          part = doc.part, first = hit.first, last = hit.last, start = hit.start, ["end"] = hit["end"],
          text = doc.text:sub(hit.first, hit.last), verdict = what, why = why, key = hit.key,
          entry = entry.value, form = hit.form, rule = entry.rule } or nil
      end
    end
  end
  return require "lunette.order".sort(rows, { "first", "last", "key", "entry" },
    function(row, name) return row[name] end)
end

--- Columns of these rows.
M.columns = { "doc", "date", "part", "first", "last", "text", "verdict", "why", "key", "entry", "form",
  "rule" }

return M
