-- Who speaks in an English quotation: the words as written, and the person they stand for.
local ln = require "lunette"

local KINDS <const> = { "direct", "mixed", "indirect" }

--- The speakers of all quotations in `text`: "as written (person)".
local function speakers(text)
  local out = {}
  for quote in ln.document { text = text }:quotes { kinds = KINDS } do
    out[#out + 1] = ("%s (%s)"):format(quote.speaker_text, quote.speaker)
  end
  return table.concat(out, "; ")
end

local function check(rows)
  for _, row in ipairs(rows) do equal(speakers(row[1]), row[2]) end
end

case("speakers: all that follows “according to”", function()
  check {
    { "The road is shut, according to county road records.", "county road records (county road records)" },
    { "The road is shut, according to a count by The Lisk Herald.", "a count by The Lisk Herald (count)" },
    { "According to early results of the count, the plan failed.",
      "early results of the count (results of the count)" },
    { "The road is shut, according to people familiar with the plan.",
      "people familiar with the plan (people)" },
  }
end)

case("speakers: shares, numbers and words with hyphens are whole", function()
  check {
    { "Twenty-four percent of voters said the road was unsafe.",
      "Twenty-four percent of voters (Twenty-four percent of voters)" },
    { "Nearly eight in 10 voters said the road was unsafe.",
      "Nearly eight in 10 voters (Nearly eight in 10 voters)" },
    { "More than two dozen residents said the road was unsafe.",
      "More than two dozen residents (More than two dozen residents)" },
    { "Both sides said the road was unsafe.", "Both sides (Both sides)" },
    { "At least four mayors said the road was unsafe.", "At least four mayors (At least four mayors)" },
    { "Virtually all drivers said the road was unsafe.",
      "Virtually all drivers (Virtually all drivers)" },
    { "About four out of 10 drivers said the road was unsafe.",
      "About four out of 10 drivers (About four out of 10 drivers)" },
    { "More than 6 in 10 Greens who came said the road was unsafe.",
      "More than 6 in 10 Greens who came (Greens)" },
    { "The council less than two weeks ago said the road was unsafe.", "The council (council)" },
    { "The self-described farmer said the road was unsafe.",
      "The self-described farmer (self-described farmer)" },
  }
end)

case("speakers: names with initials, months, titles and brackets", function()
  check {
    { "Ana B. Reyes said that the road was unsafe.", "Ana B. Reyes (Ana B. Reyes)" },
    { "April Reyes said that the road was unsafe.", "April Reyes (April Reyes)" },
    { "Ana Prince, a farmer, said that the road was unsafe.", "Ana Prince, a farmer (Ana Prince)" },
    { "“The road is unsafe,” Rep. Ana Reyes (D-Lisk) said.", "Rep. Ana Reyes (D-Lisk) (Ana Reyes)" },
    { "Ana Reyes herself said that the road was unsafe.", "Ana Reyes herself (Ana Reyes)" },
    { "State Department spokesman Jan Vos said that the road was unsafe.",
      "State Department spokesman Jan Vos (Jan Vos)" },
    { "A reporter for Lisk Today said that the road was unsafe.",
      "A reporter for Lisk Today (reporter for Lisk Today)" },
    { "“The road is unsafe,” said Will Doyle.", "Will Doyle (Will Doyle)" },
  }
end)

case("speakers: a description stands beside its name", function()
  check {
    { "Lisk's governor, Ana Reyes, a farmer, said that the road was unsafe.",
      "Lisk's governor, Ana Reyes, a farmer (Ana Reyes)" },
    { "“The road is unsafe,” another friend, Ana Reyes said.", "another friend, Ana Reyes (Ana Reyes)" },
    { "Ana Reyes, then the mayor, said that the road was unsafe.", "Ana Reyes, then the mayor (Ana Reyes)" },
    { "Ana Reyes, 30, of Lisk, N.C., who was there, said that the road was unsafe.",
      "Ana Reyes, 30, of Lisk, N.C., who was there (Ana Reyes)" },
    { "Ana Reyes of Bering, the largest bank, said that the road was unsafe.",
      "Ana Reyes of Bering, the largest bank (Ana Reyes)" },
    { "Ana Reyes, the author of “Rivers,” said that the road was unsafe.",
      "Ana Reyes, the author of “Rivers,” (Ana Reyes)" },
    { "“It is unsafe,” said Ana Reyes, author of “Rivers,” a history of floods.",
      "Ana Reyes, author of “Rivers,” a history of floods (Ana Reyes)" },
    { "The council, for example, said that the road was unsafe.", "The council (council)" },
  }
end)

case("speakers: places and nouns belong to who is described", function()
  check {
    { "A paper from the Lisk Institute said that the road was unsafe.",
      "A paper from the Lisk Institute ()" },
    { "“It is unsafe,” said one Labour confidant.", "one Labour confidant (one Labour)" },
    { "“It is unsafe,” said one source in the room.", "one source in the room (one source)" },
    { "“It is unsafe,” a note on the door said.", "a note on the door ()" },
    { "“It is unsafe,” reads a Monday editorial in The Herald.",
      "a Monday editorial in The Herald (Monday editorial)" },
  }
end)

case("speakers: an adverb behind an article belongs to the noun", function()
  check {
    { "The famously gruff mayor said that it was late.", "The famously gruff mayor (famously gruff mayor)" },
    { "“It is late,” said a very tired driver.", "a very tired driver (very tired driver)" },
  }
end)

case("speakers: a time between subject and verb is not the speaker's", function()
  check {
    { "The minister on Monday said that the road was unsafe.", "The minister (minister)" },
    { "The minister just last week said that the road was unsafe.", "The minister (minister)" },
    { "The council two weeks ago said that the road was unsafe.", "The council (council)" },
    { "Ana Reyes, the mayor, this past week said that the road was unsafe.",
      "Ana Reyes, the mayor (Ana Reyes)" },
    { "Ana Reyes late Thursday night said that the road was unsafe.", "Ana Reyes (Ana Reyes)" },
    { "A month ago Lisk officials said that the road was unsafe.", "Lisk officials (Lisk officials)" },
    { "Several weeks ago, Ana Reyes said that the road was unsafe.", "Ana Reyes (Ana Reyes)" },
    { "A poll released on Monday said that the road was unsafe.",
      "A poll released on Monday (poll released)" },
  }
end)

case("speakers: an aside between dashes", function()
  check {
    { "Ana Reyes - the mayor of Lisk since 2010 - said that the road was unsafe.",
      "Ana Reyes - the mayor of Lisk since 2010 (Ana Reyes)" },
    { "Some farmers — including a minority of the council — said that the road was unsafe.",
      "Some farmers — including a minority of the council (Some farmers)" },
    { "Ana Reyes — in a line that seemed aimed at Vos — said that the road was unsafe.",
      "Ana Reyes (Ana Reyes)" },
    { "LISK — Ana Reyes and Jan Vos said that the road was unsafe.", "Ana Reyes and Jan Vos (Jan Vos)" },
  }
end)

case("speakers: small words before the noun of a named person", function()
  check {
    { "“It is late,” election law expert Jan Vos said.", "election law expert Jan Vos (Jan Vos)" },
    { "Then assistant coach Ana Reyes said that it was late.", "assistant coach Ana Reyes (Ana Reyes)" },
  }
end)

case("speakers: a clause behind “according to S,” is not the speaker's", function()
  check {
    { "At noon, according to Reyes, the guards left for the bridge.", "Reyes (Reyes)" },
    { "The drivers, according to a poll, have a long way to go.", "a poll (poll)" },
    { "The road is shut, according to Ana Reyes, the mayor.", "Ana Reyes, the mayor (Ana Reyes)" },
  }
end)

case("speakers: whom “including” names", function()
  check {
    { "Several mayors, including Ana Reyes, said that it was late.",
      "Several mayors, including Ana Reyes (Several mayors)" },
    { "Ana Reyes, along with two mayors, said that it was late.",
      "Ana Reyes, along with two mayors (Ana Reyes)" },
  }
end)

case("speakers: shares without a noun", function()
  check {
    { "The road is unsafe, while 22 percent said that it was late.", "22 percent (22 percent)" },
    { "Ana Reyes comes second, with 22 percent saying that it was late.", "22 percent (22 percent)" },
  }
end)

case("speakers: a name between a dash and a colon", function()
  check {
    { "Farmers agree - Ana Reyes: “We shall go home now and sleep.”", "Ana Reyes (Ana Reyes)" },
    { "Farmers said - on the road: “We shall go home now and sleep.”", "Farmers (Farmers)" },
  }
end)

case("speakers: the subject of a clause that a conjunction opens", function()
  check {
    { "Ana Reyes left, while Jan Vos, the former mayor, said it was late.",
      "Jan Vos, the former mayor (Jan Vos)" },
  }
end)

case("speakers: partners", function()
  check {
    { "However, Sen. Ana Reyes (Lisk) and Jan Vos said that it was late.",
      "Sen. Ana Reyes (Lisk) and Jan Vos (Jan Vos)" },
    { "In a Lisk interview Ana Reyes said that it was late.", "Ana Reyes (Ana Reyes)" },
    { "Reyes and her supporters said that the road was unsafe.", "Reyes and her supporters (supporters)" },
    { "Farmers and even some drivers said that the road was unsafe.",
      "Farmers and even some drivers (some drivers)" },
    { "Cyber security experts and road officials said that the road was unsafe.",
      "Cyber security experts and road officials (road officials)" },
  }
end)

case("speakers: a verb that is joined to another shares its subject", function()
  check {
    { "Ana Reyes left the hall and said that the road was unsafe.", "Ana Reyes (Ana Reyes)" },
    { "Ana Reyes took the stage to say that the road was unsafe.", "Ana Reyes (Ana Reyes)" },
    { "It was plain that he rose and said: “We go home now.”", "he ()" },
  }
end)

case("speakers: participles", function()
  check {
    { "Ana Reyes led the race, with 30 percent of voters saying the road was unsafe.",
      "30 percent of voters (30 percent of voters)" },
    { "When he rose he began by saying: “We go home now.”", "he ()" },
    { "Ana Reyes wrote on Facebook saying “we go home now.”", "Ana Reyes (Ana Reyes)" },
    { "“We go home,” said Ana Reyes, adding that it was late.",
      "Ana Reyes (Ana Reyes); Ana Reyes (Ana Reyes)" },
    { "The mayor stopped, and he left the hall, saying that it was late.", "he ()" },
    { "While voters sleep, Ana Reyes works late, saying that the road is unsafe.", "Ana Reyes (Ana Reyes)" },
    { "LISK — Ana Reyes left, saying that the road was unsafe.", "Ana Reyes (Ana Reyes)" },
  }
end)

case("speakers: plural nouns and possessives are no verbs", function()
  check {
    { "The council met the latest terrorist attacks against the town.", "" },
    { "Reyes did not like Vos’ comments on Monday, saying that it was late.", "Reyes (Reyes)" },
    { "The state’s party leaders met.", "" },
    { "Ever since the vote, he’s said the same: “We go home now.”", "he ()" },
  }
end)

case("speakers: relative clauses with a subject of their own", function()
  check {
    { "She met Vos, whom he described as “a fair man.”", "he ()" },
    { "Ana Reyes, who asked whether it was late, said that it was not.",
      "who (Ana Reyes); Ana Reyes (Ana Reyes)" },
  }
end)

case("speakers: signatures, and marks without a comma", function()
  check {
    { "“We shall go home now and we shall sleep.”\n\n- Ana Reyes, mayor of Lisk\n\nIt was late.",
      "Ana Reyes, mayor of Lisk (Ana Reyes)" },
    { "“We shall go home now” said Ana Reyes, the mayor.", "Ana Reyes, the mayor (Ana Reyes)" },
    { "“Reyes is tired and we shall go home now,” Jan Vos told the Lisk Herald.", "Jan Vos (Jan Vos)" },
    { "Reyes’s response: “We shall go home now.”", "Reyes (Reyes)" },
    { "Ana Reyes (D-Lisk): “We shall go home now.”", "Ana Reyes (D-Lisk) (Ana Reyes)" },
  }
end)

case("speakers: behind a clause stands who speaks, not what is said", function()
  check {
    { "Officials in Lisk, the town on the river, announced tighter controls on the road on Tuesday.",
      "Officials (Officials)" },
    { "In the long court case over the road, the council agreed to pay.", "the council (council)" },
    { "The road is unsafe, said residents.", "residents (residents)" },
    { "Her plan was a trap — Jan Vos cites “the old map.”", "Jan Vos (Jan Vos)" },
  }
end)

case("speakers: what begins a sentence before a name", function()
  check {
    { "Suddenly Ana Reyes said that it was late.", "Ana Reyes (Ana Reyes)" },
    { "While he slept, Ana Reyes said that it was late.", "Ana Reyes (Ana Reyes)" },
    { "In New York, Ana Reyes, the mayor, said that it was late.", "Ana Reyes, the mayor (Ana Reyes)" },
  }
end)

case("speakers: a place before a name is no part of it", function()
  check {
    { "The senator from Vorland Ana Reyes rose. “Yes,” she said.", "she (Ana Reyes)" },
    { "In Port Lisk Ana Reyes rose. “Yes,” she said.", "she (Ana Reyes)" },
  }
end)

case("speakers: texts of all kinds", function()
  equal(speakers "", "")
  equal(speakers "“We go home,”\r\nsaid Ana Reyes (D-Lisk).\r\n", "Ana Reyes (D-Lisk) (Ana Reyes)")
  equal(speakers "\u{FEFF}“We go home,” said A\u{301}na Reyes\0.", "A\u{301}na Reyes (A\u{301}na Reyes)")
  equal(speakers "“We go home,” said 𝐀na 𝐑eyes.", "𝐀na 𝐑eyes (𝐀na 𝐑eyes)")
  equal(speakers "قال “We go home,” said Ana Reyes.", "Ana Reyes (Ana Reyes)")
  equal(speakers "(", "")
  equal(speakers "and said that", "")
end)
