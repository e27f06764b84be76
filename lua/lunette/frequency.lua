--- Word counts: a table of the words of documents, how often each occurs and in how many documents.
local check = require "lunette.check"
local core = require "lunette.core"
local dictionary = require "lunette.dictionary"
local fold = require "lunette.fold"
local hits = require "lunette.hits"
local tables = require "lunette.table"
local text = require "lunette.text"

local M = {}

local OPTIONS <const> = { case = "boolean", marks = "boolean", stem = "string", least = "number",
  most = "number" }

--- How words are made comparable before they are counted: case folded unless `case`; accents dropped
--- when `marks` is false.
local function fold_flags(o)
  local case = o.case or false
  return fold.flags { case = case, marks = o.marks, ignorable = case, plain = not case }
end

--- A counter; counter:add(doc) counts a document's words.
---@param options table?  { case = true counts forms as written, marks = false drops accents, stem =
--- "english" counts stems }
function M.new(options)
  local o = check.options("freq", options, OPTIONS)
  local counter, why = core.frequency(fold_flags(o), o.stem)
  if not counter then require "lunette.fail".usage("freq: %s", why) end
  return counter
end

--- What a form is counted as.
local function counted_as(form, flags, stem)
  local folded = flags == 0 and form or core.text.fold(form, flags)
  return stem and text.stem(folded, stem) or folded
end

--- A form as an entry of a dictionary: the query language parts words at some marks.
local function entry_of(form)
  return form:find "%p" and ("/\\Q%s\\E/"):format(form) or "=" .. form
end

--- Those hits that are a whole word: "it" also lies in "it's".
local function whole_words(found, doc)
  local ends, out = {}, {}
  for first, last in doc:words():ranges() do ends[first] = last end
  for _, hit in ipairs(found) do
    if ends[hit.first] == hit.last then out[#out + 1] = hit end
  end
  return out
end

--- A function of a document: the hits of the forms that are counted as `word`. The dictionary has the
--- exact forms met so far, and is made anew for a document with another one.
local function finder(word, o)
  local flags, known, forms, exact = fold_flags(o), {}, {}, nil
  return function(doc)
    local any = false
    for _, form in ipairs((doc:words():types())) do
      if known[form] == nil then
        known[form] = counted_as(form, flags, o.stem) == word
        if known[form] then forms[#forms + 1], exact = entry_of(form), nil end
      end
      any = any or known[form]
    end
    if not any then return {} end
    exact = exact or dictionary.new { [word] = forms }
    return whole_words(exact:find(doc), doc)
  end
end

--- How the hits of a row are found: the documents are gone through once more.
local function opener(word, o, each)
  return function()
    local found, find = {}, finder(word, o)
    each(function(doc)
      local list = find(doc)
      table.move(list, 1, #list, #found + 1, found)
    end)
    return hits.new(found)
  end
end

--- What was counted, as a table: word, n, docs, of_docs, per_million; by falling n, then word.
---@param counter table
---@param options table?  { least = occurrences, most = rows }, and those the counter was made with
---@param each fun(visit: fun(doc: lunette.Document))?  goes through the documents again, for row:hits()
---@return lunette.Table
function M.table(counter, options, each)
  local o = options or {}
  local words, documents = counter:words()
  local forms, counts, docs = counter:sorted(o.least, o.most)
  local rows = {}
  for i, form in ipairs(forms) do
    rows[i] = { word = form, n = counts[i], docs = docs[i], of_docs = documents,
      per_million = counts[i] * 1e6 / words }
    if each then tables.set_hits(rows[i], opener(form, o, each)) end
  end
  return tables.new({ "word", "n", "docs", "of_docs", "per_million" }, rows)
end

return M
