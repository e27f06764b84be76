-- Counts who is mentioned: by actor, month, source, code; or a row for each mention.
--   lunette actors examples/corpus --dictionary examples/actors.csv --by month,key
local ln = require "lunette"

return ln.script {
  name = "actors", summary = "Count mentions of actors by month, source, key or code.",
  version = "1.0.0",
  args = {
    dictionary = { type = "dictionary", many = true, required = true,
      without = "without", help = "whom to count: a CSV or .actors.txt file" },
    without = { type = "file", help = "CSV of dictionary entries to leave out: key,value,use,case" },
    by = { type = "list", default = { "key" }, help = "count by these columns" },
    mentions = { type = "flag", help = "a row for each mention instead of counts" },
  },
  conditions = { "within", "outside", "near", "not-near", "negated", "overlap" },
  columns = { "id", "doc", "date", "part", "text", "first", "last", "key", "code", "entry", "rule" },
  machine = { "start", "end" },
  show = { "doc", "date", "text", "key", "code", "rule" },

  map = function(doc, args, out)
    local by, mentions = args.by, args.mentions
    if mentions then by = nil end
    out:hits(doc:actors(args.dictionary, args.conditions), by)
  end,
}
