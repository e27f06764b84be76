--- Tables as text: columns for people, csv, tsv, excel, json, jsonl, md, html.
local core = require "lunette.core"
local fail = require "lunette.fail"
local format = require "lunette.format"

local M = {}

--- What csv, tsv, excel and json(l) carry: `machine` columns stand behind `last`, json's at the end.
local function columns_of(t, wanted)
  if wanted == "table" or wanted == "md" or wanted == "html" then
    return t.show_columns or t.columns
  end
  local columns = {}
  for _, name in ipairs(t.columns) do
    columns[#columns + 1] = name
    if name == "last" then
      table.move(t.machine_columns, 1, #t.machine_columns, #columns + 1, columns)
    end
  end
  if wanted == "json" or wanted == "jsonl" then
    table.move(t.json_columns, 1, #t.json_columns, #columns + 1, columns)
  end
  return columns
end

local width <const> = core.text.width

--- `text` cut to `most` columns, the cut shown; at its begin when the end matters more.
local function cut(text, most, at_begin)
  if width(text) <= most then return text, false end
  local kept = core.text.fit(text, most - 1, at_begin)
  return at_begin and "…" .. kept or kept .. "…", true
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

--- A value as a person reads it: two places are enough.
local function cell_text(value)
  return format.flat(math.type(value) == "float" and ("%.2f"):format(value) or format.to_text(value))
end

--- The first rows as cells, the width of each column, and which columns have numbers only.
local function measure(t, columns, rows)
  local lines, widths, numeric = {}, {}, {}
  for k, name in ipairs(columns) do widths[k], numeric[k] = width(name), true end
  for i = 1, rows do
    local cells = format.cells_of(t[i], columns, cell_text)
    for k, name in ipairs(columns) do
      local value = rawget(t[i], name)
      if value ~= nil and type(value) ~= "number" then numeric[k] = false end
      widths[k] = math.max(widths[k], width(cells[k]))
    end
    lines[i] = cells
  end
  return lines, widths, numeric
end

--- Columns side by side. Cut to `room` columns when given, and the cut is said.
local function write_columns(t, columns, put, room, most)
  local rows = math.min(most or #t, #t)
  local lines, widths, numeric = measure(t, columns, rows)
  if room then fit(widths, room) end
  local shortened = 0
  local function line(cells)
    local parts, any = {}, false
    for k, cell in ipairs(cells) do
      local left = columns[k] == "left" -- its end is what stands beside the node
      local text, short = cut(cell, room and widths[k] or math.huge, left)
      local pad = (" "):rep(widths[k] - width(text))
      any = any or short
      parts[k] = (numeric[k] or left) and pad .. text or text .. pad
    end
    if any then shortened = shortened + 1 end
    put((table.concat(parts, "  "):match "^.*[^ ]" or "") .. "\n")
  end
  line(table.move(columns, 1, #columns, 1, {}))
  for _, cells in ipairs(lines) do line(cells) end
  if rows < #t then put(("(%d of %d rows)\n"):format(rows, #t)) end
  if shortened > 0 then
    put(("(%d rows are cut to the terminal's width; --format csv or :save 'x.csv' has them whole)\n")
      :format(shortened))
  end
end

--- Names of all formats.
M.formats = { "table", "csv", "tsv", "excel", "json", "jsonl", "md", "html" }

local function check_format(name)
  if name == "table" or format.formats[name] then return end
  fail.usage("unknown format %s; formats: %s", tostring(name), table.concat(M.formats, ", "))
end

--- Where text goes in an open file. Raises when the file takes no more (a full disk).
local function putter(file)
  return function(text)
    local ok, message = file:write(text)
    if not ok then fail.disk("the result could not be written: %s", message) end
  end
end

local function flush(file)
  local ok, message = file:flush()
  if not ok then fail.disk("the result could not be written: %s", message) end
end

--- Whether a format is written row by row, so that the rows need not be held.
function M.is_streamed(name)
  return format.formats[name] ~= nil
end

--- Write rows as they come: returns row(r) and finish().
---@param t lunette.Table  its columns; its rows are not looked at
---@param name string      a format that is streamed
---@param file file*
function M.stream(t, name, file)
  local row, finish = format.formats[name](columns_of(t, name), putter(file))
  return row, function()
    finish()
    flush(file)
  end
end

local function write_rows(t, name, put)
  local row, finish = format.formats[name](columns_of(t, name), put)
  for i = 1, #t do row(t[i]) end
  finish()
end

--- Write `t` to an open file. Raises when the file takes no more (a full disk).
---@param t lunette.Table
---@param name string
---@param file file*
function M.write(t, name, file)
  check_format(name)
  if name == "table" then
    local room = file == io.stdout and core.system.terminal "stdout" or nil
    write_columns(t, columns_of(t, name), putter(file), room)
  else
    write_rows(t, name, putter(file))
  end
  flush(file)
end

--- `t` as a string; `options.rows` = how many rows at most, `options.room` = columns of the terminal.
---@param t lunette.Table
---@param name string
---@param options table?
---@return string
function M.to_string(t, name, options)
  local parts = {}
  local function put(text) parts[#parts + 1] = text end
  check_format(name)
  if name == "table" then
    options = options or {}
    write_columns(t, columns_of(t, name), put, options.room, options.rows)
  else
    write_rows(t, name, put)
  end
  return (table.concat(parts):gsub("\n$", ""))
end

--- The format that a file's name asks for.
---@param path string
function M.format_of(path)
  local tail = path:match "%.(%w+)$"
  if tail == "markdown" then return "md" end
  return tail and format.formats[tail] and tail or "table"
end

--- A place that cannot be replaced by a file: a device, a pipe, what /dev/stdout stands for.
local function is_stream(path)
  local kind = core.system.kind(path)
  return kind == "other" or path:find "^/dev/" ~= nil or path:find "^/proc/" ~= nil
end

--- Open a file to write; a message speaks of `target`, which the file is to become.
local function open(path, target)
  local file, why = io.open(path, "wb")
  if not file then fail.usage("cannot write: %s: %s", target, why:sub(#path + 3)) end
  return file
end

--- A name beside `path` that no file has.
local function fresh_name(path)
  local stamp, n = core.system.clock() * 1e6 // 1 | 0, 0
  local name
  repeat
    name = ("%s.part-%x"):format(path, stamp + n)
    n = n + 1
  until not core.system.kind(name)
  return name
end

--- Write to a device or pipe as it is.
local function pour(path, fill)
  local file = open(path, path)
  local ok, err = pcall(fill, file)
  local closed, why = file:close()
  if not ok then error(err, 0) end
  if not closed then fail.disk("%s could not be written: %s", path, why) end
end

--- Call `fill` with a file that takes the name `path` only when it is written whole: what stood there
--- before is kept when anything goes wrong.
---@param path string
---@param fill fun(file: file*)
function M.replace(path, fill)
  if is_stream(path) then return pour(path, fill) end
  path = core.system.real(path) or path -- a link stays one: what it stands for is replaced
  local part = fresh_name(path)
  local file = open(part, path)
  local ok, err = pcall(fill, file)
  local closed, why = file:close()
  if ok and closed then
    local renamed, reason = os.rename(part, path)
    if renamed then return end
    os.remove(part)
    fail.usage("cannot write: %s: %s", path, reason:sub(#part + 3))
  end
  os.remove(part)
  if not ok then error(err, 0) end
  fail.disk("%s could not be written: %s", path, why)
end

--- Write to a file; it appears whole or not at all.
---@param t lunette.Table
---@param path string
---@param name string?  a format
function M.save(t, path, name)
  name = name or M.format_of(path)
  M.replace(path, function(file) M.write(t, name, file) end)
end

return M
