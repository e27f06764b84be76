-- Flags terms in every spelling: a row for each hit, or counts with --by.
--   lunette flag examples/corpus --terms "cease-fire, truce"
local ln = require "lunette"

return ln.script {
  name = "flag", summary = "Find terms in every spelling, or count them by source, month, key, form.",
  version = "1.0.0",
  args = {
    terms = { type = "query", help = 'what to look for: "cease-fire, truce, shell*"' },
    dictionary = { type = "dictionary", many = true, without = "without",
      help = "the same from a file: key,value,..." },
    without = { type = "file", help = "CSV of dictionary entries to leave out: key,value,use,case" },
    by = { type = "list", help = "count by these columns: source,key,form,month" },
  },
  conditions = { "within", "outside", "near", "not-near", "negated", "overlap" },
  needs_one = { "terms", "dictionary" },
  columns = { "id", "doc", "date", "part", "text", "first", "last", "key", "entry", "form", "rule",
    "sentence" },
  machine = { "start", "end" },
  show = { "doc", "date", "form", "text", "sentence" },

  map = function(doc, args, out)
    out:hits(doc:find(args.terms or args.dictionary, args.conditions), args.by)
  end,
}
