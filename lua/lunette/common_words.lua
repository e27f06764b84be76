--- Common English words, from data/common.en.txt: nouns, adjectives and verbs that a text is full of.
local program = require "lunette.program"

local M = {}

local words

local function load_words()
  local names = false
  words = {}
  for line in program.embedded "lunette/data/common.en.txt":gmatch "[^\n]+" do
    names = names or line:find "^## names" ~= nil
    if line:sub(1, 1) ~= "#" then
      for word in line:gmatch "%S+" do words[word] = names and "name" or "word" end
    end
  end
end

--- What the folded `word` or its singular is: "word", "name" (a common word that people are named by,
--- too), or nil.
---@param word string
---@return "word"|"name"|nil
function M.kind(word)
  if not words then load_words() end
  local kind = words[word]
  if kind or #word < 4 or word:sub(-1) ~= "s" then return kind end
  return words[word:sub(1, -2)] or word:sub(-2) == "es" and words[word:sub(1, -3)] or
    word:sub(-3) == "ies" and words[word:sub(1, -4) .. "y"] or nil
end

return M
