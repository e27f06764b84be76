-- Lesson 6: an annotator marks something in every document and stores it as a layer of a corpus file.
local ln = require "lunette"

local hedges = ln.annotator {
  name = "hedges", version = "1.0.0", summary = "Marks hedged statements.",
  annotate = function(doc, out)
    for hit in doc:find "may, might, could, reportedly, =unconfirmed" do
      out:add(hit, "hedge", { word = hit.text:lower() })
    end
  end,
}

-- A corpus file holds the documents as they were read, and any number of layers.
local path = os.tmpname() .. ".corpus"
local corpus = ln.open "corpus":save(path)
print(corpus:annotate(hedges), "hedges in", #corpus, "documents")

-- Layers are tables, too: any question that SQL can ask.
corpus:sql([[
  SELECT json_extract(features, '$.word') AS word, count(*) AS n
    FROM span JOIN layer ON layer.number = span.layer
   WHERE layer.name = 'hedges' GROUP BY word ORDER BY n DESC, word]]):show()

-- The file remembers what made the layer.
corpus:sql "SELECT what, json_extract(detail, '$.annotator') AS annotator FROM run":show()
os.remove(path)
