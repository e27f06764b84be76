-- Writes core/text/abbreviation_tables.c from the lists of where sentences end.
--
--   lua5.4 tests/tools/abbreviations.lua lua/lunette/data core/text/abbreviation_tables.c
--
-- A list is sentences.LANG.csv: lines "form,class", and comments behind "#". That of "und" holds for
-- every language.

local folder, target = arg[1], arg[2]
if not (folder and target) then
  io.stderr:write("usage: lua5.4 abbreviations.lua FOLDER OUTPUT\n")
  os.exit(2)
end

-- The order of the output; "und" comes last.
local LANGUAGES <const> = { "de", "en", "es", "fr", "it", "nl", "pt", "ru", "und" }
local LONGEST <const> = 31 -- bytes of a form, as in core/text/abbreviation.c

-- The numbers are those of core/text/abbreviation.h: the first five exclude each other.
local CLASSES <const> = {
  title = 1, inner = 2, number = 3, open = 4, time = 5,
  starter = 8, clock = 16, link = 32, suffix = 64, ordinal = 128,
}

local function fail(path, line, message)
  io.stderr:write(("%s:%d: %s\n"):format(path, line, message))
  os.exit(1)
end

-- Adds the rows of a list to `marks` (form -> number), and other names of its language to `names`.
local function read(lang, marks, names)
  local path, number = ("%s/sentences.%s.csv"):format(folder, lang), 0
  for line in assert(io.lines(path)) do
    number = number + 1
    local form, class = line:match "^([^#,][^,]*),(%l+)$"
    if form == "form" then goto continue end
    if not form then
      if line ~= "" and not line:find "^#" then fail(path, number, "not a form and a class") end
    elseif class == "name" then
      names[#names + 1] = form
    else
      local bit = CLASSES[class] or fail(path, number, "no such class: " .. class)
      local old = marks[form] or 0
      if bit < 8 and old & 7 ~= 0 and old & 7 ~= bit then
        fail(path, number, form .. " is an abbreviation of another class already")
      end
      if #form > LONGEST then fail(path, number, form .. " is too long") end
      marks[form] = old | bit
    end
    ::continue::
  end
end

local out = {
  "/* text/abbreviation_tables.c -- Made by tests/tools/abbreviations.lua; do not edit.\n",
  "**   lua5.4 tests/tools/abbreviations.lua lua/lunette/data core/text/abbreviation_tables.c */\n",
  '#include "text/abbreviation.h"\n\n/* clang-format off */\n',
}
local function add(...) out[#out + 1] = string.format(...) end

--- A C string: bytes beyond ASCII in octal, so that no digit behind them can be taken for theirs.
local function quote(form)
  return '"' .. form:gsub('["\\]', "\\%0"):gsub("[\x80-\xFF]", function(byte)
    return ("\\%03o"):format(byte:byte())
  end) .. '"'
end

local function add_entries(lang, marks)
  local forms = {}
  for form in pairs(marks) do forms[#forms + 1] = form end
  table.sort(forms) -- os.setlocale is never called, so that this sorts by bytes
  add("static const lun_abbreviation_entry %s_entries[] = {\n", lang)
  local line = "   "
  for _, form in ipairs(forms) do
    local item = (" {%s, %d},"):format(quote(form), marks[form])
    if #line + #item > 100 then
      add("%s\n", line)
      line = "   "
    end
    line = line .. item
  end
  add("%s\n};\n\n", line)
  return #forms
end

local names, lists = {}, {}
for i, lang in ipairs(LANGUAGES) do
  local marks, other = {}, { lang }
  read("und", marks, other)
  if lang ~= "und" then read(lang, marks, other) end
  local count = add_entries(lang, marks)
  lists[i] = ('    {"%s", %s_entries, %d},\n'):format(lang, lang, count)
  for _, name in ipairs(other) do
    -- names that are not ASCII are for people who read the list
    if name:find "^%l+$" then names[#names + 1] = ('    {"%s", %d},\n'):format(name, i - 1) end
  end
end

add("const lun_abbreviations lun_abbreviation_lists[] = {\n%s};\n", table.concat(lists))
add("const size_t lun_abbreviation_list_count = %d;\n\n", #LANGUAGES)
add("const lun_abbreviation_name lun_abbreviation_names[] = {\n%s};\n", table.concat(names))
add("const size_t lun_abbreviation_name_count = %d;\n", #names)

local file <close> = assert(io.open(target, "w"))
file:write(table.concat(out))
