--- Where rows lie in a document's text: bytes, or code points, or their own words looked up; and whether
--- what they say stands there.
local control = require "lunette.control"
local core = require "lunette.core"

local M = {}

local CELL_MOST <const> = 32000 -- bytes; a spreadsheet cuts a cell at 32,767 characters

--- A function that gives the byte, from 1, where code point number `n` (from 0) begins; nil behind the
--- text. Fast when the numbers come nearly in order.
local function code_points(text)
  local point, byte = 0, 1
  return function(n)
    local found = utf8.offset(text, n >= point and n - point + 1 or n - point, byte)
    if found then point, byte = n, found end
    return found
  end
end

--- White space as one blank, and what no cell can hold as it writes it.
local function plain(text)
  return (control.hide(text):gsub("\u{A0}", " "):gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

--- Whether a cell says what the text does, but for what a spreadsheet does to it.
---@param cell string
---@param truth string
function M.same_text(cell, truth)
  if cell == truth then return true end
  cell, truth = plain(cell), plain(truth)
  if cell:sub(1, 1) == "'" and truth:sub(1, 1) ~= "'" then cell = cell:sub(2) end
  if cell == truth or cell == "'" .. truth then return true end
  return #cell >= CELL_MOST and truth:sub(1, #cell) == cell
end

--- A regular expression for the words of a cell: any white space, any quotation marks and dashes.
local function loose_pattern(cell)
  local out = cell:match "^%s*(.-)%s*$":gsub("[%^%$%(%)%%%.%[%]%*%+%-%?{}|\\#]", "\\%0")
  out = out:gsub("%s+", "\\s+")
  for _, mark in ipairs { "“", "”", "„", "«", "»" } do out = out:gsub(mark, '"') end
  for _, mark in ipairs { "‘", "’", "‚" } do out = out:gsub(mark, "'") end
  for _, dash in ipairs { "–", "—", "‑", "‐" } do out = out:gsub(dash, "\\-") end
  out = out:gsub('"', '["“”„«»]'):gsub("'", "['‘’‚]"):gsub("\\%-", "[-–—‑‐]")
  return core.regex(out)
end

--- All places of `text` in a document, exactly or else loosely: first, last, first, last, ...
local function find_all(text, cell)
  local out, from = {}, 1
  while true do
    local first, last = text:find(cell, from, true)
    if not first then break end
    out[#out + 1], out[#out + 2] = first, last
    from = first + 1
  end
  if #out > 0 then return out end
  local pattern, init = loose_pattern(cell), 1
  while pattern do
    local first, last = pattern:find(text, init)
    if not first or last < first then break end
    out[#out + 1], out[#out + 2] = first, last
    init = last + 1
  end
  return out
end

--- Where a row's text stands, when it names no place.
local function look_up(set, row, doc_id, text)
  local places = find_all(text, row.text)
  if #places == 0 and row.text:sub(1, 1) == "'" then places = find_all(text, row.text:sub(2)) end
  local count = #places // 2
  if count == 0 then set:complain(row.line, "not found in %s: %s", doc_id, row.text) end
  local nth = row.nth or 1
  if count > 1 and not row.nth then
    set:complain(row.line, "stands %d times in %s: which one, nth = 1 to %d? %s", count, doc_id,
      count, row.text)
  end
  if nth < 1 or nth > count then
    set:complain(row.line, "nth is %d, but it stands %d times in %s: %s", nth, count, doc_id,
      row.text)
  end
  return places[2 * nth - 1], places[2 * nth]
end

--- A pair of code points, half-open, as bytes, inclusive.
local function to_bytes(set, row, doc, from, to)
  local first = doc.byte_of(from)
  local behind = first and doc.byte_of(to)
  if not behind then
    set:complain(row.line, "code points %d to %d lie behind the end of %s", from, to, doc.id)
  end
  return first, behind - 1
end

local function check_bytes(set, row, doc, first, last)
  local text = doc.text
  if first < 1 or last > #text or first > #text + 1 then
    set:complain(row.line, "bytes %d to %d lie behind the end of %s (%d bytes)", first, last,
      doc.id, #text)
  end
end

--- The first and last byte of a row, checked against the text when there is one.
local function place_of(set, row, doc)
  local text = doc.text
  if row.first and row.last then
    if text then check_bytes(set, row, doc, row.first, row.last) end
    return row.first, row.last
  elseif row.start and row["end"] then
    if text then return to_bytes(set, row, doc, row.start, row["end"]) end
    set:complain(row.line, "code points need the text of %s: give it as INPUT", doc.id)
  elseif row.text then
    if text then return look_up(set, row, doc.id, text) end
    set:complain(row.line, "the place is not stated: the text of %s is needed as INPUT", doc.id)
  end
  set:complain(row.line, "no place: first and last, start and end, or text")
end

--- Pieces as { first, last, first, last, ... }: given in bytes, in code points, or as texts that follow
--- one another; without any, the whole is one piece.
local function pieces_of(set, row, doc, first, last)
  local out = {}
  local list, cp = row.segments, row.segments_cp
  if not (row.first and list) and cp and doc.text then list = cp else cp = nil end
  local from = first
  for _, piece in ipairs(list or {}) do
    local a, b
    if type(piece) == "string" and doc.text then
      a, b = doc.text:find(piece, from, true)
      from = b and b + 1
    elseif type(piece) == "table" then
      a, b = math.tointeger(piece[1]), math.tointeger(piece[2])
      if a and b and cp then a, b = to_bytes(set, row, doc, a, b) end
    end
    if not a or not b or b < a or a < first or b > last then
      set:complain(row.line, "segments: a piece does not lie in the row")
    end
    out[#out + 1], out[#out + 2] = a, b
  end
  if #out == 0 then out[1], out[2] = first, last end
  return out
end

local function speaker_of(set, row, doc)
  if row.speaker_first and row.speaker_last then return row.speaker_first, row.speaker_last end
  if row.speaker_start and row.speaker_end and doc.text then
    return to_bytes(set, row, doc, row.speaker_start, row.speaker_end)
  end
end

local function shorten(text)
  return #text > 60 and text:sub(1, (utf8.offset(text, 0, 57) or 57) - 1) .. "..." or text
end

--- Raise unless the row's own text stands there.
local function check_text(set, row, doc, first, last)
  local truth = doc.text:sub(first, last)
  if M.same_text(row.text, truth) then return end
  set:complain(row.line, "%s has other words at bytes %d to %d: %q, not %q", doc.id, first, last,
    shorten(truth), shorten(row.text))
end

--- The text on both sides of first..last, `side` bytes or a little more, each on one line; nil without
--- a text.
---@param text string|false
---@return string? before, string? after
function M.around(text, first, last, side)
  if not text then return nil, nil end
  local from, to = math.max(1, first - side), math.min(#text, last + side)
  while from > 1 and text:byte(from) & 0xC0 == 0x80 do from = from - 1 end
  while to < #text and text:byte(to + 1) & 0xC0 == 0x80 do to = to + 1 end
  return (text:sub(from, first - 1):gsub("%s+", " ")), (text:sub(last + 1, to):gsub("%s+", " "))
end

--- The rows of a document as marks in text order: { first, last, pieces, speaker_first, speaker_last, row }.
--- Without the text, rows must state their bytes. Raises for a row that does not fit, with its place.
---@param set lunette.Marked      whose rows they are, for messages
---@param rows table[]
---@param id string
---@param text string|false
---@return lunette.Mark[]
function M.marks(set, rows, id, text)
  local doc = { id = id, text = text, byte_of = text and code_points(text) }
  local out = {}
  for _, row in ipairs(rows) do
    if row.first or row.start or row.text then
      local first, last = place_of(set, row, doc)
      if text and row.text and (row.first or row.start) then check_text(set, row, doc, first, last) end
      local mark = { first = first, last = last, row = row,
        pieces = pieces_of(set, row, doc, first, last) }
      mark.speaker_first, mark.speaker_last = speaker_of(set, row, doc)
      out[#out + 1] = mark
    end
  end
  for i, mark in ipairs(out) do mark.number = i end
  table.sort(out, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    if a.last ~= b.last then return a.last < b.last end
    return a.number < b.number
  end)
  return out
end

return M
