-- Counts every word: how often, and in how many documents.
--   lunette freq examples/corpus --head 20
local ln = require "lunette"

return ln.script {
  name = "freq", summary = "Count every word.", version = "1.0.0",
  args = {
    case = { type = "flag", help = "count forms as they are written" },
    stem = { type = "string", help = "count the stems of a language, such as english",
      check = function(language) ln.text.stem("", language) end },
    least = { type = "integer", least = 1, default = 1, help = "only words that occur N times or more" },
    most = { type = "integer", least = 0, help = "only the N most frequent" },
    without = { type = "string", help = "leave out the stop words of a language, such as english",
      check = function(language) ln.text.stopwords(language) end },
  },

  map = function(doc, args, out)
    out:words(doc, { case = args.case, stem = args.stem })
  end,

  report = function(result, args)
    local words = result:words { least = args.least, most = not args.without and args.most or nil }
    if not args.without then return words end
    local stop = {}
    for word in pairs(ln.text.stopwords(args.without)) do
      stop[args.stem and ln.text.stem(word, args.stem) or word] = true
    end
    words = words:where(function(row) return not stop[row.word] end)
    return args.most and words:head(args.most) or words
  end,
}
