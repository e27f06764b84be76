--- Control characters: they would steer a terminal, and no page or spreadsheet can hold them.
local M = {}

--- The text with each as U+FFFD, but for tabs and the ends of lines.
---@param text string
---@return string
function M.hide(text)
  return (text:gsub("[%z\1-\8\11\12\14-\31\127]", "\u{FFFD}"))
end

return M
