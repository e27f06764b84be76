-- Lists of hits.
local ln = require "lunette"

local TEXT <const> = "A cease-fire, a ceasefire. “No ceasefire,” said Ana Reyes. A cease fire."
local function found() return ln.document { id = "d", text = TEXT, source = "S" }:find "cease-fire" end

case("loops inside loops over the same list", function()
  local hits, n, diagonal = found(), 0, 0
  for a in hits do
    for b in hits do
      n = n + 1
      if rawequal(a, b) then diagonal = diagonal + 1 end
    end
  end
  equal({ n, diagonal }, { 16, 4 })
  for hit in hits do if hit.first > 0 then break end end
  local again = 0
  for _ in hits do again = again + 1 end
  equal(again, 4)
end)

case("where: values, lists, ranges, functions", function()
  local hits = found()
  equal(#hits:where { form = "solid" }, 2)
  equal(#hits:where { form = { "solid", "space" }, source = "S" }, 3)
  equal(#hits:where { first = "1..20" }, 2)
  equal(#hits:where(function(hit) return hit.form == "hyphen" end), 1)
  raises("a table of conditions or a function", hits.where, hits)
  raises("only quotations have a 'speaker'", hits.where, hits, { speaker = "x" })
end)

case("within and outside part a list in two", function()
  local hits = found()
  equal({ #hits:within "quote", #hits:outside "quote" }, { 1, 3 })
  equal(#hits:within "sentence", 4)
  equal(#hits:within(hits), 4)
  equal(#hits:outside(found():head(1)), 3)
  raises("no layer 'qoute'", hits.within, hits, "qoute")
end)

case("sets", function()
  local hits = found()
  local solid = hits:where { form = "solid" }
  equal({ #hits:intersect(solid), #hits:minus(solid), #solid:union(hits), #hits:union(hits) }, { 2, 2, 4, 4 })
  equal(#hits:containing "ceasefire", 2)
end)

case("head, sort, sample", function()
  local hits = found()
  equal({ #hits:head(2), #hits:head(99), #hits:head(0) }, { 2, 4, 0 })
  equal(hits:sort "-first"[1].first, hits[4].first)
  equal(hits:sort("form", "-first")[1].form, "hyphen")
  local a, b = hits:sample(2, { seed = 3 }), hits:sample(2, { seed = 3 })
  equal({ #a, a[1].first == b[1].first, a[1].first < a[2].first }, { 2, true, true })
  equal(#hits:sample(1, { by = { "form" } }), 3)
  raises("unknown option 'sed'", hits.sample, hits, 1, { sed = 1 })
end)

case("every row of a count opens what it counted", function()
  local hits = found()
  local groups = hits:group("form", "source")
  equal({ groups[1].form, groups[1].n, groups[1].docs }, { "solid", 2, 1 })
  local total = 0
  for i = 1, #groups do
    equal(#groups[i]:hits(), groups[i].n)
    equal(groups[i]:hits()[1].form, groups[i].form)
    total = total + groups[i].n
  end
  equal(total, #hits)
  equal(hits:group "nothing"[1].nothing, "(none)")
  raises("name of a column", hits.group, hits)
end)

case("kwic and table", function()
  local rows = found():kwic { window = { 1, 1 }, columns = { "form" } }
  equal(rows.columns, { "doc", "form", "left", "node", "right" })
  equal({ rows[2].left, rows[2].node, rows[2].right }, { "a ", "ceasefire", ". “No" })
  equal(found():kwic { window = { 0, 2 } }[1].left, "")
  equal(#rows[1]:hits(), 1)
  equal(found():table { "id", "doc", "left", "text", "right" }[1].doc, "d")
  raises("unknown option 'windows'; did you mean window?", function() found():kwic { windows = {} } end)
end)

case("kwic: windows of words, sentences, paragraphs", function()
  local doc = ln.document { id = "d", text = "One two.\nThe truce (held),\r\nthey say. Three.\n\nA truce." }
  local function line(window)
    local row = doc:kwic("truce", { window = window })[1]
    return ("%s|%s|%s"):format(row.left, row.node, row.right)
  end
  equal(line { 1, 2 }, "The |truce| (held), they")
  equal(line "0,1", "|truce| (held")
  equal(line(1), "The |truce| (held")
  equal(line "sentence", "The |truce| (held), they say.")
  equal(line "paragraph", "One two. The |truce| (held), they say. Three.")
  equal(line "9,1,sentence", "The |truce| (held")
  equal(line { 9, 9, "paragraph" }, "One two. The |truce| (held), they say. Three.")
  for _, bad in ipairs { "x", "1,2,3", "", "-1", "8,line", "1.5" } do
    raises("is not words on the left and right", line, bad)
  end
  raises("is not words on the left and right", line, {})
end)

case("kwic: a quotation's cue or speaker in the middle", function()
  local doc = ln.document { text = "Ana Reyes rose. “We go,” she said at last. “No.”" }
  local cues, speakers = doc:quotes():kwic { node = "cue" }, doc:quotes():kwic { node = "speaker" }
  equal({ #cues, cues[1].node, cues[1].right }, { 1, "said", " at last. “No" })
  equal({ speakers[1].node, speakers[1]:hits()[1].speaker }, { "she", "Ana Reyes" })
  raises("node is hit, cue or speaker, not cues", function() doc:quotes():kwic { node = "cues" } end)
  raises("has no 'cue_first'", function() doc:find "rose":kwic { node = "cue" } end)
end)

case("kwic: sorted by the words around, in any case", function()
  local doc = ln.document { text = "b Truce Zone. a truce area! c truce, yes. truce" }
  local function order(...)
    local rights = {}
    for i, row in ipairs(doc:kwic("truce", { window = { 1, 1 } }):sort(...)) do rights[i] = row.right end
    return table.concat(rights, ";")
  end
  equal(order "R1", "; area;, yes; Zone")
  equal(order("-R1"), " Zone;, yes; area;")
  equal(order("node", "L1"), " area; Zone;, yes;")
  raises("sort: no column 'R0'", order, "R0")
  raises("sort: no column 'L1'", function() doc:find "truce":table { "left" }:sort "L1" end)
end)

case("an empty list", function()
  local none = found():where { form = "dash" }
  equal({ #none, #none:group "form", #none:kwic(), #none:sample(3), tostring(none) }, { 0, 0, 0, 0,
    "0 hits" })
end)

case("a wrong name and a dot raise", function()
  local hits = found()
  raises("hits have no 'grup'", function() hits:grup() end)
  raises("call it with a colon: x:group(...)", function() hits.group "form" end)
  equal(hits[5], nil)
end)

case("quotations are hits", function()
  local quotes = ln.document { id = "d", text = TEXT }:quotes()
  equal(quotes:group "speaker"[1].speaker, "Ana Reyes")
  equal(#quotes:containing "ceasefire", 1)
  raises("quotations have no 'key'", quotes.group, quotes, "key")
end)
