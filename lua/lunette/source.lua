--- Source lines of errors: where it happened, and what stands there.
local M = { texts = {} }

--- Remember the text of a chunk, so that errors in it can show their line.
---@param name string  as in messages
---@param text string
function M.remember(name, text)
  M.texts[name] = text
end

--- A message without the places inside the library: the analyst's own line is what helps.
---@param err any
---@return any
function M.shorten(err)
  if type(err) ~= "string" then return err end
  -- raised in the library on behalf of the script: name the script's line instead
  if err:find "^lunette/" or not err:find "^[^\n:]+:%d+:" then
    for level = 2, 30 do
      local info = debug.getinfo(level, "Sl")
      if not info then break end
      if M.texts[info.short_src] and info.currentline > 0 then
        return ("%s:%d: %s"):format(info.short_src, info.currentline,
          (err:gsub("^lunette/[^:]+:%d+: ", "")))
      end
    end
  end
  return err
end

--- `12 | local x = y .. nil`, for a message that begins with a known chunk's name and line.
---@param text string
---@return string?
function M.line_of(text)
  local name, number = text:match "^([^\n:]+):(%d+):"
  local source = name and M.texts[name]
  if not source then return nil end
  local n = 0
  for line in (source .. "\n"):gmatch "(.-)\r?\n" do
    n = n + 1
    if n == tonumber(number) then return ("%d | %s"):format(n, line) end
  end
end

return M
