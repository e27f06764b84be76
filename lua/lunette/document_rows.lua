--- Marked documents: rows of places, by document, as a file of gold, a checked spreadsheet, a search or
--- a layer gives them.
local core = require "lunette.core"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local message = require "lunette.message"
local row_file = require "lunette.row_file"
local tables = require "lunette.table"
local verdict = require "lunette.verdict"

local M = {}
M.__index = M

---@class lunette.MarkedDocument
---@field id string
---@field part string
---@field text string|false  its own, when the file gives it
---@field lang string?
---@field date string?
---@field rows table[]       { line =, first =, last =, start =, stop =, text =, segments =, ... }

--- A set without rows. `name` is the file's, for messages.
---@param name string
---@return lunette.Marked
function M.new(name)
  return setmetatable({ name = name, docs = {}, order = {}, columns = {}, n = 0, whole = false,
    checked = false }, M)
end

--- What a document is known by.
function M.key_of(id, part)
  if not id then return false end
  return (part == nil or part == "text") and id or id .. "\0" .. part
end

--- The document of this id and part, made when it is new.
---@return lunette.MarkedDocument
function M:document(id, part)
  local key = M.key_of(id, part)
  local doc = self.docs[key]
  if not doc then
    doc = { id = id, part = part or "text", text = false, rows = {} }
    self.docs[key] = doc
    self.order[#self.order + 1] = key
  end
  return doc
end

--- Raise: a row is faulty.
---@param line integer
function M:complain(line, format, ...)
  fail.data("%s:%d: %s", self.name, line, format:format(...))
end

--- All rows, document by document.
---@return table[]
function M:rows()
  local out = {}
  for _, key in ipairs(self.order) do
    local rows = self.docs[key].rows
    table.move(rows, 1, #rows, #out + 1, out)
  end
  return out
end

--- A cell as a whole number: also as spreadsheets write it, 12,345 or 393.0. Nil when it is none.
local function whole_number(value)
  local number = math.tointeger(value)
  if number or type(value) ~= "string" then return number end
  local text = value:match "^%s*'?(.-)%s*$"
  if text:find "^%d%d?%d?[.,' ]%d%d%d" and not text:find "[^%d.,' ]" then
    text = text:gsub("[.,' ]", "")
  end
  return math.tointeger(tonumber((text:gsub("[.,]0+$", ""))))
end
M.whole_number = whole_number

local NUMBERS <const> = { "first", "last", "start", "end", "nth", "speaker_first", "speaker_last",
  "speaker_start", "speaker_end" }

--- The pieces of a row: a table, or as JSON in a cell.
local function list_of(self, row, name)
  local list = row[name]
  if type(list) == "string" then list = core.json.decode((list:gsub("^'", ""))) end
  if row[name] == nil or type(list) == "table" then return list end
  self:complain(row.line, "%s: not a list of pieces: %s", name, tostring(row[name]))
end

local function check_order(self, row, first, last, what)
  if first and last and last < first - 1 then
    self:complain(row.line, "%s: the end lies before the beginning: %d, %d", what, first, last)
  end
end

--- Cells that are text; JSON and scripts may hold anything there.
local TEXTS <const> = { "part", "text", "kind", "label", "key", "speaker", "speaker_text", "cue", "rule" }

local function check_texts(self, row)
  for _, name in ipairs(TEXTS) do
    local value = row[name]
    if type(value) == "number" then row[name] = tostring(value)
    elseif value ~= nil and type(value) ~= "string" then
      self:complain(row.line, "%s: a text, not a %s", name, type(value))
    end
  end
end

--- Take a row in, which belongs to the set from now on. `line` is its place in the file.
---@param id string
---@param row table<string, any>
---@param line integer
function M:add(id, row, line)
  local columns = self.columns
  for name in next, row do columns[name] = true end
  row.line = line
  check_texts(self, row)
  for _, name in ipairs(NUMBERS) do
    local value = row[name]
    if value ~= nil then
      row[name] = whole_number(value)
      if not row[name] or row[name] < 0 then
        self:complain(line, "%s: not a whole number: %s", name, tostring(value))
      end
    end
  end
  row.segments, row.segments_cp = list_of(self, row, "segments"), list_of(self, row, "segments_cp")
  check_order(self, row, row.first, row.last, "first, last")
  check_order(self, row, row.start, row["end"] and row["end"] - 1, "start, end")
  local rows = self:document(id, row.part).rows
  rows[#rows + 1] = row
  self.n = self.n + 1
  return row
end

-- records --------------------------------------------------------------------------------------------

--- One quotation of the form { start, end, segments, type, speaker = { start, end, text } }.
local function flat_quote(self, quote, line)
  if type(quote) ~= "table" then self:complain(line, "quotes: a list of objects") end
  local row = {}
  for name, value in next, quote do
    if value ~= core.json.null then row[name] = value end
  end
  for _, name in ipairs { "speaker", "cue" } do
    local part = row[name]
    if type(part) == "table" then
      row[name .. "_text"], row[name .. "_start"], row[name .. "_end"] = part.text, part.start, part["end"]
      row[name] = nil
    end
  end
  row.cue, row.cue_text = row.cue or row.cue_text, nil
  row.speaker, row.person = row.speaker or row.person, nil
  row.kind, row.type = row.type or row.kind, nil
  if row.start and row.segments then row.segments_cp, row.segments = row.segments, nil end
  return row
end

--- A document with its own quotations: { id, text, quotes = { ... } }.
local function add_document(self, record, line)
  local id = record.id or record.doc
  if type(id) ~= "string" then self:complain(line, "a document needs an id") end
  if self.docs[id] then self:complain(line, "document %s comes twice", id) end
  local doc = self:document(id)
  doc.text = type(record.text) == "string" and record.text or false
  doc.lang = type(record.lang) == "string" and record.lang or nil
  doc.date = type(record.date) == "string" and core.date(record.date) and record.date or nil
  self.whole = true
  if #record.quotes == 0 and next(record.quotes) then self:complain(line, "quotes: a list of objects") end
  for _, quote in ipairs(record.quotes) do self:add(id, flat_quote(self, quote, line), line) end
end

--- A cell that a leading apostrophe protects from spreadsheets, without it.
local function unguarded(value)
  return type(value) == "string" and value:match "^'(.*)$" or value
end

--- Columns whose cells are compared as they are, in which no apostrophe may be left.
local GUARDED <const> = { "id", "doc", "part", "key", "code", "kind", "label", "form", "entry", "rule",
  "speaker", "speaker_text", "speaker_fixed", "key_fixed" }

--- What a person wrote in place of the speaker or key that was found: "-" for none.
local function apply_fixes(record)
  if record.speaker_fixed then
    record.speaker = record.speaker_fixed ~= "-" and record.speaker_fixed or nil
    record.speaker_text, record.speaker_first, record.speaker_last = nil, nil, nil
  end
  record.key = record.key_fixed or record.key
end

local function add_row(self, record, line)
  if self.checked then
    for _, name in ipairs(GUARDED) do record[name] = unguarded(record[name]) end
    apply_fixes(record)
  end
  local id = record.doc
  if type(id) == "number" then id = tostring(id) end
  if id and type(id) ~= "string" then self:complain(line, "doc: a text, not a %s", type(id)) end
  if id and id:find "^'[=+%-@]" then id = id:sub(2) end -- guarded by --format excel
  if not id and not record.id then
    self:complain(line, "row without a document: a column doc is needed")
  end
  self:add(id or false, record, line)
end

--- What makes two rows the same hit.
local function name_of(row)
  return row.id and ("%s\0%s\0%s"):format(row.id, tostring(row.doc), tostring(row.first))
end

--- Keep each checked hit once: a row that was copied counts when it has no other verdict.
local function drop_copies(self)
  local known, copies = {}, 0
  for _, key in ipairs(self.order) do
    local kept = {}
    for _, row in ipairs(self.docs[key].rows) do
      local name = name_of(row)
      local before = name and known[name]
      if before then
        local a, b = verdict.of(self, before), verdict.of(self, row)
        if a ~= nil and b ~= nil and a ~= b then
          self:complain(row.line, "line %d has another verdict on the same hit, id %s", before.line, row.id)
        end
        if a == nil then before.right = row.right end
        copies = copies + 1
      else
        kept[#kept + 1] = row
        if name then known[name] = row end
      end
    end
    self.docs[key].rows = kept
  end
  if copies > 0 then
    message.remark("%s: %d %s there twice and counted once", self.name, copies,
      copies == 1 and "row is" or "rows are")
  end
end

--- Read a file of rows, or of documents with their quotations.
---@param path string
---@param encoding string?
---@return lunette.Marked
function M.read(path, encoding)
  local self, header = M.new(path), nil
  row_file.read(path, encoding, function(record, line, columns)
    if columns and columns ~= header then
      header = columns
      for name in next, columns do
        if type(name) == "string" then self.columns[name] = true end
      end
    end
    self.checked = self.checked or self.columns.right or record.right ~= nil
    if type(record.quotes) == "table" then add_document(self, record, line)
    else add_row(self, record, line) end
  end)
  if self.checked then drop_copies(self) end
  return self
end

-- hits -----------------------------------------------------------------------------------------------

local OF_HIT <const> = { "key", "code", "entry", "form" }
local OF_QUOTE <const> = { "kind", "speaker", "speaker_text", "speaker_first", "speaker_last", "cue",
  "score" }

--- A hit as a record. `span` = "content": a quotation's content, with the words beside the marks that
--- belong to it.
---@param hit lunette.Hit
---@param span "quote"|"content"|nil
function M.record_of(hit, span)
  local quote = hit:is_quote()
  local row = { first = hit.first, last = hit.last, part = hit.doc.part, rule = hit.rule, hit = hit }
  for _, name in ipairs(quote and OF_QUOTE or OF_HIT) do row[name] = hit[name] end
  if not quote then return row end
  row.segments = hit.segments
  if span == "content" then
    row.segments, row.first, row.last = hit.content_segments, hit.content_first, hit.content_last
  end
  return row
end

--- Take hits in.
---@param list lunette.Hits
---@param span "quote"|"content"|nil
function M:add_hits(list, span)
  for i = 1, #list do self:add(list[i].doc.id, M.record_of(list[i], span), self.n + 1) end
end

--- A set of what a script has: the name of a file, hits, a table of rows, a list of records.
---@param value string|lunette.Hits|lunette.Table|table[]
---@param what string  for messages
---@return lunette.Marked
function M.from(value, what, options)
  if type(value) == "string" then return M.read(value, options and options.encoding) end
  if getmetatable(value) == M then return value end
  local self = M.new(what)
  if hits.is(value) then
    self:add_hits(value)
    for i = 1, #value do
      local doc = value[i].doc
      self:document(doc.id, doc.part).text = doc.text
    end
    return self
  end
  if type(value) ~= "table" then
    error(("score: %s: a file, hits, a table or a list of rows, not a %s"):format(what, type(value)), 0)
  end
  for i = 1, #value do
    self.checked = self.checked or rawget(value[i], "right") ~= nil
    local record = {}
    for name, cell in next, value[i] do record[name] = cell ~= "" and cell or nil end
    if type(record.quotes) == "table" then add_document(self, record, i) else add_row(self, record, i) end
  end
  if tables.is(value) then
    for _, name in ipairs(value.columns) do self.columns[name] = true end
  end
  return self
end

return M
