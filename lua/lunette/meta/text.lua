---@meta
-- ln.text: the words, sentences, paragraphs and characters of a string, and its other forms.
--
-- A string goes in, places or another string come out; no corpus is needed. Places are bytes, counted
-- from 1, both ends included: s:sub(first, last) is the piece. A string that is not valid UTF-8 gives
-- nil, a message and the number of the faulty byte.

---@class lunette
local ln = {}

---@class lunette.text
ln.text = {}

--- The words of a string: what Unicode (UAX #29) calls a word and has a letter, digit or ideograph.
--- With { all = true } every segment, blanks and punctuation too.
--- ```lua
--- for word in ln.text.words "Rebels' cease-fire, 3.5 km off" do print(word.first, word.last, word.text) end
--- --> 1	6	Rebels
--- --> 9	13	cease
--- --> 15	18	fire
--- --> 21	23	3.5
--- --> 25	26	km
--- --> 28	30	off
--- ```
---@param s string
---@param options { all: boolean }?
---@return lunette.Spans? words  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte  where the fault is, from 1
function ln.text.words(s, options) end

--- The sentences of a string; abbreviations and initials do not end one. With { all = true } the bare
--- rules of UAX #29.
--- ```lua
--- for s in ln.text.sentences "Dr. Venn left. He was late." do print(s.text) end
--- --> Dr. Venn left.
--- --> He was late.
--- ```
---@param s string
---@param options { all: boolean }?
---@return lunette.Spans? sentences  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.sentences(s, options) end

--- The paragraphs of a string: what blank lines part.
--- ```lua
--- print(#ln.text.paragraphs "One,\nstill one.\n\nTwo.")
--- --> 2
--- ```
---@param s string
---@return lunette.Spans? paragraphs  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.paragraphs(s) end

--- What a reader takes for one character each (UAX #29 grapheme clusters).
--- ```lua
--- print(#ln.text.graphemes "e\u{301}👩🏽", #"e\u{301}👩🏽")
--- --> 2	11
--- ```
---@param s string
---@return lunette.Spans? characters  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.graphemes(s) end

--- A string as it is compared: without case, or as the options say.
--- ```lua
--- print(ln.text.fold "STRASSE" == ln.text.fold "Straße")
--- print(ln.text.fold("Élysée", { case = true, marks = false }))
--- print(ln.text.fold("“cease–fire”", { plain = true }))
--- --> true
--- --> Elysee
--- --> "cease-fire"
--- ```
---@param s string
---@param options { case: boolean?, marks: boolean?, ignorable: boolean?, plain: boolean? }?  case = true keeps case; marks = false drops accents; ignorable = false drops soft hyphens and the like; plain = true makes quotation marks and dashes ASCII
---@return string? folded  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.fold(s, options) end

--- A string as it is compared, and a map from its bytes to those of the string: what is found in the
--- one can be shown in the other.
--- ```lua
--- local s = "Die Straße nach Orélie"
--- local folded, map = ln.text.fold_map(s, { marks = false })
--- print(folded)
--- print(s:sub(map:source(folded:find("strasse", 1, true))))
--- print(s:sub(map:source(folded:find("orelie", 1, true))))
--- --> die strasse nach orelie
--- --> Straße
--- --> Orélie
--- ```
---@param s string
---@param options { case: boolean?, marks: boolean?, ignorable: boolean?, plain: boolean? }?  as for fold
---@return string? folded  nil when `s` is not valid UTF-8
---@return lunette.FoldMap|string? map  the message when `s` is not valid UTF-8
---@return integer? byte
function ln.text.fold_map(s, options) end

--- A string in Unicode normal form NFC (accents joined with their letters) or NFKC (ligatures and
--- full-width forms undone as well).
--- ```lua
--- print(ln.text.normalize "e\u{301}" == "é", ln.text.normalize("ﬁre", "NFKC"))
--- --> true	fire
--- ```
---@param s string
---@param form "NFC"|"NFKC"|nil  NFC when left out
---@return string? normal  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.normalize(s, form) end

--- Whether a string is valid UTF-8; if not, why, and at which byte.
--- ```lua
--- print(ln.text.valid "truce")
--- print(ln.text.valid "tru\xFFce")
--- --> true
--- --> false	not UTF-8 at byte 4: 0xFF	4
--- ```
---@param s string
---@return boolean valid
---@return string? message
---@return integer? byte
function ln.text.valid(s) end

--- The stem of a word: what its inflected forms have in common. An unknown language raises.
--- ```lua
--- print(ln.text.stem "talks", ln.text.stem("Verhandlungen", "german"))
--- --> talk	verhandl
--- ```
---@param word string
---@param language string?  a name or ISO code; "english" when left out
---@return string? stem  nil when `word` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.stem(word, language) end

--- The function words of a language (articles, pronouns, prepositions ...), in lower case.
--- ```lua
--- print(ln.text.stopwords "english".the)
--- --> true
--- ```
---@param language string?  a name or ISO code; "english" when left out; one without a list raises
---@return table<string, boolean>
function ln.text.stopwords(language) end

--- Why the string is parted where it is: a row for each place between two characters, with the rule of
--- UAX #29 that decides.
--- ```lua
--- ln.text.explain "A b":show()
--- --> byte  before  after   boundary  rule   meaning
--- -->    1          A       true      WB1    the text begins
--- -->    2  A       U+0020  true      WB999  nothing joins the two
--- -->    3  U+0020  b       true      WB999  nothing joins the two
--- -->    4  b               true      WB2    the text ends
--- ```
---@param s string
---@param options { units: "words"|"sentences"|"graphemes" }?
---@return lunette.Table? rows  nil when `s` is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.text.explain(s, options) end
