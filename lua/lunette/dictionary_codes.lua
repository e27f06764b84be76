--- Codes with dates: from "the first that holds counts" to days of which each has its own.
local core = require "lunette.core"

local M = {}

local BEGIN <const>, END <const> = "0000-00-00", "9999-99-99"

local function is_day(date)
  return date == "" or #date == 10
end

local function shift(date, days)
  return tostring(assert(core.date(date)) + days)
end

--- What is left of the days in `pieces` without those from..to.
local function cut(pieces, from, to)
  local out = {}
  for _, piece in ipairs(pieces) do
    if to < piece.from or piece.to < from then
      out[#out + 1] = piece
    else
      if piece.from < from then out[#out + 1] = { from = piece.from, to = shift(from, -1) } end
      if to < piece.to then out[#out + 1] = { from = shift(to, 1), to = piece.to } end
    end
  end
  return out
end

local function bound(date, open)
  return date == "" and open or date
end

--- The days of a dated code that no code before it claims.
local function add_days(out, taken, code)
  local own = { from = bound(code.from, BEGIN), to = bound(code.to, END) }
  local pieces = { own }
  for _, days in ipairs(taken) do pieces = cut(pieces, days.from, days.to) end
  taken[#taken + 1] = own
  for _, piece in ipairs(pieces) do
    out[#out + 1] = { code = code.code, from = piece.from ~= BEGIN and piece.from or "",
      to = piece.to ~= END and piece.to or "" }
  end
end

--- Codes of which the first dated one counts that holds, else the last without a date, as codes of which
--- all count: the same on every day. nil when a date is no whole day, so that days cannot be told apart.
---@param codes { code: string, from: string, to: string }[]
---@return { code: string, from: string, to: string }[]?
function M.flatten(codes)
  local out, taken, default = {}, {}, nil
  for _, code in ipairs(codes) do
    if not is_day(code.from) or not is_day(code.to) then return nil end
    if code.from == "" and code.to == "" then default = code else add_days(out, taken, code) end
  end
  out[#out + 1] = default
  return out
end

return M
