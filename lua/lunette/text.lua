--- ln.text: the units of a string and its other forms. Strings in, spans or strings out; a string
--- that is not valid UTF-8 gives nil, message, byte.
local core = require "lunette.core"
local check = require "lunette.check"
local fold = require "lunette.fold"

local M = {}

--- The words of a string by UAX #29: those with a letter, digit or ideograph; with
--- { all = true } every segment, blanks and punctuation too.
---@param s string
---@param options { all: boolean }?
---@return lunette.Spans?, string?, integer?
function M.words(s, options)
  return core.text.words(s, check.options("words", options, { all = "boolean" }).all)
end

--- Sentences as news has them, in English or { lang = "de" }; with { all = true } the bare rules of UAX
--- #29, every byte in a sentence.
---@param s string
---@param options { all: boolean, lang: string }?
---@return lunette.Spans?, string?, integer?
function M.sentences(s, options)
  local o = check.options("sentences", options, { all = "boolean", lang = "string" })
  return core.text.sentences(s, o.all, o.lang)
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

local FOLD_OPTIONS <const> = { case = "boolean", marks = "boolean", ignorable = "boolean", plain = "boolean" }

--- A string as it is compared: case folded, unless { case = true } keeps it; more by name:
--- { marks = false } drops accents, { ignorable = false } soft hyphens, { plain = true } makes curly
--- quotation marks and dashes ASCII.
---@param s string
---@param options { case: boolean, marks: boolean, ignorable: boolean, plain: boolean }?
---@return string?, string?, integer?
function M.fold(s, options)
  return core.text.fold(s, fold.flags(check.options("fold", options, FOLD_OPTIONS)))
end

--- The same, and a map of its bytes: map:source(first, last) says which bytes of `s` became bytes
--- first to last of the folded string, map:folded(first, last) the way back.
---@param s string
---@param options { case: boolean, marks: boolean, ignorable: boolean, plain: boolean }?
---@return string?, lunette.FoldMap|string?, integer?
function M.fold_map(s, options)
  return core.fold_map(s, fold.flags(check.options("fold_map", options, FOLD_OPTIONS)))
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

--- Stemmers of this state, by language as it was asked for; only languages that exist stand here.
local stemmers = {}

--- The stem of a word: what its inflected forms have in common, "talks" and "talked" are "talk". The
--- word is case folded; more than one word is taken for one.
---@param word string
---@param language string?  a name or ISO code: "english" (default), "en"; unknown ones raise
---@return string?, string?, integer?
function M.stem(word, language)
  if type(word) ~= "string" then error(("stem: a word, not a %s"):format(type(word)), 2) end
  language = language or "english"
  local stemmer = stemmers[language]
  if not stemmer then
    local message
    stemmer, message = core.stemmer(language)
    if not stemmer then error("stem: " .. message, 2) end
    stemmers[language] = stemmer
  end
  return stemmer:find(word)
end

--- The function words of a language (articles, pronouns, prepositions ...) as { word = true }, lower
--- case; every call gives a fresh copy.
---@param language string?  a name or ISO code: "english" (default), "en"; unknown ones raise
---@return table<string, boolean>
function M.stopwords(language)
  return require "lunette.stopwords".get(language or "english")
end

local UNITS <const> = { words = true, sentences = true, graphemes = true }

--- Why each boundary is there or not: a row for the start of the string, every place between two code
--- points, and the end, with the rule of UAX #29 that decides (for sentences the bare rules). Columns:
--- byte (of the code point behind the place), before and after (the code points around it, as U+0020
--- when they would not be seen), boundary, rule, meaning.
---@param s string
---@param options { units: "words"|"sentences"|"graphemes" }?
---@return lunette.Table?, string?, integer?
function M.explain(s, options)
  local units = check.options("explain", options, { units = "string" }).units or "words"
  if not UNITS[units] then
    error(("explain: units are words, sentences or graphemes, not '%s'"):format(units), 2)
  end
  local rows, message, byte = core.explain(s, units)
  if not rows then return nil, message, byte end
  return require "lunette.table".new({ "byte", "before", "after", "boundary", "rule", "meaning" }, rows)
end

--- A row of spans:counts() is asked for its hits: hits are places in documents.
local function refuse_hits()
  error("this row was counted in a string, not in documents: it has no hits", 2)
end

--- spans:counts() -> table of text, n; falling n, then text.
---@return lunette.Table
function core.spans:counts()
  check.self(self, "lunette.spans", "counts")
  local forms, counts = self:types()
  local rows = {}
  local tables = require "lunette.table"
  for i, form in ipairs(forms) do
    rows[i] = { text = form, n = counts[i] }
    tables.set_hits(rows[i], refuse_hits)
  end
  return tables.new({ "text", "n" }, rows):sort("-n", "text")
end

return M
