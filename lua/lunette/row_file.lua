--- Files of rows, such as the program writes and spreadsheets give back: .csv .tsv .json .jsonl as
--- records { column = value }, an empty value left out.
local core = require "lunette.core"
local fail = require "lunette.fail"

local M = {}

local function fault(path, line, format, ...)
  fail.data("%s:%d: %s", path, line, format:format(...))
end

--- Names of columns by place, in lower case (spreadsheets and people change that), and as a set.
local function header_of(path, line, fields)
  local names = {}
  for i, field in ipairs(fields) do
    local name = field:match "^%s*(.-)%s*$":lower()
    if name ~= "" and names[name] then fault(path, line, "two columns are named %s", name) end
    names[i], names[name] = name, true
  end
  return names
end

local function record_of(path, line, names, fields)
  local record, any = {}, false
  for i, field in ipairs(fields) do
    if field:find "%S" then
      any = true
      if not names[i] then
        fault(path, line, "row has %d fields, the header has %d", #fields, #names)
      end
      if names[i] ~= "" then record[names[i]] = field end
    end
  end
  return any and record or nil
end

--- M.read of a CSV or TSV file, whatever its name.
---@param path string
---@param encoding string?
---@param each fun(record: table<string, any>, line: integer, columns: table<string, boolean>)
function M.read_table(path, encoding, each)
  local rows <close>, why = core.table_rows(path, encoding)
  if not rows then fail.usage("%s: %s", path, why) end
  local names
  while true do
    local fields, line, place = rows:next()
    if not fields and not line then break end
    if not fields then
      fault(path, place, "%s", (line:gsub("say %-%-encoding NAME", "state its encoding")))
    end
    local record = names and record_of(path, line, names, fields)
    names = names or header_of(path, line, fields)
    if record then each(record, line, names) end
  end
  if not names then fail.data("%s: no header line", path) end
end

--- A JSON object without its nulls.
local function plain(record)
  for name, value in next, record do
    if value == core.json.null or value == "" then record[name] = nil end
  end
  return record
end

local function give(path, line, value, each)
  if type(value) ~= "table" or value[1] ~= nil then fault(path, line, "not a JSON object") end
  each(plain(value), line)
end

local function open(path)
  local file, why = io.open(path, "rb")
  if not file then fail.usage("%s", why) end
  return file
end

local function each_json_line(path, each)
  local number = 0
  local file <close> = open(path)
  for line in file:lines() do
    number = number + 1
    if number == 1 then line = line:gsub("^\u{FEFF}", "") end
    if line:find "%S" then
      local value, why = core.json.decode(line)
      if value == nil then fault(path, number, "%s", why) end
      give(path, number, value, each)
    end
  end
end

--- A JSON file: an array of objects, numbered from 1; one object; or lines of objects after all.
local function each_json(path, each)
  local file <close> = open(path)
  local text = file:read "a":gsub("^\u{FEFF}", "")
  local value = core.json.decode(text)
  if type(value) ~= "table" then return each_json_line(path, each) end
  if value[1] == nil and next(value) ~= nil then return give(path, 1, value, each) end
  for i, record in ipairs(value) do give(path, i, record, each) end
end

local readers <const> = {
  csv = M.read_table, tsv = M.read_table, txt = M.read_table,
  json = function(path, _, each) each_json(path, each) end,
  jsonl = function(path, _, each) each_json_line(path, each) end,
}
readers.ndjson = readers.jsonl

--- Whether the file's name is one that can hold rows.
---@param path string
function M.is_named(path)
  return readers[(path:match "%.(%w+)$" or ""):lower()] ~= nil
end

--- Call `each(record, line, columns)` for every row; the rows of a JSON array are numbered from 1, and
--- `columns`, a set of names, is a table's. Raises when the file cannot be read or a row is faulty, with
--- its place.
---@param path string
---@param encoding string?  of files that are not UTF-8
---@param each fun(record: table<string, any>, line: integer, columns: table<string, boolean>?)
function M.read(path, encoding, each)
  local read = readers[(path:match "%.(%w+)$" or ""):lower()]
  if not read then fail.usage("%s: rows lie in .csv, .tsv, .json or .jsonl files", path) end
  read(path, encoding, each)
end

--- The first record of a file, or nil when there is none that can be read.
---@param path string
---@param encoding string?
---@return table<string, any>?
function M.first(path, encoding)
  local found
  pcall(M.read, path, encoding, function(record)
    found = record
    error "enough"
  end)
  return found
end

return M
