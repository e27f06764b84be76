---@meta
-- A hit: one place in a document, and what found it. tostring(hit) names both.

--- A name that is none of these raises. Bytes count from 1, both ends included; `start` and `end` are
--- code points from 0, the end not included, as Python and R have them.
---@class lunette.Hit
---@field doc lunette.Document
---@field first integer
---@field last integer
---@field start integer
---@field ["end"] integer
---@field text string      doc.text:sub(first, last)
---@field id string        the same in every run
---@field sentence string  the sentence in which it begins
---@field rule string      FILE:LINE of the dictionary, or the term; of a quotation, how its speaker was found
---@field key string       the dictionary's key (not of quotations, as the next three)
---@field entry string     the dictionary's value as written
---@field form string      of a spelling family: hyphen solid space dash soft line; else empty
---@field weight number    the weight that the dictionary gives the entry; 1 when it gives none
---@field before string     the text before it, on one line, for those who check hits by hand
---@field after string      the text behind it
---@field negated boolean   whether a word such as "no" or "never" leads it in its clause (hits:negated)
---@field code string     an actor's code on the document's date, agents included; empty when there is none
---@field agent string    the agents beside an actor, as written: "foreign minister"; several parted by "; "
---@field agent_code string  their codes as the dictionary has them: "~GOV"
---@field agent_rule string  where the dictionary has them
---@field link string     why a surname alone is a mention: "surname of Dana Orlov, byte 120"; else empty
---@field captures table<string|integer, { first: integer, last: integer, text: string }>  named parts of a
---  token query, terms of near(...) by number or name; hit["capture.NAME"] is the text of one, or empty
---@field kind string      "direct", "mixed" or "indirect" (of quotations only, as all that follow)
---@field segments integer[][]  { first, last } of each piece of an interrupted quotation
---@field speaker string        the actor's key, else the fullest name in the document, else the description; empty if unknown
---@field speaker_text string   the whole phrase as written: "he", "Ana Reyes, the minister"
---@field speaker_id string      the key of the dictionary's actor; empty without one
---@field speaker_first integer?
---@field speaker_last integer?
---@field cue string            "said"
---@field cue_first integer?
---@field cue_last integer?
---@field score number          0 to 1
---@field unclosed boolean      its closing mark is missing
---@field content_first integer the clause given to the speaker, marked words and all: its first byte
---@field content_last integer  and its last; of a direct quotation these are the quotation itself
---@field content_segments integer[][]  its pieces, without the attribution between them
---@field reason string         why the speaker is that person: name tie description pronoun same beat called turn
local hit = {}

--- The text of the words before the hit.
--- ```lua
--- local hit = ln.document { text = "The fragile truce held." }:find "truce"[1]
--- print("[" .. hit:left(1) .. "]")
--- --> [fragile ]
--- ```
---@param n integer?  how many words; 8 when left out
---@return string
function hit:left(n) end

--- The text of the words behind the hit.
--- ```lua
--- local hit = ln.document { text = "The fragile truce held." }:find "truce"[1]
--- print("[" .. hit:right(1) .. "]")
--- --> [ held]
--- ```
---@param n integer?  how many words; 8 when left out
---@return string
function hit:right(n) end

--- Both at once.
--- ```lua
--- local hit = ln.document { text = "The fragile truce held." }:find "truce"[1]
--- print(hit:around(2, 1))
--- --> The fragile 	 held
--- ```
---@param left integer   words
---@param right integer  words
---@return string left
---@return string right
function hit:around(left, right) end

--- The bytes of the sentence in which the hit begins.
--- ```lua
--- local hit = ln.document { text = "Quiet. A truce held." }:find "truce"[1]
--- print(hit:sentence_range())
--- --> 8	20
--- ```
---@return integer first
---@return integer last
function hit:sentence_range() end

--- Whether the hit is a quotation.
--- ```lua
--- print(ln.document { text = "A truce." }:find "truce"[1]:is_quote())
--- --> false
--- ```
---@return boolean
function hit:is_quote() end

--- Why this is a hit, in words.
--- ```lua
--- print(ln.document { text = "A cease fire." }:find "cease-fire"[1]:explain())
--- print(ln.document { text = "No truce." }:find "truce"[1]:explain())
--- --> "cease fire" is entry "cease-fire" of key "cease-fire" (cease-fire), spelling form: space
--- --> "truce" is entry "truce" of key "truce" (truce); negated by "No"
--- ```
---@return string
function hit:explain() end
