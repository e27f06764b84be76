-- Counts who is mentioned: by actor, month, source, code; or a row for each mention.
--   lunette actors examples/corpus --dictionary examples/actors.csv --by month,key
local ln = require "lunette"

return ln.script {
  name = "actors", summary = "Count mentions of actors by month, source, key or code.",
  version = "1.1.0",
  args = {
    dictionary = { type = "dictionary", many = true, required = true,
      without = "without", help = "whom to count: CSV, .actors.txt, .agents.txt, .discards.txt" },
    without = { type = "file", help = "CSV of dictionary entries to leave out: key,value,use,case" },
    by = { type = "list", default = { "key" }, help = "count by these columns" },
    mentions = { type = "flag", help = "a row for each mention instead of counts" },
    agents = { type = "flag", help = "a row for each agent without an actor" },
    forms = { type = "flag", help = "count by the text of the mentions too" },
    first = { type = "flag", help = "only the first mention of each key in a document" },
    surnames = { type = "choice", of = { "on", "off" }, default = "on",
      help = "a surname after the full name is a mention" },
    discards = { type = "choice", of = { "as_written", "off", "sentence", "story" },
      default = "as_written", help = "how far the dictionary's discards reach" },
    unlisted = { type = "flag", help = "frequent names that the dictionary does not cover" },
    least = { type = "integer", least = 1, default = 3, help = "with --unlisted: names that occur N times" },
  },
  conditions = { "within", "outside", "near", "not-near", "negated", "overlap" },
  columns = { "id", "doc", "date", "part", "text", "first", "last", "key", "code", "entry", "rule",
    "agent", "link" },
  machine = { "start", "end" },
  show = { "doc", "date", "text", "key", "code", "agent", "link" },

  map = function(doc, args, out)
    if args.unlisted then return out:names(doc, args.dictionary, { least = args.least }) end
    local options = { surnames = args.surnames == "on", discards = args.discards, first = args.first }
    for name, value in pairs(args.conditions) do options[name] = value end
    if args.agents then return out:hits(doc:agents(args.dictionary, options)) end
    if args.mentions then return out:hits(doc:actors(args.dictionary, options)) end
    local by = args.forms and { "text", table.unpack(args.by) } or args.by
    out:hits(doc:actors(args.dictionary, options), by)
  end,
}
