--- Layers that a corpus file holds: written from marked rows, and found again by the documents that come
--- from it, so that queries, conditions and scores know them by name.
local core = require "lunette.core"
local fail = require "lunette.fail"
local layer_module = require "lunette.layer"
local place = require "lunette.place"
local verdict = require "lunette.verdict"

local M = {}

--- The corpus file that a document was read from.
local origin = setmetatable({}, { __mode = "k" })

--- Note where a document comes from.
---@param doc lunette.Document
---@param handle lunette.core.Corpus
function M.note(doc, handle)
  origin[doc] = handle
end

local SPANS <const> = [[SELECT from_byte + 1, to_byte, label, key, rule, features FROM span
  WHERE layer = (SELECT number FROM layer WHERE name = ?1)
    AND document = (SELECT number FROM document WHERE id = ?2) ORDER BY from_byte, to_byte, number]]

--- Features as a table: a file may hold other JSON, made elsewhere.
local function features_in(text)
  local features = text and core.json.decode(text)
  return type(features) == "table" and features or {}
end

--- The spans of a layer in a document, in text order: { first, last, label, key, rule, features }.
---@param doc lunette.Document
---@param name string
---@return table[]
function M.spans(doc, name)
  local handle, out = origin[doc], {}
  if not handle then return out end
  local columns, rows = handle:sql(SPANS, name, doc.id)
  if not columns then fail.data("%s: layer %s: %s", doc.id, name, rows) end
  for i, row in ipairs(rows) do
    out[i] = { first = row[1], last = row[2], label = row[3], key = row[4], rule = row[5],
      features = features_in(row[6]) }
  end
  return out
end

--- The pieces of a span, { first, last } each; the whole of it where they are not stated.
local function pieces_of(span)
  local segments = span.features.segments
  if type(segments) ~= "table" or #segments == 0 then return { { span.first, span.last } } end
  for _, piece in ipairs(segments) do
    local first = type(piece) == "table" and math.tointeger(piece[1])
    local last = first and math.tointeger(piece[2])
    if not last or first < span.first or last > span.last or last < first then
      return { { span.first, span.last } }
    end
  end
  return segments
end

--- The same with a span for each piece of those that have pieces: the words between them do not belong
--- to it.
function M.pieces(doc, name)
  local out = {}
  for _, span in ipairs(M.spans(doc, name)) do
    for _, piece in ipairs(pieces_of(span)) do
      out[#out + 1] = { first = piece[1], last = piece[2], label = span.label, key = span.key,
        rule = span.rule }
    end
  end
  return out
end

local function places(doc, name)
  local out = {}
  for _, span in ipairs(M.pieces(doc, name)) do
    out[#out + 1], out[#out + 2] = span.first, span.last
  end
  return out
end

--- Make the layers of a corpus file known by their names. A layer of every document keeps its name.
---@param handle lunette.core.Corpus
---@return boolean? ok, string? message  nil when the file is damaged
function M.know(handle)
  local columns, rows = handle:sql "SELECT name FROM layer ORDER BY name"
  if not columns then return nil, rows end
  for _, row in ipairs(rows) do layer_module.add_stored(row[1], M, places) end
  return true
end

-- writing --------------------------------------------------------------------------------------------

--- What a span has beside its place, label, key and rule.
local FEATURES <const> = { "speaker", "speaker_text", "speaker_first", "speaker_last", "cue", "code", "form",
  "score", "note", "id" }

local function features_of(mark)
  local features, any = {}, false
  for _, name in ipairs(FEATURES) do
    local value = mark.row[name]
    if value ~= nil and value ~= "" then features[name], any = value, true end
  end
  if #mark.pieces > 2 then
    local segments = {}
    for i = 1, #mark.pieces, 2 do segments[#segments + 1] = { mark.pieces[i], mark.pieces[i + 1] } end
    features.segments, any = segments, true
  end
  return any and core.json.encode(features) or nil
end

--- The marks of one document, added to the layer; those that a person judged wrong or not at all are
--- left out. Returns how many were added and left out.
local function add_marks(try, handle, layer, set, entry, doc)
  local added, left = 0, 0
  for _, mark in ipairs(place.marks(set, entry.rows, doc.id, doc.text)) do
    if set.checked and not verdict.of(set, mark.row) then
      left = left + 1
    else
      local row = mark.row
      try(handle:layer_add(layer, doc.id, mark.first, mark.last, row.kind or row.label or row.key, row.key,
        row.rule, features_of(mark)))
      added = added + 1
    end
  end
  return added, left
end

local function write(handle, name, set)
  local function try(value, why)
    if not value then fail.limit("layer %s: %s; nothing was stored", name, why) end
    return value
  end
  local run = try(handle:run("layer", core.json.encode { layer = name, source = set.name }))
  local layer = try(handle:layer_new(name, run))
  local report = { spans = 0, left = 0, docs = 0, unseen = {} }
  for _, key in ipairs(set.order) do
    local entry = set.docs[key]
    if not entry.id then set:complain(entry.rows[1].line, "row without a document") end
    local doc = entry.part == "text" and handle:doc(entry.id)
    if doc then
      local added, left = add_marks(try, handle, layer, set, entry, doc)
      report.spans, report.left, report.docs = report.spans + added, report.left + left, report.docs + 1
    else
      report.unseen[#report.unseen + 1] = key:gsub("%z", " ")
    end
  end
  if report.docs == 0 then
    fail.data("%s: none of its documents is in the corpus file; nothing was stored", set.name)
  end
  try(handle:commit())
  return report
end

--- Names that mean something else in queries, and to score.
local TAKEN <const> = { word = true, stem = true, within = true, containing = true, flag = true,
  actors = true, hits = true }

--- Raise unless a layer can have this name.
local function check_name(name)
  if layer_module.is_own(name) then
    fail.usage("layer %s: every document has a layer of this name; choose another", name)
  elseif TAKEN[name] then
    fail.usage("layer %s: queries and scores mean something else by this name; choose another", name)
  elseif not name:find "^[%a_][%w_]*$" then
    fail.usage("layer %q: a name is of letters, digits and _, so that queries can name it", name)
  end
end

--- Write marked rows as a layer of a corpus file; an older layer of the name is replaced, or, when
--- anything fails, kept whole.
---@param path string
---@param name string
---@param set lunette.Marked
---@return { spans: integer, left: integer, docs: integer, unseen: string[] }
function M.write(path, name, set)
  check_name(name)
  local handle, why = core.corpus(path, "write")
  if not handle then fail.usage("%s", why) end
  local ok, result = pcall(write, handle, name, set)
  handle:close()
  if not ok then error(result, 0) end
  layer_module.add_stored(name, M, places)
  return result
end

return M
