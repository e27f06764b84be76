--- Names that a dictionary does not cover: capitalised sequences, counted; what begins a sentence counts
--- as a name only when the same words are not used as common ones.
local actors = require "lunette.actors"
local dictionary = require "lunette.dictionary"
local hits = require "lunette.hits"
local tables = require "lunette.table"
local text = require "lunette.text"

local M = {}

local WINDOW <const> = 60 -- bytes of an example beside the name

--- The name at bytes `first` to `last`, blanks made one.
local function name_at(source, first, last)
  return (source:sub(first, last):gsub("%s+", " "))
end

--- Up to WINDOW bytes before and behind a place, from word to word, on one line.
local function example(doc, source, first, last)
  local left = source:sub(math.max(1, first - WINDOW), first - 1)
  local right = source:sub(last + 1, last + WINDOW)
  if first > WINDOW then left = left:gsub("^%S*%s", "") end
  if #source > last + WINDOW then right = right:gsub("%s%S*$", "") end
  return { doc = doc.id, left = left:gsub("%s+", " "), node = name_at(source, first, last),
    right = right:gsub("%s+", " ") }
end

--- The names of a document as fn(first, last, last byte of the first word, whether it begins a sentence).
local function each_name(doc, dict, fn)
  local places = actors.names(doc, dict)
  for i = 1, #places, 4 do fn(table.unpack(places, i, i + 3)) end
end

--- Note the names of a document: note(name, first_word, is_initial, example maker).
---@param doc lunette.Document
---@param dict lunette.Dictionary
---@param note fun(name: string, first_word: string, is_initial: boolean, make: fun(): table)
function M.gather(doc, dict, note)
  local source = doc.text
  each_name(doc, dict, function(first, last, first_last, is_initial)
    note(name_at(source, first, last), source:sub(first, first_last), is_initial,
      function() return example(doc, source, first, last) end)
  end)
end

--- One name's count over groups of a tally.
local function add(totals, name, group)
  local total = totals[name]
  if not total then
    total = { name = name, n = 0, docs = 0, seen = {}, documents = {} }
    totals[name] = total
  end
  total.n = total.n + group.n
  if not total.example or group.example_document < total.example_document then
    total.example, total.example_document = group.example, group.example_document
  end
  for _, number in ipairs(group.documents) do
    if not total.seen[number] then
      total.seen[number], total.docs = true, total.docs + 1
      total.documents[total.docs] = number
    end
  end
end

--- Whether a word is written small more often than as a name inside sentences.
local function is_common(counter, inside, word)
  local small = text.fold(word)
  if small == word then return false end
  local name = inside[word]
  return counter:count(small) > (name and name.n or 0)
end

--- Names by their text, of the groups of a tally.
local function sum_up(groups, counter)
  local inside, totals = {}, {}
  for _, group in next, groups do
    if group.key[2] == "inside" then inside[group.key[1]] = group end
  end
  for _, group in next, groups do
    local name, first_word = group.key[1], group.key[3]
    local initial = group.key[2] ~= "inside" and not inside[name]
    if (initial or name == first_word) and is_common(counter, inside, first_word) then
      name = name:sub(#first_word + 2)
    end
    if name ~= "" then add(totals, name, group) end
  end
  return totals
end

--- The hits of a row: where the name was counted.
local function opener(total, dict, reopen)
  return function()
    local name, found = total.name, {}
    local exact = assert(dictionary.new { name = { "/\\b\\Q" .. name:gsub(" ", "\\E\\s+\\Q") .. "\\E/" } })
    reopen(total.documents, function(doc)
      local ends, source = {}, doc.text
      each_name(doc, dict, function(first, last)
        local whole = name_at(source, first, last)
        if whole == name or whole:sub(-#name - 1) == " " .. name then ends[last] = true end
      end)
      for hit in exact:find(doc) do
        if ends[hit.last] then found[#found + 1] = hit end
      end
    end)
    return hits.new(found)
  end
end

--- The names of a tally as a table: name, n, docs, and an example: doc, left, node, right.
---@param groups table<string, lunette.Group>
---@param counter table  of all words as written
---@param options { least: integer?, dictionary: lunette.Dictionary }
---@param reopen fun(numbers: integer[], visit: fun(doc: lunette.Document))?
---@return lunette.Table
function M.table(groups, counter, options, reopen)
  local rows, stop = {}, text.stopwords "english"
  for name, total in next, counter and sum_up(groups, counter) or {} do
    if total.n >= (options.least or 1) and not stop[text.fold(name)] then
      local e = total.example
      local row = { name = name, n = total.n, docs = total.docs, doc = e.doc, left = e.left, node = e.node,
        right = e.right }
      rows[#rows + 1] = row
      table.sort(total.documents)
      if reopen then tables.set_hits(row, opener(total, options.dictionary, reopen)) end
    end
  end
  return tables.new({ "name", "n", "docs", "doc", "left", "node", "right" }, rows):sort("-n", "name")
end

return M
