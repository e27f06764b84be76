--- Scoring from end to end: gold, what is compared with it (a search that is run now, a file, hits), and
--- what is left out, which is said.
local check = require "lunette.check"
local core = require "lunette.core"
local corpus_module = require "lunette.corpus"
local dictionary = require "lunette.dictionary"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local layer_module = require "lunette.layer"
local marked = require "lunette.document_rows"
local message = require "lunette.message"
local score = require "lunette.score"
require "lunette.document"

local M = {}

--- The kinds of quotations that gold names, for the search; else those it finds by itself.
local function kinds_in(gold)
  local known, kinds = {}, {}
  for _, key in ipairs(gold.order) do
    for _, row in ipairs(gold.docs[key].rows) do
      local kind = row.kind
      if (kind == "direct" or kind == "mixed" or kind == "indirect") and not known[kind] then
        known[kind] = true
        kinds[#kinds + 1] = kind
      end
    end
  end
  table.sort(kinds)
  return #kinds > 0 and kinds or nil
end

local function find_quotes(gold, options)
  local span = options.span or gold.whole and "content" or "quote"
  local wanted = { kinds = kinds_in(gold) or options.kinds, min_score = options.min_score,
    rules = options.rules, cues = options.cues, dictionary = options.dictionary }
  return function(doc, set) set:add_hits(doc:quotes(wanted), span) end
end

local function find_entries(options)
  local dict = dictionary.from(options.dictionary or options.terms)
  return function(doc, set)
    set:add_hits(options.layer == "actors" and doc:actors(dict) or doc:find(dict))
  end
end

local RANGES <const> = { sentence = function(doc) return doc:sentences() end,
  paragraph = function(doc) return doc:paragraphs() end }

--- A layer that every document has: hits, sentences, paragraphs, or first, last, first, last, ...
local function find_layer(name)
  layer_module.check(name)
  return function(doc, set)
    local source = layer_module.source(name, doc)
    if type(source) == "userdata" then return set:add_hits(hits.new(source)) end
    if RANGES[source] then
      local list = {}
      for first, last in RANGES[source](doc):ranges() do list[#list + 1], list[#list + 2] = first, last end
      source = list
    end
    for i = 1, #source, 2 do
      set:add(doc.id, { first = source[i], last = source[i + 1], part = doc.part, label = name }, i)
    end
  end
end

local ENTRY_LAYERS <const> = { flag = true, actors = true, hits = true }

--- A layer that the corpus file holds.
local function find_stored(name)
  local stored = layer_module.stored(name)
  return function(doc, set)
    for i, span in ipairs(stored.spans(doc, name)) do
      local row = span.features
      for _, column in ipairs { "first", "last", "label", "key", "rule" } do row[column] = span[column] end
      row.part, row.kind = doc.part, span.label
      set:add(doc.id, row, i)
    end
  end
end

--- The search of a layer as search(doc, set), which adds what it finds to the set.
local function search_of(gold, options)
  local layer = options.layer
  if options.terms or options.dictionary and layer ~= "quote" or ENTRY_LAYERS[layer] then
    if not options.terms and not options.dictionary then
      fail.usage("score: layer %s needs --dictionary or --terms", layer)
    end
    return find_entries(options)
  end
  if layer == nil or layer == "quote" then return find_quotes(gold, options) end
  if layer_module.stored(layer) then return find_stored(layer) end
  return find_layer(layer)
end

local KEYED <const> = { flag = true, actors = true, hits = true, furniture = true }

--- The columns to count by and those that must agree, unless the caller says which: the key of hits.
local function complete(gold, found, options)
  local o = {}
  for name, value in next, options do o[name] = value end
  if not o.layer and (o.terms or o.dictionary) then o.layer = "flag" end
  for _, name in ipairs(o.by and {} or { "kind", "key", "label" }) do
    if gold.columns[name] then
      o.by = { name }
      break
    end
  end
  local keyed = KEYED[o.layer] or found and found.columns.key
  o.same = o.same or keyed and gold.columns.key and { "key" } or {}
  return o
end

--- Names of the first few of a list, and how many there are.
local function some(list)
  local first = table.concat(list, ", ", 1, math.min(5, #list))
  return #list > 5 and first .. ", ..." or first
end

local function documents(n)
  return n == 1 and "1 document" or ("%d documents"):format(n)
end

-- the ways to compare --------------------------------------------------------------------------------

local function compare_search(job, doc, search, entry)
  local set = marked.new("search")
  search(doc, set)
  local own = set.docs[marked.key_of(doc.id, doc.part)]
  score.compare(job, { id = doc.id, part = doc.part, text = doc.text, document = doc }, entry.rows, set,
    own and own.rows or {})
end

local function say_unseen(job, seen, what)
  local unseen = {}
  for _, key in ipairs(job.gold.order) do
    local entry = job.gold.docs[key]
    if not seen[key] then
      unseen[#unseen + 1] = entry.part == "text" and entry.id or ("%s (%s)"):format(entry.id, entry.part)
    end
  end
  if #unseen > 0 then
    message.say("%s of %s %s in %s and not scored: %s", documents(#unseen), job.gold.name,
      #unseen == 1 and "is not" or "are not", what, some(unseen))
  end
end

--- Search the documents of a corpus that have gold.
local function run_corpus(job, corpus, search, parts)
  local seen, without, n = {}, 0, 0
  for whole in corpus:documents() do
    local any = false
    for _, name in ipairs(parts or { "text" }) do
      local doc = name == "text" and whole or whole:part_of(name)
      local entry = doc and job.gold.docs[marked.key_of(doc.id, doc.part)]
      if entry then
        any, seen[marked.key_of(doc.id, doc.part)] = true, true
        compare_search(job, doc, search, entry)
      end
    end
    if not any then without = without + 1 end
    n = n + 1
    message.progress(n)
  end
  message.done()
  if without > 0 then message.remark("%s without gold left out", documents(without)) end
  say_unseen(job, seen, "the input")
end

--- A text that gold brings along as a document; `lang` is the language of those that state none.
local function document_of(job, entry, lang)
  local doc, why = core.document { id = entry.id, text = entry.text, lang = entry.lang or lang,
    date = entry.date }
  if not doc then fail.data("%s: document %s: %s", job.gold.name, entry.id, why) end
  return doc
end

--- Search the texts that gold brings along.
local function run_own(job, search, lang)
  for _, key in ipairs(job.gold.order) do
    local entry = job.gold.docs[key]
    if not entry.text then
      fail.usage("%s has no texts of its own: lunette score GOLD INPUT...", job.gold.name)
    end
    compare_search(job, document_of(job, entry, lang), search, entry)
  end
end

--- Compare with rows that were found before. `whole`: documents without rows are known to have none.
local function run_rows(job, found)
  local seen, silent, without, rows = {}, {}, 0, 0
  for _, key in ipairs(job.gold.order) do
    local entry, other = job.gold.docs[key], found.docs[key]
    if other or not found.whole then
      seen[key] = true
      if not other then silent[#silent + 1] = entry.id end
      score.compare(job, { id = entry.id, part = entry.part, text = entry.text or other and other.text },
        entry.rows, found, other and other.rows or {})
    end
  end
  for _, key in ipairs(found.order) do
    if not job.gold.docs[key] then without, rows = without + 1, rows + #found.docs[key].rows end
  end
  if without > 0 then
    message.remark("%s without gold left out, with %d %s", documents(without), rows,
      rows == 1 and "row" or "rows")
  end
  if #silent > 0 then
    message.say("%s with gold %s no row in %s: %s", documents(#silent), #silent == 1 and "has" or "have",
      found.name, some(silent))
  end
  say_unseen(job, seen, found.name)
end

--- The rows of a set by their ids, with their documents.
local function rows_by_id(set)
  local out = {}
  for _, key in ipairs(set and set.order or {}) do
    for _, row in ipairs(set.docs[key].rows) do
      if row.id then out[row.id] = { row, set.docs[key] } end
    end
  end
  return out
end

--- Rows that lost their document or place, but not their id, are where `found` has that id.
local function adopt(gold, found)
  local by_id, lost = rows_by_id(found), gold.docs[false]
  for _, row in ipairs(gold:rows()) do
    local own = row.id and by_id[row.id]
    if own and not (row.first or row.start) then
      for _, name in ipairs { "first", "last", "start", "end", "segments" } do row[name] = own[1][name] end
    end
  end
  for _, row in ipairs(lost and lost.rows or {}) do
    local own = by_id[row.id]
    if not own then gold:complain(row.line, "row without a document: a column doc is needed") end
    local rows = gold:document(own[2].id, own[2].part).rows
    rows[#rows + 1] = row
  end
  gold.docs[false] = nil
  for i, key in ipairs(gold.order) do
    if key == false then table.remove(gold.order, i) end
  end
end

--- Run `compare`; an interrupt or deadline ends it, keeping what was done.
local function run_until_stopped(job, compare)
  local ok, err = pcall(compare)
  if ok then return end
  local ended = fail.of(err)
  local status = fail.status(ended)
  if status ~= "stop" and status ~= "limit" or job.docs == 0 then error(err, 0) end
  core.system.resume()
  message.done()
  message.say("%s; the scores cover the first %s and may hold a part of the next", ended.message,
    documents(job.docs))
  job.ended = status
end

--- Score. `found`: a corpus that is searched now, a set of rows, or nil for gold's own texts.
---@param gold lunette.Marked
---@param found lunette.Corpus|lunette.Marked|nil
---@param options table
---@return lunette.Table scores, lunette.Table errors, lunette.ScoreJob
function M.run(gold, found, options)
  local rows = found ~= nil and getmetatable(found) == marked
  local o = complete(gold, rows and found or nil, options)
  adopt(gold, rows and found or nil)
  local job = score.job(gold, o)
  if gold.n == 0 and not gold.whole then fail.data("%s: no rows", gold.name) end
  local search = not rows and search_of(gold, o)
  run_until_stopped(job, function()
    if rows then run_rows(job, found)
    elseif found then run_corpus(job, found, search, o["in"])
    else run_own(job, search, o.lang) end
  end)
  if job.docs == 0 then fail.data("%s: no document of it could be scored", gold.name) end
  if job.bytes then message.remark "some rows do not say their text: bytes are counted in place of words" end
  return score.table(job), score.errors(job), job
end

local KNOWN <const> = { layer = "string", by = "table", match = "table", same = "table", kinds = "table",
  edges = "string", span = "string", terms = true, dictionary = true, min_score = "number", rules = true,
  cues = true, encoding = "string", lang = "string" }

local function run_values(gold, found, options)
  local o = check.options("score", options, KNOWN)
  local set = marked.from(gold, "gold", o)
  if found == nil and set.checked then return require "lunette.checked".summary(set, o.by) end
  if found == nil then return M.run(set, nil, o) end
  if corpus_module.is(found) then return M.run(set, found, o) end
  return M.run(set, marked.from(found, "found", o), o)
end

--- ln.score: gold against what was found. Bad data gives nil, message.
---@param gold any
---@param found any
---@param options table?
function M.score(gold, found, options)
  local ok, scores, errors = pcall(run_values, gold, found, options)
  if ok then return scores, errors end
  if fail.status(scores) == "data" then return nil, scores.message end
  error(scores, type(scores) == "string" and 2 or 0)
end

return M
