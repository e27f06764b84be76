--- Formats that are written row by row, as the rows come: csv, tsv, excel, json, jsonl, md, html. Each is
--- a function of the columns and of where text goes, and returns row(r) and finish().
local control = require "lunette.control"
local core = require "lunette.core"

local M = {}

--- A number as text: whole floats without ".0", others with six places, very small and very large
--- ones with six digits and their power of ten.
local function number_text(value)
  local size = math.abs(value)
  if value ~= value then return "" end
  if size == math.huge or size ~= 0 and (size < 1e-4 or size >= 1e15) then
    return ("%.6g"):format(value)
  end
  return (("%.6f"):format(value + 0):gsub("0+$", ""):gsub("%.$", ""))
end

--- A value as text.
local function to_text(value)
  if value == nil then return "" end
  if math.type(value) == "float" then return number_text(value) end
  if type(value) == "table" then return core.json.encode(value) end
  return tostring(value)
end

local function csv_cell(text, separator)
  if text:find(separator, 1, true) or text:find '["\r\n]' or text:find "^%s" or text:find "%s$" then
    return '"' .. text:gsub('"', '""') .. '"'
  end
  return text
end

--- A spreadsheet takes a cell that begins so for a formula.
local function guard(text)
  text = control.hide(text)
  if text:find "^[=+%-@\t\r]" and not tonumber(text) then return "'" .. text end
  return text
end

local MONTHS <const> = {}
for name in ("jan feb mar apr may jun jul aug sep oct nov dec"):gmatch "%a+" do MONTHS[name] = true end

--- Whether a spreadsheet would take a text for a number, a date, a time or a truth value.
local function is_converted(text)
  if #text > 40 or text:find "[\128-\255]" then return false end
  local letters = text:lower():gsub("%A", "")
  if letters == "true" or letters == "false" then return true end
  local month = MONTHS[letters:sub(1, 3)] or false
  if not text:find "%d" then return false end
  return letters == "" or letters == "e" or letters == "am" or letters == "pm" or month
end

--- A cell that has to come back from a spreadsheet as it is: what that would change stands behind an
--- apostrophe, and so does what begins with one.
local function keep(text)
  text = control.hide(text)
  if text:find "^[=+%-@\t\r']" or is_converted(text) then return "'" .. text end
  return text
end

--- The cells of a row as text; `text_of` makes it of a value.
local function cells_of(row, columns, text_of)
  local cells = {}
  for k, name in ipairs(columns) do cells[k] = text_of(rawget(row, name)) end
  return cells
end

--- A format that writes cells line by line: `line(cells)` for the head and every row.
local function by_lines(columns, line, tag)
  line(table.move(columns, 1, #columns, 1, {}), tag)
  return function(row) line(cells_of(row, columns, to_text)) end
end

local function separated(columns, put, separator, excel)
  if excel then put "\u{FEFF}" end
  return by_lines(columns, function(cells)
    for i, cell in ipairs(cells) do
      cells[i] = csv_cell(excel and guard(cell) or cell, separator)
    end
    put(table.concat(cells, separator) .. (excel and "\r\n" or "\n"))
  end), function() end
end

function M.csv(columns, put) return separated(columns, put, ",") end

function M.tsv(columns, put) return separated(columns, put, "\t") end

--- As excel, but what is text in the row comes back from the spreadsheet unchanged; dates stay dates.
function M.check(columns, put)
  put("\u{FEFF}" .. table.concat(columns, ",") .. "\r\n")
  return function(row)
    local cells = {}
    for k, name in ipairs(columns) do
      local value = rawget(row, name)
      local text = to_text(value)
      cells[k] = csv_cell(type(value) == "string" and name ~= "date" and keep(text) or text, ",")
    end
    put(table.concat(cells, ",") .. "\r\n")
  end, function() end
end

function M.excel(columns, put) return separated(columns, put, ",", true) end

--- One JSON object, its fields in the order of the columns. What is no number to JSON is null.
local function json_row(row, columns)
  local parts = {}
  for _, name in ipairs(columns) do
    local value = rawget(row, name)
    if type(value) == "number" and (value ~= value or math.abs(value) == math.huge) then value = nil end
    parts[#parts + 1] = core.json.encode(name) .. ":" .. core.json.encode(value)
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

function M.jsonl(columns, put)
  return function(row) put(json_row(row, columns) .. "\n") end, function() end
end

function M.json(columns, put)
  local n = 0
  put "["
  return function(row)
    n = n + 1
    put((n > 1 and ",\n " or "\n ") .. json_row(row, columns))
  end, function() put(n > 0 and "\n]\n" or "]\n") end
end

--- White space as one blank, so that a cell stays on its line.
local function flat(text)
  return control.hide((text:gsub("%s+", " ")))
end

--- What Markdown would take for a cell's end or for HTML.
local MARKDOWN <const> = { ["|"] = "\\|", ["<"] = "&lt;", ["\\"] = "\\\\" }

function M.md(columns, put)
  local head = true
  return by_lines(columns, function(cells)
    for i, cell in ipairs(cells) do cells[i] = flat(cell):gsub("[|<\\]", MARKDOWN) end
    put("| " .. table.concat(cells, " | ") .. " |\n")
    if head then put("|" .. (" --- |"):rep(#columns) .. "\n") end
    head = false
  end), function() end
end

local ENTITIES <const> = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

function M.html(columns, put)
  put "<!doctype html>\n<meta charset=\"utf-8\">\n<table>\n"
  return by_lines(columns, function(cells, tag)
    tag = tag or "td"
    for i, cell in ipairs(cells) do
      cells[i] = ("<%s>%s</%s>"):format(tag, control.hide(cell):gsub('[&<>"]', ENTITIES), tag)
    end
    put("<tr>" .. table.concat(cells) .. "</tr>\n")
  end, "th"), function() put "</table>\n" end
end

return { formats = M, to_text = to_text, flat = flat, cells_of = cells_of }
