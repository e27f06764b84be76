--- Word counts: a table of the words of documents, how often each occurs and in how many documents.
local check = require "lunette.check"
local core = require "lunette.core"

local M = {}

local OPTIONS <const> = { case = "boolean", marks = "boolean", stem = "string", least = "number",
  most = "number" }

--- How words are made comparable before they are counted: case folded unless `case`; accents dropped
--- when `marks` is false.
local function fold_flags(options)
  local T, flags = core.text, 0
  if not options.case then flags = flags | T.CASE | T.IGNORABLE | T.PLAIN end
  if options.marks == false then flags = flags | T.MARKS end
  return flags
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

--- What was counted, as a table: word, n, docs, per_million; by falling n, then word.
---@param counter table
---@param options table?  { least = occurrences, most = rows }
---@return lunette.Table
function M.table(counter, options)
  options = options or {}
  local words, documents = counter:words()
  local forms, counts, docs = counter:sorted(options.least, options.most)
  local rows = {}
  for i, form in ipairs(forms) do
    rows[i] = { word = form, n = counts[i], docs = docs[i], of_docs = documents,
      per_million = counts[i] * 1e6 / words }
  end
  return require "lunette.table".new({ "word", "n", "docs", "of_docs", "per_million" }, rows)
end

return M
