--- ln.text: the units of a string and its other forms. Strings in, spans or strings out; a string
--- that is not valid UTF-8 gives nil, message, byte.
local core = require "lunette.core"
local check = require "lunette.check"

local M = {}

--- The words of a string by UAX #29: those with a letter, digit or ideograph; with
--- { all = true } every segment, blanks and punctuation too.
---@param s string
---@param options { all: boolean }?
---@return lunette.Spans?, string?, integer?
function M.words(s, options)
  return core.text.words(s, check.options("words", options, { all = "boolean" }).all)
end

--- Sentences; with { all = true } the bare rules of UAX #29, every byte in a sentence.
---@param s string
---@param options { all: boolean }?
---@return lunette.Spans?, string?, integer?
function M.sentences(s, options)
  return core.text.sentences(s, check.options("sentences", options, { all = "boolean" }).all)
end

--- Paragraphs: lines parted by blank lines.
---@param s string
---@return lunette.Spans?, string?, integer?
function M.paragraphs(s)
  return core.text.paragraphs(s)
end

--- What a person takes for one character: UAX #29 extended grapheme clusters.
---@param s string
---@return lunette.Spans?, string?, integer?
function M.graphemes(s)
  return core.text.graphemes(s)
end

--- A string as it is compared: case folded, unless { case = true } keeps it; more by name:
--- { marks = false } drops accents, { ignorable = false } soft hyphens, { plain = true } makes curly
--- quotation marks and dashes ASCII.
---@param s string
---@param options { case: boolean, marks: boolean, ignorable: boolean, plain: boolean }?
---@return string?, string?, integer?
function M.fold(s, options)
  local o = check.options("fold", options,
    { case = "boolean", marks = "boolean", ignorable = "boolean", plain = "boolean" })
  local T, flags = core.text, 0
  if not o.case then flags = flags | T.CASE end
  if o.marks == false then flags = flags | T.MARKS end
  if o.ignorable == false then flags = flags | T.IGNORABLE end
  if o.plain then flags = flags | T.PLAIN end
  return T.fold(s, flags)
end

--- A string in Unicode normal form "NFC" (default) or "NFKC".
---@param s string
---@param form "NFC"|"NFKC"|nil
---@return string?, string?, integer?
function M.normalize(s, form)
  form = form or "NFC"
  if form ~= "NFC" and form ~= "NFKC" then
    error(("normalize: form must be NFC or NFKC, not %s"):format(tostring(form)), 2)
  end
  return core.text.fold(s, core.text[form])
end

--- Whether a string is valid UTF-8; if not, also what is wrong and at which byte.
---@param s string
---@return boolean, string?, integer?
function M.valid(s)
  return core.text.valid(s)
end

--- spans:counts() -> table of text, n; falling n, then text.
---@return lunette.Table
function core.spans:counts()
  local forms, counts = self:types()
  local rows = {}
  for i, form in ipairs(forms) do rows[i] = { text = form, n = counts[i] } end
  return require "lunette.table".new({ "text", "n" }, rows):sort("-n", "text")
end

return M
