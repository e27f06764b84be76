-- Writes core/text/unicode_tables.c and core/text/word_tables.c from the Unicode Character Database.
--
--   lua5.4 tests/tools/unicode_tables.lua /usr/share/unicode core/text
--
-- The folder is that of the Debian package unicode-data. Only stock Lua 5.4 is needed.

local folder, target = arg[1], arg[2]
if not (folder and target) then
  io.stderr:write("usage: lua5.4 unicode_tables.lua FOLDER OUTPUT_FOLDER\n")
  os.exit(2)
end

local LAST <const> = 0x10FFFF
local BLOCK <const> = 128 -- code points a block; core/text/unicode.h shifts by 7

-- The order is that of the enums in core/text/unicode.h: an entry's place is its number, from 0.
local WORD <const> = {
  "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format", "Regional_Indicator", "Katakana",
  "Hebrew_Letter", "ALetter", "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum",
  "Numeric", "ExtendNumLet", "WSegSpace",
}
local SENTENCE <const> = {
  "Other", "CR", "LF", "Sep", "Extend", "Format", "Sp", "Lower", "Upper", "OLetter", "Numeric",
  "ATerm", "SContinue", "STerm", "Close",
}
local GRAPHEME <const> = {
  "Other", "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend",
  "SpacingMark", "L", "V", "T", "LV", "LVT",
}

-- Calls visit(first, last, value) for each line "0041..005A ; Value # ..." of a file.
local function each_range(name, visit)
  local file <close> = assert(io.open(folder .. "/" .. name))
  for line in file:lines() do
    local range, value = line:match "^([%x.]+)%s*;%s*([%w_]+)"
    if range then
      local first, last = range:match "^(%x+)%.%.(%x+)$"
      visit(tonumber(first or range, 16), tonumber(last or range, 16), value)
    end
  end
end

local packed = {}
for code = 0, LAST do packed[code] = 0 end

-- Puts the number of each class into the bits from `shift` on.
local function add_classes(name, order, shift)
  local number = {}
  for i, class in ipairs(order) do number[class] = i - 1 end
  each_range(name, function(first, last, value)
    local n = assert(number[value], name .. ": unknown class " .. value)
    for code = first, last do packed[code] = packed[code] | n << shift end
  end)
end

local function add_flag(name, shift, wanted)
  each_range(name, function(first, last, value)
    if not wanted(value) then return end
    for code = first, last do packed[code] = packed[code] | 1 << shift end
  end)
end

add_classes("auxiliary/WordBreakProperty.txt", WORD, 0)
add_classes("auxiliary/SentenceBreakProperty.txt", SENTENCE, 5)
add_classes("auxiliary/GraphemeBreakProperty.txt", GRAPHEME, 9)
add_flag("emoji/emoji-data.txt", 13, function(value) return value == "Extended_Pictographic" end)
add_flag("extracted/DerivedGeneralCategory.txt", 14, function(value)
  return value:match "^[LN]%l$" ~= nil
end)
add_flag("PropList.txt", 14, function(value) return value == "Ideographic" end)
add_flag("Scripts.txt", 14, function(value)
  return value == "Hiragana" or value == "Katakana" or value == "Han"
end)

-- Equal blocks are kept once. Block 0 is ASCII's, so that ASCII needs no first stage.
local index, blocks, seen = {}, {}, {}
for start = 0, LAST, BLOCK do
  local key = table.concat(packed, ",", start, start + BLOCK - 1)
  if not seen[key] then
    blocks[#blocks + 1] = start
    seen[key] = #blocks - 1
  end
  index[#index + 1] = seen[key]
end

local HEAD <const> = "/* text/%s -- %s. Made by\n" ..
  "**   lua5.4 tests/tools/unicode_tables.lua /usr/share/unicode core/text\n" ..
  "** Change the generator, not this file. Source: the Unicode Character Database 15.0.0. */\n" ..
  "#include \"text/%s\"\n\n/* clang-format off */\n"

local function write_array(out, count, get)
  local line = " "
  for i = 1, count do
    local item = string.format(" %d,", get(i))
    if #line + #item > 100 then
      out:write(line, "\n")
      line = " "
    end
    line = line .. item
  end
  out:write(line, "\n};\n")
end

assert(#blocks <= 0xFFFF)
local out = assert(io.open(target .. "/unicode_tables.c", "w"))
out:write(HEAD:format("unicode_tables.c", "Unicode 15.0 properties, in two stages", "unicode.h"))
out:write(string.format("const uint16_t lun_unicode_index[%d] = {\n", #index))
write_array(out, #index, function(i) return index[i] end)
out:write(string.format("\nconst uint16_t lun_unicode_classes[%d] = {\n", #blocks * BLOCK))
write_array(out, #blocks * BLOCK, function(i)
  return packed[blocks[(i - 1) // BLOCK + 1] + (i - 1) % BLOCK]
end)
assert(out:close())

-- Rows for text/word_row.h: 64 code points that differ in their last byte alone. A row is a byte of
-- flags and planes of 16 bytes, a byte for each low half of a last byte; each plane holds two sets, of
-- which bits 0-3 and 4-7 stand for the high halves 8-B.
local ROW <const> = 64
-- The order is that of the enum lun_word_set; it begins with 0.
local SETS <const> = {
  letter = 0, ignored = 1, digit = 2, lone = 3, space = 4, underscore = 5, mid_letter = 6,
  mid_number = 7, katakana = 8, special = 9, modest = 10, regional = 11,
}
local PLANES <const>, JOINER_FLAG <const>, HEBREW_FLAG <const> = 6, 1 << 6, 1 << 7
-- By word class: code points that are a letter, number, ideograph or kana, and the others.
local MARKED <const> = {
  ALetter = { "letter" }, Hebrew_Letter = { "letter" }, Numeric = { "digit" },
  Katakana = { "katakana" }, Other = { "lone" }, Extend = { "ignored", "special" },
}
local UNMARKED <const> = {
  ALetter = { "letter", "modest" }, Numeric = { "digit", "modest" }, Other = {},
  Regional_Indicator = { "regional" }, Extend = { "ignored" }, Format = { "ignored" },
  ZWJ = { "ignored" }, WSegSpace = { "space" },
  ExtendNumLet = { "underscore" }, MidLetter = { "mid_letter" }, MidNum = { "mid_number" },
  MidNumLet = { "mid_letter", "mid_number" },
}
local SPECIAL <const> = { "special" }

local function class_of(code)
  return WORD[(packed[code] & 31) + 1]
end

local function has_class(start, class)
  for code = start, start + ROW - 1 do
    if class_of(code) == class then return true end
  end
  return false
end

local function make_row(start)
  local flags, planes = 0, {}
  for i = 1, PLANES * 16 do planes[i] = 0 end
  if has_class(start, "ZWJ") then flags = flags | JOINER_FLAG end
  local is_hebrew = has_class(start, "Hebrew_Letter")
  if is_hebrew then flags = flags | HEBREW_FLAG end
  for i = 0, ROW - 1 do
    local class = class_of(start + i)
    local sets = (packed[start + i] >> 14 & 1 == 1 and MARKED or UNMARKED)[class] or SPECIAL
    -- In a row of Hebrew, `letter` is Hebrew, unless it is modest.
    if is_hebrew and class == "ALetter" and sets == MARKED.ALetter then sets = SPECIAL end
    for _, name in ipairs(sets) do
      local plane, half = SETS[name] // 2, SETS[name] % 2
      local at = plane * 16 + i % 16 + 1
      planes[at] = planes[at] | 1 << (half * 4 + i // 16)
      flags = flags | 1 << plane
    end
  end
  local parts = {}
  for plane = 0, PLANES - 1 do
    parts[#parts + 1] = "{" .. table.concat(planes, ",", plane * 16 + 1, plane * 16 + 16) .. "}"
  end
  return ("{%d, {%s}}"):format(flags, table.concat(parts, ",\n   "))
end

local row_index, rows, row_of = {}, {}, {}
for start = 0, LAST, ROW do
  local row = make_row(start)
  if not row_of[row] then
    rows[#rows + 1] = row
    row_of[row] = #rows - 1
  end
  row_index[#row_index + 1] = row_of[row]
end
assert(#rows <= 0xFFFF)
out = assert(io.open(target .. "/word_tables.c", "w"))
out:write(HEAD:format("word_tables.c", "word classes of Unicode 15.0, by rows of 64", "word_row.h"))
out:write(string.format("const uint16_t lun_word_row_index[%d] = {\n", #row_index))
write_array(out, #row_index, function(i) return row_index[i] end)
out:write(string.format("\nconst lun_word_row lun_word_rows[%d] = {\n", #rows))
for _, row in ipairs(rows) do out:write("  ", row, ",\n") end
out:write "};\n"
assert(out:close())
