--- Which found places answer which marked ones in a document: by words, so that marks, blanks and
--- punctuation at the edges do not count.
local core = require "lunette.core"

local M = {}

--- First bytes of all words: of the text, or, where only rows are at hand, of what they say.
---@param text string|false
---@param lists lunette.Mark[][]
---@return integer[]?  nil: nobody knows the words, bytes are counted instead
function M.word_starts(text, lists)
  local out = {}
  if text then
    for first in core.text.words(text):ranges() do out[#out + 1] = first end
    return out
  end
  local known = {}
  for _, list in ipairs(lists) do
    for _, mark in ipairs(list) do
      local said = mark.row.text
      if not said then return nil end
      for first in core.text.words(said):ranges() do known[mark.first + first - 1] = true end
    end
  end
  for first in next, known do out[#out + 1] = first end
  table.sort(out)
  return out
end

--- Number of the first word that begins at byte `first` or behind.
local function word_at(starts, first)
  local low, high = 1, #starts + 1
  while low < high do
    local middle = (low + high) // 2
    if starts[middle] < first then low = middle + 1 else high = middle end
  end
  return low
end

--- Pieces in bytes as ranges of words, { from, to (half-open), ... }, and how many words they are.
---@param starts integer[]?
---@param pieces integer[]
function M.words(starts, pieces)
  local out, n, reached = {}, 0, 0
  for i = 1, #pieces, 2 do
    local from = starts and word_at(starts, pieces[i]) or pieces[i]
    local to = starts and word_at(starts, pieces[i + 1] + 1) or pieces[i + 1] + 1
    from = math.max(from, reached)
    if to > from then
      out[#out + 1], out[#out + 2] = from, to
      n, reached = n + to - from, to
    end
  end
  return out, n
end

--- How many words two lists of ranges share.
---@param a integer[]
---@param b integer[]
function M.shared(a, b)
  local n, i, k = 0, 1, 1
  while i < #a and k < #b do
    local from, to = math.max(a[i], b[k]), math.min(a[i + 1], b[k + 1])
    if to > from then n = n + to - from end
    if a[i + 1] < b[k + 1] then i = i + 2 else k = k + 2 end
  end
  return n
end

--- Note the words of each mark, and what is the same for two that are the same place: the first and the
--- last word and how many they are; bytes where there is no word, or where `edges` count.
---@param marks lunette.Mark[]
---@param starts integer[]?
---@param edges boolean
function M.measure(marks, starts, edges)
  for i, mark in ipairs(marks) do
    local words, n = M.words(starts, mark.pieces)
    mark.words, mark.n, mark.place = words, n, i
    if edges or n == 0 then
      mark.name = "bytes " .. table.concat(mark.pieces, " ")
      if n == 0 then mark.words = {} end
    else
      mark.name = ("%d %d %d"):format(words[1], words[#words], n)
    end
  end
end

--- Pairs of the same place: each found one answers one marked one at most. `agree(gold, found)` says
--- whether all else is the same.
---@return table<lunette.Mark, lunette.Mark> of_gold, table<lunette.Mark, lunette.Mark> of_found
function M.exact(gold, found, agree)
  local by_name, of_gold, of_found = {}, {}, {}
  for _, mark in ipairs(found) do
    local list = by_name[mark.name] or {}
    by_name[mark.name] = list
    list[#list + 1] = mark
  end
  for _, mark in ipairs(gold) do
    for _, other in ipairs(by_name[mark.name] or {}) do
      if not of_found[other] and agree(mark, other) then
        of_gold[mark], of_found[other] = other, mark
        break
      end
    end
  end
  return of_gold, of_found
end

local BLOCK <const> = 64

--- Found ones by their first word; how far those up to each reach; and how far each block of them does,
--- so that one long one does not make all others be looked at.
local function by_place(found)
  local list, reach, blocks, far = {}, {}, {}, 0
  for _, mark in ipairs(found) do
    if mark.n > 0 then list[#list + 1] = mark end
  end
  table.sort(list, function(a, b)
    if a.words[1] ~= b.words[1] then return a.words[1] < b.words[1] end
    return a.place < b.place
  end)
  for i, mark in ipairs(list) do
    local to, block = mark.words[#mark.words], (i - 1) // BLOCK
    far = math.max(far, to)
    reach[i], blocks[block] = far, math.max(blocks[block] or 0, to)
  end
  return { list = list, reach = reach, blocks = blocks }
end

--- The free found one that covers most of a marked one, of several the one that has least beside; and
--- the share that it covers.
local function best_of(mark, places, agree, taken)
  local best, share, size = nil, 0, 0
  local from, to, list = mark.words[1], mark.words[#mark.words], places.list
  local i = word_at(places.reach, from + 1)
  while list[i] and list[i].words[1] < to do
    local other, covered = list[i], 0
    if other.words[#other.words] > from and not taken[other] and agree(mark, other) then
      covered = M.shared(mark.words, other.words) / mark.n
    end
    if covered > share or covered == share and best and other.n < size then
      best, share, size = other, covered, other.n
    end
    i = i + 1
    while (i - 1) % BLOCK == 0 and (places.blocks[(i - 1) // BLOCK] or math.huge) <= from do i = i + BLOCK end
  end
  return best, share
end

--- Those that have no word.
local function wordless(marks)
  local out = {}
  for _, mark in ipairs(marks) do
    if mark.n == 0 then out[#out + 1] = mark end
  end
  return out
end

--- Pairs where the found one covers more than `least` of the marked one's words: marked ones in text
--- order, each takes the found one that covers most of it and is not taken yet.
function M.covered(gold, found, least, agree)
  local places = by_place(found)
  local of_gold, of_found = M.exact(wordless(gold), wordless(found), agree)
  for _, mark in ipairs(gold) do
    if mark.n > 0 then
      local other, share = best_of(mark, places, agree, of_found)
      if other and share > least then of_gold[mark], of_found[other] = other, mark end
    end
  end
  return of_gold, of_found
end

return M
