--- Tables of quotation rules: CSV with the columns rule, on, score, and query for rules of one's own; others
--- are for the reader.
local row_file = require "lunette.row_file"
local suggest = require "lunette.suggest"

local M = {}

local YES <const> = { yes = true, on = true, ["1"] = true, [""] = true }
local NO <const> = { no = true, off = true, ["0"] = true }

--- The fields of a CSV line; a field in quotation marks may hold commas and doubled marks.
local function fields_of(line)
  local out, at = {}, 1
  while at <= #line + 1 do
    local quoted, next_at = line:match('^"(.-)"()', at)
    if quoted then
      while line:sub(next_at, next_at) == '"' do
        local more, behind = line:match('^"(.-)"()', next_at)
        if not more then break end
        quoted, next_at = quoted .. '"' .. more, behind
      end
      out[#out + 1] = quoted
      at = next_at + 1
    else
      local plain, behind = line:match("^([^,]*)()", at)
      out[#out + 1] = plain
      at = behind + 1
    end
  end
  return out
end

--- A record of a table as a rule: on, score and n as what they are. `place` is its line, for messages.
local function rule_of(place, row)
  local on, score = row.on or "", tonumber(row.score ~= "" and row.score or "0")
  if not YES[on] and not NO[on] then
    error(("%s: column 'on' is yes or no, not %q"):format(place, on), 0)
  end
  if not score or score < 0 or score > 1 then
    error(("%s: a score is from 0 to 1, not %q"):format(place, row.score), 0)
  end
  row.on, row.score, row.n = YES[on] or false, score, tonumber(row.n) or 0
  if (row.query or "") == "" then row.query = nil end
  local ok, why = pcall(M.compile, { row })
  if not ok then error(("%s: %s"):format(place, tostring(why)), 0) end
  return row
end

--- Take a record in as a rule; each has a name of its own.
local function add(rows, name, line, record)
  local place, rule = ("%s, line %d"):format(name, line), record.rule
  if not rule or rule == "" then error(("%s: a rule needs a name in column 'rule'"):format(place), 0) end
  for _, row in ipairs(rows) do
    if row.rule == rule then error(("%s: rule %s stands there twice"):format(place, rule), 0) end
  end
  rows[#rows + 1] = rule_of(place, record)
end

--- The queries of rules of one's own as a dictionary, whose keys are the rules' names; nil when there are
--- none that are on.
---@param rows { rule: string, on: boolean, query: string? }[]
---@return lunette.Dictionary?
function M.compile(rows)
  local queries = {}
  for _, row in ipairs(rows) do
    if row.query and row.on then queries[row.rule] = row.query end
  end
  if not next(queries) then return nil end
  local ok, found, why = pcall(require "lunette.dictionary".new, queries)
  if ok and found then return found end
  error((tostring(ok and why or found):gsub("^[^\n:]+:%d+: ", ""):gsub("^dictionary: ", "")), 0)
end

--- The rules of a table that the program holds.
---@param name string  for messages
---@param text string
---@return table[]
function M.read(name, text)
  local rows, header, number = {}, nil, 0
  for line in text:gmatch "(.-)\r?\n" do
    number = number + 1
    local values = fields_of(line)
    if header then
      local record = {}
      for i, column in ipairs(header) do record[column] = values[i] end
      add(rows, name, number, record)
    end
    header = header or values
  end
  return rows
end

--- The rules of a file, as a person writes it or a spreadsheet does.
---@param path string
---@return table[]
function M.read_file(path)
  local rows = {}
  row_file.read_table(path, nil, function(record, line) add(rows, path, line, record) end)
  return rows
end

--- There is no rule of that name.
---@param name string
---@param rules table[]
function M.complain(name, rules)
  local names = {}
  for i, rule in ipairs(rules) do names[i] = rule.rule end
  error(("quotes: unknown rule '%s'%s; rules: %s"):format(tostring(name),
    suggest.hint(tostring(name), names), table.concat(names, ", ")), 0)
end

return M
