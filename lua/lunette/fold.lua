--- Options of folding as the core's number.
local core = require "lunette.core"

local M = {}

--- Flags of { case =, marks =, ignorable =, plain = }: case folded unless `case` keeps it; `marks` and
--- `ignorable` dropped where they are false; quotation marks and dashes as ASCII with `plain`.
---@param o table
---@return integer
function M.flags(o)
  local T, flags = core.text, 0
  if not o.case then flags = flags | T.CASE end
  if o.marks == false then flags = flags | T.MARKS end
  if o.ignorable == false then flags = flags | T.IGNORABLE end
  if o.plain then flags = flags | T.PLAIN end
  return flags
end

return M
