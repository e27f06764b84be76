-- Quotations with their speakers: a row for each, or counts with --by.
--   lunette quotes examples/corpus --by speaker,month
local ln = require "lunette"

return ln.script {
  name = "quotes", summary = "Extract quotations with their speakers.",
  version = "1.0.0",
  args = {
    kinds = { type = "list", of = { "direct", "mixed", "indirect" },
      default = { "direct", "mixed" }, help = "direct, mixed; indirect: \"said that ...\"" },
    by = { type = "list", help = "count by these columns: speaker,month,source" },
    ["min-score"] = { type = "number", default = 0, help = "only quotations of this score or more, 0-1" },
  },
  columns = { "id", "doc", "date", "part", "text", "first", "last", "kind", "segments", "speaker",
    "speaker_text", "speaker_first", "speaker_last", "speaker_id", "cue", "cue_first", "cue_last",
    "rule", "score" },
  machine = { "start", "end" },
  json = { "speaker_start", "speaker_end", "cue_start", "cue_end", "segments_cp", "content_first",
    "content_last", "content_start", "content_end", "content_segments", "content_segments_cp" },
  show = { "doc", "speaker", "cue", "rule", "text" },

  map = function(doc, args, out)
    out:hits(doc:quotes { kinds = args.kinds, min_score = args["min-score"] }, args.by)
  end,
}
