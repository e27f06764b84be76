--- Quotations: the core's search with the word lists of data/quotes.en.csv.
local core = require "lunette.core"
local program = require "lunette.program"

local M = {}

local quoter

--- The search of this state, made when it is first needed.
local function get_quoter()
  if quoter then return quoter end
  local lexicon = assert(core.dictionary())
  local name = "quotes.en.csv"
  local _, notices = lexicon:read_text(name, program.embedded("lunette/data/" .. name))
  for _, notice in ipairs(notices or {}) do require "lunette.message".notice(notice) end
  quoter = core.quoter(lexicon)
  return quoter
end

--- The quotations of a document, by first byte.
---@param doc lunette.Document
---@param indirect boolean?  also those without marks: "said that ..."
---@return lunette.Hit[]
function M.find(doc, indirect)
  return get_quoter():find(doc, indirect)
end

return M
