-- Key words in context: each hit in the middle of its line, with the words around it.
--   lunette kwic "cease-fire" examples/corpus --sort R1
--   lunette kwic "<cue/>" examples/corpus --unique --sort -n     what quotations hang on
local ln = require "lunette"
local kwic = require "lunette.kwic"

return ln.script {
  name = "kwic", summary = "Show each hit of a query with the words around it.", version = "1.0.0",
  args = {
    query = { type = "query", place = true, help = 'what to look for: "cease-fire", "<cue/>"' },
    window = { type = "string", default = "8,8", check = kwic.window,
      help = "words on the left and right: 8,8; or sentence, paragraph; or both: 8,8,sentence" },
    columns = { type = "list", default = {}, help = "more columns: date,source,key,form,capture.x" },
    unique = { type = "flag", help = "lines that read the same are one, with their number n" },
  },
  conditions = { "within", "outside", "near", "not-near", "negated", "overlap" },
  columns = function(args)
    local show = kwic.columns(args.columns or {})
    local columns = table.move(show, 1, #show, 2, { "id" })
    return table.move({ "first", "last" }, 1, 2, #columns + 1, columns), show
  end,
  machine = { "start", "end" },

  map = function(doc, args, out)
    out:lines(doc:find(args.query, args.conditions), { window = args.window })
  end,

  reports = function(args) return args.unique end,
  report = function(result, args) return args.unique and result.row:unique("left", "node", "right") end,
}
