--- What is said to a person beside the result: on standard error, each line with the program's name.
local control = require "lunette.control"
local core = require "lunette.core"

local M = { quiet = false, progress_shown = false }

local function clear_progress()
  if M.progress_shown then
    io.stderr:write "\r\27[K"
    M.progress_shown = false
  end
end

--- A line that must be heard.
function M.say(format, ...)
  clear_progress()
  local text = select("#", ...) > 0 and format:format(...) or format
  -- a carriage return would write over the line
  io.stderr:write("lunette: ", (control.hide(text):gsub("\r", "\u{FFFD}")), "\n")
end

--- A line that --quiet leaves out.
function M.remark(format, ...)
  if not M.quiet then M.say(format, ...) end
end

--- How many inputs could not be read.
---@param n integer
function M.say_skipped(n)
  M.say("%d %s could not be read", n, n == 1 and "input" or "inputs")
end

--- What the reader skipped or guessed, with its place.
---@param notice { failed: boolean, path: string, line: integer?, byte: integer?, message: string }
function M.notice(notice)
  if M.quiet and not notice.failed then return end
  local place = notice.path
  if notice.line then place = place .. ":" .. notice.line end
  if notice.byte and not notice.line then place = ("%s: byte %d"):format(place, notice.byte) end
  M.say("%s: %s", place, notice.message)
end

local began, shown_at

--- On a terminal, for work over a second: how far it is.
---@param documents integer
function M.progress(documents)
  local now = core.system.clock()
  began, shown_at = began or now, shown_at or now
  if M.quiet or now - began < 1 or now - shown_at < 0.2 or not core.system.terminal "stderr" then
    return
  end
  shown_at = now
  io.stderr:write(("\r\27[K%d documents"):format(documents))
  M.progress_shown = true
end

--- Take the progress line away.
function M.done()
  clear_progress()
end

return M
