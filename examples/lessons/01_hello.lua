-- Lesson 1: words of a text. Run it from examples/:  lunette lessons/01_hello.lua
local ln = require "lunette"

local text = "The cease-fire held. Nobody in Brennhaven's port believed it would."

-- Words are spans: places in the text. Nothing is copied until you ask for it.
local words = ln.text.words(text)
print(#words, "words, the first at bytes", words[1].first, words[1].last)

-- text:sub(first, last) is the span, always.
for first, last in words:ranges() do io.write("[", text:sub(first, last), "] ") end
print()

-- Sentences work the same way.
for sentence in ln.text.sentences(text) do print(sentence.text) end

-- A hyphen parts words; an entry with a hyphen stands for every spelling all the same.
local doc = ln.document { text = text, title = "Hello" }
for hit in doc:find "cease-fire" do print("found", hit.text, "spelled with", hit.form) end
