-- Writes core/text/unicode_tables.c from the Unicode Character Database.
--
--   lua5.4 tests/tools/unicode_tables.lua /usr/share/unicode core/text/unicode_tables.c
--
-- The folder is that of the Debian package unicode-data. Only stock Lua 5.4 is needed.

local folder, target = arg[1], arg[2]
if not (folder and target) then
  io.stderr:write("usage: lua5.4 unicode_tables.lua FOLDER OUTPUT\n")
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

local out = assert(io.open(target, "w"))

local function write_array(count, get)
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

out:write([[
/* text/unicode_tables.c -- Unicode 15.0 properties, in two stages. Made by
**   lua5.4 tests/tools/unicode_tables.lua /usr/share/unicode core/text/unicode_tables.c
** Change the generator, not this file. Source: the Unicode Character Database 15.0.0. */
#include "text/unicode.h"

/* clang-format off */
]])
assert(#blocks <= 0xFFFF)
out:write(string.format("const uint16_t lun_unicode_index[%d] = {\n", #index))
write_array(#index, function(i) return index[i] end)
out:write(string.format("\nconst uint16_t lun_unicode_classes[%d] = {\n", #blocks * BLOCK))
write_array(#blocks * BLOCK, function(i)
  return packed[blocks[(i - 1) // BLOCK + 1] + (i - 1) % BLOCK]
end)
assert(out:close())
