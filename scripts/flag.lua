-- Flags terms in every spelling: a row for each hit, or counts with --by.
--   lunette flag examples/corpus --terms "cease-fire, truce"
local ln = require "lunette"

local COLUMNS <const> = { "id", "doc", "date", "part", "text", "first", "last", "key", "entry", "form",
  "rule", "sentence" }
local SHOW <const> = { "doc", "date", "form", "text", "sentence" }
local SHOW_KEYS <const> = { "doc", "date", "key", "form", "text", "sentence" } -- a dictionary has several
local EXPLAINED <const> = { "doc", "date", "part", "first", "last", "text", "verdict", "why", "key",
  "entry", "form", "rule" }

--- A list with a name more at its end.
local function with(list, name)
  local out = table.move(list, 1, #list, 1, {})
  out[#out + 1] = name
  return out
end

return ln.script {
  name = "flag", summary = "Find terms in every spelling, or count them by source, month, key, form.",
  version = "1.0.0",
  args = {
    terms = { type = "query", help = 'what to look for: "cease-fire, truce, shell*"' },
    dictionary = { type = "dictionary", many = true, without = "without",
      help = "the same from a file: key,value,..." },
    without = { type = "file", help = "CSV of dictionary entries to leave out: key,value,use,case" },
    by = { type = "list", help = "count by these columns: source,key,form,month" },
    weights = { type = "flag", help = "the dictionary's weights: of each hit, or summed with --by" },
    explain = { type = "flag", help = "each place that looks like a term: whether it is a hit, and why" },
  },
  conditions = { "within", "outside", "near", "not-near", "negated", "overlap" },
  needs_one = { "terms", "dictionary" },
  columns = function(args)
    if args.explain then return EXPLAINED, { "doc", "text", "verdict", "why" } end
    local show = args.dictionary and SHOW_KEYS or SHOW
    if args.weights then return with(COLUMNS, "weight"), with(show, "weight") end
    return COLUMNS, show
  end,
  machine = { "start", "end" },

  map = function(doc, args, out)
    local terms = args.terms or args.dictionary
    if args.explain then
      for _, row in ipairs(doc:explain(terms, args.conditions)) do out:row(row) end
    else
      out:hits(doc:find(terms, args.conditions), args.by, args.weights and { weights = true })
    end
  end,
}
