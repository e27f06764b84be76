--- Lunette: text analysis for people who work with news. local ln = require "lunette"
local core = require "lunette.core"
local corpus = require "lunette.corpus"
local dictionary = require "lunette.dictionary"
local script = require "lunette.script"
require "lunette.document"

local ln = {
  text = require "lunette.text",
  json = core.json,
  script = script.new,
  dictionary = dictionary.new,
  annotator = require "lunette.annotate".new,
  score = require "lunette.scoring".score,
}

--- The inputs of the command line, for `ln.open()` without a path.
ln.inputs = false

--- A regular expression (PCRE2; UTF and UCP on; limits always). Flags: i any case, m ^ and $ at line
--- ends, s . matches a line end, x blanks and comments, w whole words. A bad pattern gives nil,
--- message, byte.
---@param pattern string
---@param flags string?
---@return lunette.Regex?, string?, integer?
function ln.regex(pattern, flags)
  return core.regex(pattern, flags)
end

--- A calendar day: ln.date "2016-09-12" + 30. Not a date: nil, message.
---@param text string
---@param format string?  such as "%d/%m/%Y"
---@return lunette.Date?, string?
function ln.date(text, format)
  return core.date(text, format)
end

--- A document from a table: text, and any of id, title, date, lang, other variables.
---@param t table
---@return lunette.Document?, string? message, integer? byte
function ln.document(t)
  return core.document(t)
end

--- Open a corpus file, or any file, folder or list of them; without a path the inputs of the command
--- line.
---@param paths string|string[]|nil
---@param options table?  fields, date_format, lang, encoding
---@return lunette.Corpus?, string? message
function ln.open(paths, options)
  if paths == nil then
    if not ln.inputs then error("open: no path, and no inputs on the command line", 2) end
    return ln.inputs()
  end
  return corpus.open(paths, options)
end

--- Version of Lunette and its libraries.
ln.version = core.system.versions().lunette

return ln
