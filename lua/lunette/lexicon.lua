--- Word lists that come with the program, in lua/lunette/data/, as dictionaries.
local core = require "lunette.core"
local program = require "lunette.program"

local M = {}

local loaded = {}

--- The dictionary of data/NAME, made once in a state; nil when there is no such list.
---@param name string  "furniture.csv"
---@return lunette.Dictionary?
function M.get(name)
  if loaded[name] == nil then
    local text = program.embedded("lunette/data/" .. name)
    local dictionary = text and assert(core.dictionary()) or false
    if text then
      local _, notices = dictionary:read_text(name, text)
      for _, notice in ipairs(notices or {}) do require "lunette.message".notice(notice) end
    end
    loaded[name] = dictionary
  end
  return loaded[name] or nil
end

return M
