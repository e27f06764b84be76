-- Lesson 4: who said what.
local ln = require "lunette"

local corpus = ln.open "corpus"
local quotes = corpus:quotes()
print(#quotes, "quotations")

-- The people who are quoted most; speakers that are not known are a group of their own.
quotes:group "speaker":head(5):show()

-- What one of them said, and why the program thinks so.
for quote in quotes:where { speaker = "Yusra Dellamy" }:head(3) do
  print(quote.doc.date, quote.text)
  print("", quote:explain())
end

-- Quotations that speak of a cease-fire.
for quote in quotes:containing "cease-fire":head(3) do
  print(quote.speaker == "" and "(unknown)" or quote.speaker, quote.text)
end
