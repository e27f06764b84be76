--- Errors that carry their kind, so that the program ends with the right exit code.
local M = {}

---@class lunette.Failure
---@field status "usage"|"data"|"limit"|"disk"|"stop"|"memory"|"store"
---@field message string

local Failure = { __tostring = function(self) return self.message end, __name = "lunette.failure" }

--- Raise: the user asked for something that cannot be (exit code 2).
---@param format string  as string.format
function M.usage(format, ...)
  error(setmetatable({ status = "usage", message = format:format(...) }, Failure), 0)
end

--- Raise: outside data is faulty and nothing can go on (exit code 5).
function M.data(format, ...)
  error(setmetatable({ status = "data", message = format:format(...) }, Failure), 0)
end

--- Raise: a limit of the machine was reached, a full disk say (exit code 4).
function M.limit(format, ...)
  error(setmetatable({ status = "limit", message = format:format(...) }, Failure), 0)
end

--- Raise: what was to be written could not be, the disk is full say (exit code 4).
---@param format string  as string.format
function M.disk(format, ...)
  error(setmetatable({ status = "disk", message = format:format(...) }, Failure), 0)
end

--- Made beforehand: when it is needed there is no memory to make it with.
local MEMORY <const> = setmetatable({ status = "memory", message = "not enough memory" }, Failure)

--- An error value as it was raised; Lua's own want of memory, a plain string, as a failure (exit code 4).
---@param err any
---@return any
function M.of(err)
  return err == MEMORY.message and MEMORY or err
end

--- The status of an error value: that of a failure, or nil for any other error.
---@param err any
---@return string? status
function M.status(err)
  if type(err) ~= "table" then return nil end
  local status = rawget(err, "status")
  return type(status) == "string" and status or nil
end

return M
