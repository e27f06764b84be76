--- What can be asked of a hit or of its document by name: the columns of rows and of `--by`.
local fail = require "lunette.fail"

local M = {}

local function set(names)
  local out = {}
  for name in names:gmatch "%S+" do out[name] = true end
  return out
end

--- Fields that belong to the hit itself; all others are the document's.
local ANY <const> = set "text first last start end id sentence rule before after"
local ENTRY <const> = set "key entry form code weight negated agent agent_code agent_rule link captures"
local QUOTE <const> = set [[kind segments segments_cp speaker speaker_text speaker_first speaker_last
  speaker_start speaker_end speaker_id cue cue_first cue_last cue_start cue_end score unclosed
  content_first content_last content_start content_end content_segments content_segments_cp
  reason person_first person_last]]

local DOCUMENT <const> = set "date day month week year title lang path part"

--- Whether `name` is a field of hits (and not of their documents).
---@param name string
---@return boolean
function M.is_hit(name)
  return ANY[name] or ENTRY[name] or QUOTE[name] or name:find "^capture%." ~= nil
end

--- A field or variable of a document; `doc` and `id` are its id. Absent: nil; an unstated date:
--- "(none)".
---@param doc lunette.Document
---@param name string
---@return string|number|boolean|nil
function M.of_document(doc, name)
  if name == "doc" or name == "id" then return doc.id end
  if DOCUMENT[name] then return doc[name] end
  return doc:variable(name)
end

--- All names that `of_document` knows for this document.
---@param doc lunette.Document
---@return string[]
function M.names_of(doc)
  local names = doc:variable_names()
  for name in next, DOCUMENT do names[#names + 1] = name end
  names[#names + 1] = "doc"
  return names
end

--- A field of a hit or of its document. Absent: nil. A quotation has no key, a hit no speaker.
---@param hit lunette.Hit
---@param name string
function M.of_hit(hit, name)
  if ANY[name] then return hit[name] end
  local quote = hit:is_quote()
  if quote and ENTRY[name] then fail.usage("quotations have no '%s'", name) end
  if not quote and QUOTE[name] then fail.usage("only quotations have a '%s'", name) end
  if ENTRY[name] or QUOTE[name] then return hit[name] end
  if not quote and name:find "^capture%." then return hit[name] end
  return M.of_document(hit.doc, name)
end

--- A value as part of a key: absent ones are a group of their own.
function M.as_key(value)
  if value == nil or value == "" then return "(none)" end
  return value
end

return M
