--- Tables as text: columns for people, csv, tsv, excel, json, jsonl, md, html.
local core = require "lunette.core"
local fail = require "lunette.fail"

local M = {}

--- What csv, tsv, excel and json(l) carry: `machine` columns stand behind `last`, json's at the end.
local function columns_of(t, format)
  if format == "table" or format == "md" or format == "html" then
    return t.show_columns or t.columns
  end
  local columns = {}
  for _, name in ipairs(t.columns) do
    columns[#columns + 1] = name
    if name == "last" then
      table.move(t.machine_columns, 1, #t.machine_columns, #columns + 1, columns)
    end
  end
  if format == "json" or format == "jsonl" then
    table.move(t.json_columns, 1, #t.json_columns, #columns + 1, columns)
  end
  return columns
end

--- A value as text: whole floats without ".0" lose nothing, others with up to six digits.
local function to_text(value)
  if value == nil then return "" end
  if math.type(value) == "float" then
    local text = ("%.6f"):format(value):gsub("0+$", ""):gsub("%.$", "")
    return text
  end
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
  if text:find "^[=+%-@\t\r]" and not tonumber(text) then return "'" .. text end
  return text
end

local function write_separated(t, columns, separator, put, excel)
  local function line(cells)
    for i, cell in ipairs(cells) do
      cells[i] = csv_cell(excel and guard(cell) or cell, separator)
    end
    put(table.concat(cells, separator) .. (excel and "\r\n" or "\n"))
  end
  if excel then put "\u{FEFF}" end
  line(table.move(columns, 1, #columns, 1, {}))
  for i = 1, #t do
    local cells = {}
    for k, name in ipairs(columns) do cells[k] = to_text(rawget(t[i], name)) end
    line(cells)
  end
end

--- One JSON object, its fields in the order of the columns.
local function json_row(row, columns)
  local parts = {}
  for _, name in ipairs(columns) do
    local value = rawget(row, name)
    parts[#parts + 1] = core.json.encode(name) .. ":" .. core.json.encode(value)
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function write_jsonl(t, columns, put)
  for i = 1, #t do put(json_row(t[i], columns) .. "\n") end
end

local function write_json(t, columns, put)
  put "["
  for i = 1, #t do put((i > 1 and ",\n " or "\n ") .. json_row(t[i], columns)) end
  put(#t > 0 and "\n]\n" or "]\n")
end

--- White space as one blank, so that a cell stays on its line.
local function flat(text)
  return (text:gsub("%s+", " "))
end

local function write_markdown(t, columns, put)
  local function line(cells)
    for i, cell in ipairs(cells) do cells[i] = flat(cell):gsub("|", "\\|") end
    put("| " .. table.concat(cells, " | ") .. " |\n")
  end
  line(table.move(columns, 1, #columns, 1, {}))
  put("|" .. (" --- |"):rep(#columns) .. "\n")
  for i = 1, #t do
    local cells = {}
    for k, name in ipairs(columns) do cells[k] = to_text(rawget(t[i], name)) end
    line(cells)
  end
end

local ENTITIES <const> = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

local function write_html(t, columns, put)
  local function line(cells, tag)
    for i, cell in ipairs(cells) do
      cells[i] = ("<%s>%s</%s>"):format(tag, cell:gsub('[&<>"]', ENTITIES), tag)
    end
    put("<tr>" .. table.concat(cells) .. "</tr>\n")
  end
  put "<!doctype html>\n<meta charset=\"utf-8\">\n<table>\n"
  line(table.move(columns, 1, #columns, 1, {}), "th")
  for i = 1, #t do
    local cells = {}
    for k, name in ipairs(columns) do cells[k] = to_text(rawget(t[i], name)) end
    line(cells, "td")
  end
  put "</table>\n"
end

--- Length in code points, or in bytes when it is not UTF-8.
local function width(text)
  return utf8.len(text) or #text
end

--- `text` cut to `most` code points, the cut shown.
local function cut(text, most)
  if width(text) <= most then return text, false end
  local stop = utf8.offset(text, most) or #text + 1
  return text:sub(1, stop - 1) .. "…", true
end

--- Widths so that all columns fit into `room`: the widest give way first.
local function fit(widths, room)
  local total = 2 * (#widths - 1)
  for _, w in ipairs(widths) do total = total + w end
  while total > room do
    local widest = 1
    for i, w in ipairs(widths) do
      if w > widths[widest] then widest = i end
    end
    if widths[widest] <= 6 then break end
    widths[widest] = widths[widest] - 1
    total = total - 1
  end
  return widths
end

local function cells_of(t, columns, rows)
  local lines, widths, numeric = {}, {}, {}
  for k, name in ipairs(columns) do widths[k], numeric[k] = width(name), true end
  for i = 1, rows do
    local cells = {}
    for k, name in ipairs(columns) do
      local value = rawget(t[i], name)
      if value ~= nil and type(value) ~= "number" then numeric[k] = false end
      cells[k] = flat(math.type(value) == "float" and ("%.2f"):format(value) or to_text(value))
      widths[k] = math.max(widths[k], width(cells[k]))
    end
    lines[i] = cells
  end
  return lines, widths, numeric
end

--- Columns side by side. Cut to `room` columns when given, and the cut is said.
local function write_columns(t, columns, put, room, most)
  local rows = math.min(most or #t, #t)
  local lines, widths, numeric = cells_of(t, columns, rows)
  if room then fit(widths, room) end
  local shortened = 0
  local function line(cells)
    local parts, any = {}, false
    for k, cell in ipairs(cells) do
      local text, short = cut(cell, room and widths[k] or math.huge)
      local pad = (" "):rep(widths[k] - width(text))
      any = any or short
      parts[k] = numeric[k] and pad .. text or text .. pad
    end
    if any then shortened = shortened + 1 end
    put((table.concat(parts, "  "):gsub(" +$", "")) .. "\n")
  end
  line(table.move(columns, 1, #columns, 1, {}))
  for _, cells in ipairs(lines) do line(cells) end
  if rows < #t then put(("(%d of %d rows)\n"):format(rows, #t)) end
  if shortened > 0 then
    put(("(%d rows are cut to the terminal's width; --format csv has them whole)\n"):format(shortened))
  end
end

local FORMATS <const> = {
  csv = function(t, columns, put) write_separated(t, columns, ",", put) end,
  tsv = function(t, columns, put) write_separated(t, columns, "\t", put) end,
  excel = function(t, columns, put) write_separated(t, columns, ",", put, true) end,
  json = write_json, jsonl = write_jsonl, md = write_markdown, html = write_html,
  table = write_columns,
}

--- Names of all formats.
M.formats = { "table", "csv", "tsv", "excel", "json", "jsonl", "md", "html" }

--- Write `t` to an open file. Raises when the file takes no more (a full disk).
---@param t lunette.Table
---@param format string
---@param file file*
function M.write(t, format, file)
  local room = format == "table" and file == io.stdout and core.system.terminal "stdout" or nil
  local function put(text)
    local ok, message = file:write(text)
    if not ok then fail.limit("the result could not be written: %s", message) end
  end
  FORMATS[format](t, columns_of(t, format), put, room)
  local ok, message = file:flush()
  if not ok then fail.limit("the result could not be written: %s", message) end
end

--- `t` as a string; `options.rows` = how many rows at most.
---@param t lunette.Table
---@param format string
---@param options table?
---@return string
function M.to_string(t, format, options)
  local parts = {}
  FORMATS[format](t, columns_of(t, format), function(text) parts[#parts + 1] = text end, nil,
    options and options.rows)
  return (table.concat(parts):gsub("\n$", ""))
end

local function format_of(path)
  local tail = path:match "%.(%w+)$"
  if tail == "markdown" then return "md" end
  return tail and FORMATS[tail] and tail or "table"
end

--- Call `fill` with a file that takes the name `path` only when it is written whole: what stood there
--- before is kept when anything goes wrong.
---@param path string
---@param fill fun(file: file*)
function M.replace(path, fill)
  local part = path .. ".part"
  local file, message = io.open(part, "wb")
  if not file then fail.usage("cannot write: %s", message) end
  local ok, err = pcall(fill, file)
  local closed, why = file:close()
  if ok and closed then
    local renamed, reason = os.rename(part, path)
    if renamed then return end
    os.remove(part)
    fail.usage("cannot write: %s", reason)
  end
  os.remove(part)
  if not ok then error(err, 0) end
  fail.limit("%s could not be written: %s", path, why)
end

--- Write to a file; it appears whole or not at all.
---@param t lunette.Table
---@param path string
---@param format string?
function M.save(t, path, format)
  format = format or format_of(path)
  if not FORMATS[format] then
    fail.usage("unknown format %s; formats: %s", format, table.concat(M.formats, ", "))
  end
  M.replace(path, function(file) M.write(t, format, file) end)
end

return M
