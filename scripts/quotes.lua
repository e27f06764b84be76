-- Quotations with their speakers: a row for each, or counts with --by.
--   lunette quotes examples/corpus --by speaker,month
local ln = require "lunette"
local kwic = require "lunette.kwic"

local COLUMNS <const> = { "id", "doc", "date", "part", "text", "first", "last", "kind", "segments",
  "speaker", "speaker_text", "speaker_first", "speaker_last", "speaker_id", "cue", "cue_first", "cue_last",
  "rule", "score" }

return ln.script {
  name = "quotes", summary = "Extract quotations with their speakers, in English or (--lang) de, es, fr.",
  version = "1.1.0",
  args = {
    kinds = { type = "list", of = { "direct", "mixed", "indirect" }, default = { "direct", "mixed" },
      help = "direct, mixed; indirect: without marks, \"said that ...\"" },
    by = { type = "list", help = "count by these columns: speaker,month,source" },
    ["min-score"] = { type = "number", default = 0, help = "only quotations of this score or more, 0-1" },
    dictionary = { type = "dictionary", many = true,
      help = "actors: a speaker found there gets its key as speaker and speaker_id" },
    unlisted = { type = "flag", help = "only those whose speaker the dictionary does not know" },
    rules = { type = "file", check = require "lunette.quotes".check_rules,
      help = "a CSV of rules (rule,on,score) that switches and rates them, or adds some (query)" },
    cues = { type = "list", help = "CSV files (key,value,lang) of further words: say, tell, title, ..." },
    kwic = { type = "choice", of = { "cue", "speaker" },
      help = "each one's cue or speaker with the words around it, in place of the quotation" },
    explain = { type = "flag", help = "tell the way to each speaker in place of the text" },
  },
  conditions = { "within", "outside", "near", "not-near" },
  columns = function(args)
    if args.kwic then return kwic.columns { "date", "kind", "speaker", "rule" } end
    return COLUMNS, { "doc", "speaker", "cue", "rule", "text" }
  end,
  machine = { "start", "end" },
  json = { "speaker_start", "speaker_end", "cue_start", "cue_end", "segments_cp", "content_first",
    "content_last", "content_start", "content_end", "content_segments", "content_segments_cp",
    "reason", "unclosed" },

  map = function(doc, args, out)
    local options = { kinds = args.kinds, min_score = args["min-score"], dictionary = args.dictionary,
      rules = args.rules, cues = args.cues }
    for name, value in pairs(args.conditions) do options[name] = value end
    local quotes = doc:quotes(options)
    if args.unlisted then quotes = quotes:where(function(quote) return quote.speaker_id == "" end) end
    if args.kwic then return out:lines(quotes, { node = args.kwic }) end
    if not args.explain then return out:hits(quotes, args.by) end
    for quote in quotes do
      out:row { doc = doc.id, speaker = quote.speaker, cue = quote.cue, rule = quote.rule,
        text = ("%s  [%s]"):format(quote.text, quote:explain()) }
    end
  end,
}
