-- Lesson 3: count, and open the evidence behind a number.
local ln = require "lunette"

local corpus = ln.open "corpus"
local mentions = corpus:actors(ln.dictionary "actors.csv")

-- Who is named most, and in how many documents?
local by_actor = mentions:group "key"
by_actor:head(6):show()

-- Every number opens its hits: the second row is backed by exactly this many.
local row = by_actor[2]
print(row.key, row.n, #row:hits())
row:hits():head(3):kwic { window = { 3, 3 } }:show()

-- A time series: one row a month, one column an actor.
mentions:where { key = { "ACT", "Velmark" } }:group("month", "key"):pivot("month", "key"):show()
