--- What can be asked of a hit or of its document by name: the columns of rows and of `--by`.
local M = {}

--- Fields that belong to the hit itself. All others are the document's.
local HIT <const> = {
  text = true, first = true, last = true, start = true, ["end"] = true, id = true,
  sentence = true, key = true, entry = true, form = true, rule = true, code = true,
  kind = true, segments = true, segments_cp = true, speaker = true, speaker_text = true,
  speaker_first = true, speaker_last = true, speaker_start = true, speaker_end = true,
  speaker_id = true, cue = true, cue_first = true, cue_last = true, cue_start = true,
  cue_end = true, score = true, unclosed = true,
}

local DOCUMENT <const> = {
  date = true, month = true, week = true, year = true, title = true, lang = true, path = true,
  part = true,
}

--- Whether `name` is a field of hits (and not of their documents).
---@param name string
---@return boolean
function M.is_hit(name)
  return HIT[name] == true
end

--- A field or variable of a document; `doc` is its id. Absent: nil; an unstated date: "(none)".
---@param doc lunette.Document
---@param name string
---@return string|number|boolean|nil
function M.of_document(doc, name)
  if name == "doc" then return doc.id end
  if DOCUMENT[name] then return doc[name] end
  return doc:variable(name)
end

--- A field of a hit or of its document. Absent: nil.
---@param hit lunette.Hit
---@param name string
function M.of_hit(hit, name)
  if HIT[name] then return hit[name] end
  return M.of_document(hit.doc, name)
end

--- A value as part of a key: absent ones are a group of their own.
function M.as_key(value)
  if value == nil or value == "" then return "(none)" end
  return value
end

return M
