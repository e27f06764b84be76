--- Dictionaries as files: CSV with Lunette's own header, YAML as quanteda reads it, JSONL as a spaCy
--- entity ruler reads it. What a form cannot hold is counted and said.
local core = require "lunette.core"
local expand = require "lunette.dictionary_expand"
local fail = require "lunette.fail"
local files = require "lunette.writer"

local M = {}

--- What was lost on the way, by kind.
local function new_losses()
  return setmetatable({}, { __call = function(self, what, n)
    self[what] = (self[what] or 0) + (n or 1)
  end })
end

--- Losses in words, each with how many entries it concerns, the most frequent first.
local function in_words(losses)
  local list = {}
  for what, n in next, losses do list[#list + 1] = { what, n } end
  table.sort(list, function(a, b)
    if a[2] ~= b[2] then return a[2] > b[2] end
    return a[1] < b[1]
  end)
  for i, loss in ipairs(list) do list[i] = ("%s (%d)"):format(loss[1], loss[2]) end
  return list
end

local function each_entry(dictionary)
  local entries, i = dictionary:entries(), 0
  return function()
    repeat i = i + 1 until not entries[i] or not entries[i].shields
    return entries[i], i
  end
end

-- CSV -----------------------------------------------------------------------------------------------

local HEADER <const> = { "key", "value", "type", "case", "lang", "from", "to", "except", "code", "use",
  "weight", "note" }

--- Kind and case that a value has when nothing is stated.
local function read_alone(scratch, value, case)
  if not scratch:add_entry { key = tostring(#scratch), value = value, case = case } then return "", "" end
  local entry = scratch:entry(#scratch)
  return entry.kind, entry.case
end

--- The row of an entry without its codes; type and case only where the value does not say them.
local function base_row(entry, scratch)
  local row = { key = entry.key, value = entry.value, lang = entry.lang, from = entry.from, to = entry.to,
    except = entry.except, case = entry.case }
  local kind, case = read_alone(scratch, entry.value, "")
  if case == entry.case then row.case = "" else kind = read_alone(scratch, entry.value, entry.case) end
  if kind ~= entry.kind then row.type, row.case = entry.kind, entry.case end
  if entry.use ~= "hit" then row.use = entry.use end
  if entry.weight ~= 1 then row.weight = entry.weight end
  return row
end

local function is_dated(code)
  return code.from ~= "" or code.to ~= ""
end

--- The codes as CSV has them: all that hold on a day count.
local function codes_of(entry, losses)
  if entry.every then return entry.codes end
  local codes = require "lunette.dictionary_codes".flatten(entry.codes)
  if not codes then losses "order of codes: all of a day count now, not the first" end
  return codes or entry.codes
end

local function rows_of(entry, scratch, losses)
  local row = base_row(entry, scratch)
  if #entry.codes == 0 then return { row } end
  if entry.from ~= "" or entry.to ~= "" then losses "days of entries that have codes, too" end
  local rows = {}
  for i, code in ipairs(codes_of(entry, losses)) do
    local copy = {}
    for name, value in next, row do copy[name] = value end
    copy.code, copy.from, copy.to = code.code, code.from, code.to
    rows[i] = copy
  end
  return rows
end

--- Only the columns that some row fills, but key, value.
local function columns_of(rows)
  local filled, columns = { key = true, value = true }, {}
  for _, row in ipairs(rows) do
    for name, value in next, row do filled[name] = filled[name] or value ~= "" end
  end
  for _, name in ipairs(HEADER) do
    if filled[name] then columns[#columns + 1] = name end
  end
  return columns
end

local function note_name(row)
  return ("%s\0%s\0%s"):format(row.key, row.value, row.code or "")
end

--- The notes of CSV files, which entries do not keep: by key, value and code, in order.
local function notes_of(paths)
  local notes = {}
  for _, path in ipairs(paths) do
    local reader = path:find "%.[ct]sv$" and core.reader({ path }, { fields = { text = "value" } })
    for doc in function() return reader and reader:next() end do
      local row = { key = doc:variable "key", value = doc.text, code = doc:variable "code" }
      local list = notes[note_name(row)] or {}
      list[#list + 1], notes[note_name(row)] = doc:variable "note" or "", list
    end
    if reader then reader:close() end
  end
  return notes
end

local function write_table(dictionary, file, losses, format)
  local scratch, rows = assert(core.dictionary()), {}
  local notes = notes_of(require "lunette.dictionary".origin(dictionary).files)
  for entry in each_entry(dictionary) do
    for _, row in ipairs(rows_of(entry, scratch, losses)) do
      local own = notes[note_name(row)]
      row.note = own and table.remove(own, 1)
      rows[#rows + 1] = row
    end
  end
  files.write(require "lunette.table".new(columns_of(rows), rows), format, file)
end

-- what other programs cannot hold -------------------------------------------------------------------

local function note_losses(entry, losses)
  if #entry.codes > 0 then losses "codes" end
  local dated = entry.from ~= "" or entry.to ~= ""
  for _, code in ipairs(entry.codes) do dated = dated or is_dated(code) end
  if dated then losses "dates" end
  if entry.weight ~= 1 then losses "weights" end
  if entry.lang ~= "" then losses "languages" end
  if entry.except ~= "" then losses "exceptions" end
  if entry.use ~= "hit" then losses(("what is no hit but %s"):format(entry.use)) end
end

-- YAML ----------------------------------------------------------------------------------------------

--- What YAML 1.1 reads as something else than text.
local RESERVED <const> = {}
for word in ("y n yes no on off true false null"):gmatch "%S+" do RESERVED[word] = true end

local ESCAPES <const> = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r" }

--- A scalar that is text for every YAML reader: quoted unless letters and blanks alone.
local function yaml_text(value)
  if value:find "^%a[%a%d_ -]*$" and not value:find " $" and not RESERVED[value:lower()] then
    return value
  end
  if not value:find "[%c]" then return "'" .. value:gsub("'", "''") .. "'" end
  return '"' .. value:gsub('["\\%c]', function(c)
    return ESCAPES[c] or ("\\x%02X"):format(c:byte())
  end) .. '"'
end

--- The levels of a key; a dot that belongs to a name (U.N., St. Petersburg) parts nothing.
local function levels_of(key)
  local levels = {}
  for level in (key .. "."):gmatch "(.-)%." do
    if #level < 2 or level:find "^%s" or level:find "%s$" then return { key } end
    levels[#levels + 1] = level
  end
  return levels
end

local function words_of(spelling, joint)
  local parts = {}
  for i, word in ipairs(spelling) do
    if i > 1 then parts[#parts + 1] = word.joint and joint or " " end
    parts[#parts + 1] = word.exact or word.text
  end
  return table.concat(parts)
end

--- The values quanteda needs for an entry: it joins nothing by itself, so that a family is written out.
local function yaml_values(entry, spellings, losses)
  if entry.kind == "regex" then
    losses "regexes, left out"
    return {}
  end
  for _, word in ipairs(spellings[1]) do
    if word.exact then
      losses "case rules"
      break
    end
  end
  if not spellings[1].family then
    local value = entry.case == "exact" and entry.value:gsub("^=", "") or entry.value
    if entry.kind == "phrase" and value:find "[*?]" then value = words_of(spellings[1], " ") end
    return { value }
  end
  losses "dashes and line ends of families, which are written out"
  local values = {}
  for _, spelling in ipairs(spellings) do
    for _, joint in ipairs { "-", " " } do
      local value = words_of(spelling, joint)
      if value ~= values[#values] then values[#values + 1] = value end
    end
  end
  return values
end

local function new_node()
  return { order = {}, children = {}, values = {} }
end

local function put(root, key, values)
  local node = root
  for _, level in ipairs(levels_of(key)) do
    if not node.children[level] then
      node.children[level] = new_node()
      node.order[#node.order + 1] = level
    end
    node = node.children[level]
  end
  table.move(values, 1, #values, #node.values + 1, node.values)
end

local function write_list(out, pad, values)
  for _, value in ipairs(values) do out(("%s- %s\n"):format(pad, yaml_text(value))) end
end

local function write_node(out, node, pad)
  if #node.values > 0 and #node.order > 0 then -- quanteda's name for values beside further levels
    out(pad .. "__:\n")
    write_list(out, pad .. "  ", node.values)
  end
  for _, name in ipairs(node.order) do
    local child = node.children[name]
    if #child.values > 0 or #child.order > 0 then
      out(("%s%s:\n"):format(pad, yaml_text(name)))
      if #child.order == 0 then write_list(out, pad .. "  ", child.values) end
      write_node(out, child, pad .. "  ")
    end
  end
end

local function write_yaml(dictionary, file, losses)
  local root, spellings = new_node(), expand.spellings(dictionary)
  for entry, i in each_entry(dictionary) do
    local values = yaml_values(entry, spellings[i], losses)
    if #values > 0 then note_losses(entry, losses) end
    put(root, entry.key, values)
  end
  write_node(function(line) file:write(line) end, root, "")
end

-- spaCy ---------------------------------------------------------------------------------------------

local function regex_of_glob(glob)
  local body = glob:gsub("[%^%$%(%)%%%.%[%]%+%-|{}\\]", "\\%0"):gsub("%*", ".*"):gsub("%?", ".")
  return "^" .. body .. "$"
end

local JOINT <const> = '{"TEXT":{"REGEX":"^[-\u{2010}\u{2011}\u{2013}\u{2014}]$"},"OP":"?"}'

--- One word as token attributes: in any case, or exactly; a final dot of the entry may belong to it.
local function token_of(word, dot)
  local attribute, text = word.exact and "TEXT" or "LOWER", word.exact or word.text
  if dot and not word.glob then
    return ('{"%s":{"IN":%s}}'):format(attribute, core.json.encode { text, text .. "." })
  end
  local value = core.json.encode(word.glob and regex_of_glob(text) or text)
  return word.glob and ('{"%s":{"REGEX":%s}}'):format(attribute, value) or
    ('{"%s":%s}'):format(attribute, value)
end

--- `hyphen`: the value as written has one, which spaCy takes for a token.
local function pattern_of(spelling, hyphen)
  local tokens = {}
  for i, word in ipairs(spelling) do
    if i > 1 and (word.joint or hyphen) then tokens[#tokens + 1] = JOINT end
    tokens[#tokens + 1] = token_of(word, spelling.dot and i == #spelling)
  end
  return "[" .. table.concat(tokens, ",") .. "]"
end

local function write_ruler(dictionary, file, losses)
  local spellings = expand.spellings(dictionary)
  for entry, i in each_entry(dictionary) do
    if entry.kind == "regex" then
      losses "regexes, left out"
    else
      note_losses(entry, losses)
    end
    for _, spelling in ipairs(spellings[i] or {}) do
      file:write(('{"label":%s,"pattern":%s}\n'):format(core.json.encode(entry.key),
        pattern_of(spelling, entry.value:find("-", 1, true))))
    end
  end
end

-- ---------------------------------------------------------------------------------------------------

local writers = {
  csv = function(dictionary, file, losses) write_table(dictionary, file, losses, "csv") end,
  tsv = function(dictionary, file, losses) write_table(dictionary, file, losses, "tsv") end,
  yml = write_yaml, yaml = write_yaml, jsonl = write_ruler,
}

--- Raise when `path` names no form that is written.
---@param path string
function M.check(path)
  if not writers[path:match "%.(%w+)$" or ""] then
    fail.usage("%s: a dictionary is written as .csv, .tsv, .yml or .jsonl", path)
  end
end

--- Write a dictionary in the form that the file's name asks for.
---@param dictionary lunette.Dictionary
---@param path string
---@return string[] losses  in words
function M.save(dictionary, path)
  M.check(path)
  local losses = new_losses()
  files.replace(path, function(file)
    writers[path:match "%.(%w+)$"](dictionary, file, losses)
    local ok, why = file:flush()
    if not ok then fail.disk("%s could not be written: %s", path, why) end
  end)
  return in_words(losses)
end

return M
