-- Lesson 5: a script of your own, with options, as quotes, actors and flag are written.
--   lunette lessons/05_script.lua corpus --terms "truce, armistice" --by source
-- `map` sees one document at a time and gathers; `report` makes the table at the end.
local ln = require "lunette"

return ln.script {
  name = "first", summary = "When and where is a term first used?", version = "1.0.0",
  args = {
    terms = { type = "query", default = "cease-fire", help = "what to look for" },
    by = { type = "choice", of = { "month", "source" }, default = "month", help = "count by" },
  },
  columns = { "group" },

  map = function(doc, args, out)
    for hit in doc:find(args.terms) do
      out:count(hit, doc:variable(args.by) or doc[args.by])
    end
  end,

  report = function(result)
    return result.count:sort("-n", "group")
  end,
}
