--- lunette help query: the query language on one page.
local M = {}

M.text = [[
A query is one term or several, parted by commas: any of them is found.

  truce                the word, in any case; US, all in capitals, as written; =us exactly so
  peace talks          a phrase
  cease*               a word that begins so; wom?n one letter of any kind
  cease-fire           every spelling: hyphen, dash, space, solid, over a line end, plural
  /ceas\w+/i           a regular expression (PCRE2); flags i m s x

Near each other
  near(truce, talks*, 10)        both, at most 10 words apart, in any order; neighbours are 1 apart
  before(talks, cease-fire, 5)   the same in this order
  near(x:truce, (aid, relief), 10) within sentence     names for parts, a list, one sentence
  A hit is the shortest passage with all of them; it does not cross a blank line.

Words and layers (CQL)
  "peace" "talks"      words in a row; what is in quotation marks is a regular expression for a whole
                       word, in any case unless it is all in capitals: "US", "[A-Z].*", "(?-i)Reyes"
  "peace"%c  %d  %l    %c any case, %d accents alike, %l no regular expression
  []                   any word
  [word="peace"]       the same as "peace"; != is not; & and, | or, ! not, ( )
  [stem="negotiate"]   words with the same stem, in the document's language
  [actor="RUS.*"]      a word in a span of layer actor whose key or code fits; [quote], [!quote]
  [quote.speaker=".*Reyes"]      an attribute of a layer's span
  <actor key="RUS.*"/>           a whole span; <sentence> where one begins, </sentence> where it ended
  ? * + {2} {2,} {,5} {2,5}      how often: "peace" []{0,3} "talks"
  ( ... | ... )        groups and choices
  who:[actor]+         a capture, also (?<who> ... ): hit.captures.who, --by capture.who
  ... within sentence            the match lies in one span; !within quote; containing ("not"),
                                 !containing actor: several may follow each other
  Matches are the longest from each place. They do not cross a blank line.

Layers: sentence, paragraph, quote and its cue and speaker (kind, speaker, speaker_text, cue),
marked (all in quotation marks, scare quotes too), furniture, title, dateline, caption, byline,
heading, credit, link; others by name:
  lunette flag news/ --terms '<actor key="RUS.*"/> []{0,5} "said"' --layer actor=my.actors.txt
  doc:find('[actor] []{0,3} "said"', { layers = { actor = ln.dictionary "my.actors.txt" } })

lunette dict expand 'QUERY' says what a query was understood as.
]]

return M
