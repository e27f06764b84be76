-- Lesson 2: find a term in a folder of articles.
local ln = require "lunette"

local corpus = ln.open "corpus"
print(#corpus, "documents")

-- One entry finds cease-fire, ceasefire, cease fire, Cease-Fires ... in every document.
local hits = corpus:find "cease-fire"
print(#hits, "hits")

-- Each hit with the words around it. Columns can be any field of the document.
hits:head(5):kwic { window = { 4, 4 }, columns = { "date", "source" } }:show()

-- Only those that nobody said in so many words: outside of quotations.
print(#hits:outside "quote", "outside of quotations")

-- Only one newspaper, only spring.
local spring = corpus:where { source = "Tervane Morning Post", date = "2031-03..2031-05" }
print(#spring, "documents in spring,", #spring:find "cease-fire", "hits")
