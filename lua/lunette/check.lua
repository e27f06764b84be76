--- Argument checks of the public functions: an unknown option is a mistake, never ignored.
local suggest = require "lunette.suggest"

local M = {}

--- Raise unless every key of `options` (nil is fine) is in `known`.
---@param what string      the function, for the message
---@param options table?
---@param known table<string, boolean|string>  name -> true, or the type it must have
---@return table options   {} for nil
function M.options(what, options, known)
  if options == nil then return {} end
  if type(options) ~= "table" then
    error(("%s: options are one table, not a %s"):format(what, type(options)), 3)
  end
  for name, value in next, options do
    local want = known[name]
    if want == nil then
      local names = {}
      for key in next, known do names[#names + 1] = key end
      table.sort(names)
      error(("%s: unknown option '%s'%s; options: %s"):format(what, tostring(name),
        suggest.hint(tostring(name), names), table.concat(names, ", ")), 3)
    end
    if type(want) == "string" and type(value) ~= want then
      error(("%s: option '%s' must be a %s, not a %s"):format(what, name, want, type(value)), 3)
    end
  end
  return options
end

--- Raise when a method was called with a dot: `self` is not what it should be.
---@param self any
---@param class table|string  metatable, or the name of a userdata's type
---@param method string
function M.self(self, class, method)
  if getmetatable(self) ~= class then
    error(("call it with a colon: x:%s(...), not x.%s(...)"):format(method, method), 3)
  end
end

--- Call `f`; what it raises as text is raised at the place of the caller's caller.
---@param f function
function M.try(f, ...)
  local ok, result = pcall(f, ...)
  if ok then return result end
  error(result, type(result) == "string" and 3 or 0)
end

return M
