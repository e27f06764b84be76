--- Stop words: the function words of a language, from data/stopwords/.
---
--- A file is UTF-8, NFC, lower case, sorted by bytes: one word a line, `#` begins a comment.
local program = require "lunette.program"
local suggest = require "lunette.suggest"
local text = require "lunette.text"

local M = {}

local FOLDER <const> = "lunette/data/stopwords/"

--- ISO 639 codes of the languages that have a list.
local CODES <const> = {
  ar = "arabic", ca = "catalan", da = "danish", de = "german", el = "greek", en = "english",
  es = "spanish", eu = "basque", fi = "finnish", fr = "french", ga = "irish", hi = "hindi",
  hu = "hungarian", hy = "armenian", id = "indonesian", it = "italian", lt = "lithuanian",
  nb = "norwegian", ne = "nepali", nl = "dutch", nn = "norwegian", no = "norwegian",
  pt = "portuguese", ro = "romanian", ru = "russian", sr = "serbian", sv = "swedish",
  ta = "tamil", tr = "turkish", yi = "yiddish",
}

--- The names of the languages that have a list, sorted.
---@return string[]
function M.languages()
  local names = {}
  for _, path in ipairs(program.embedded_names(FOLDER)) do
    names[#names + 1] = path:sub(#FOLDER + 1):match "^(.-)%.txt$"
  end
  table.sort(names)
  return names
end

--- The words of a list as its file has it, in its order.
---@param list string
---@return string[]
function M.parse(list)
  local words = {}
  for line in list:gmatch "[^\r\n]+" do
    local word = line:gsub("#.*", ""):match "^%s*(.-)%s*$"
    if word ~= "" then words[#words + 1] = word end
  end
  return words
end

--- A word as it may stand in a text: as listed, case folded (which changes more than case: ς is σ),
--- and with a curly apostrophe.
local function add(set, word)
  local folded = text.fold(word)
  for _, form in ipairs { word, folded } do
    set[form] = true
    set[form:gsub("'", "’")] = true
  end
end

--- The list of a language as { word = true }, a fresh copy. Case folded forms and forms with a curly
--- apostrophe stand in it too.
---@param language string  "english" or "en", in any case
---@return table<string, boolean>
function M.get(language)
  if type(language) ~= "string" then
    error(("stopwords: the name of a language, not a %s"):format(type(language)), 2)
  end
  local name = language:lower()
  local list = program.embedded(FOLDER .. (CODES[name] or name) .. ".txt")
  if not list then
    local known = M.languages()
    error(("stopwords: no list for '%s'%s; known: %s"):format(language,
      suggest.hint(language, known), table.concat(known, ", ")), 2)
  end
  local set = {}
  for _, word in ipairs(M.parse(list)) do add(set, word) end
  return set
end

return M
