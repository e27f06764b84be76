---@meta
-- Documents: one text with what is known of it. The text never changes; all places are its bytes,
-- counted from 1, both ends included.

---@class lunette
local ln = {}

--- A document made in a script. Raises when a field is of the wrong type or the date is none.
--- ```lua
--- local doc = ln.document { text = "A truce held.", title = "Quiet", date = "2031-03-04", source = "Wire" }
--- print(doc.title, doc.month, doc.vars.source)
--- --> Quiet	2031-03	Wire
--- ```
---@param t { text: string, id: string?, path: string?, title: string?, date: string|lunette.Date|nil, lang: string?, [string]: string|number|boolean|nil }
---@return lunette.Document? document  nil when the text is not valid UTF-8
---@return string? message
---@return integer? byte
function ln.document(t) end

--- A name that is none of these raises; a title or language that is not known is nil, a date "(none)".
---@class lunette.Document
---@field id string      the record's own id, else its path, else PATH#N
---@field path string    the file it came from
---@field part string    "text", or "title" for the title searched as a text
---@field title string?
---@field date string    as precise as stated: 2031-03-04, 2031-03, 2031 or "(none)"
---@field day string     "2031-03-04", or "(none)" when the date is less precise
---@field month string   "2031-03"
---@field week string    ISO week, "2031-W10"
---@field year string
---@field lang string?
---@field text string    as it was read
---@field vars table<string, string|number|boolean>  every other field of its record
local doc = {}

--- The hits of a query or dictionary, in text order.
--- ```lua
--- local doc = ln.document { id = "d1", text = "A truce? The cease-\nfire held." }
--- for hit in doc:find "cease-fire, truce" do print(hit.first, hit.last, hit.form) end
--- --> 3	7	
--- --> 14	24	line
--- ```
---@param query string|string[]|table<string, string|string[]>|lunette.Dictionary
---@param options table?  as dictionary:find
---@return lunette.Hits
function doc:find(query, options) end

--- What stands in the text and is not the report, found by its shape: hits whose key is dateline, caption,
--- byline, heading, credit or link, and whose entry says why.
--- ```lua
--- local doc = ln.document { text = "LISK (AP) - The council met for the third time and agreed.\n\nBy Jane Doe" }
--- for piece in doc:furniture() do print(piece.key, piece.text) end
--- --> dateline	LISK (AP) -
--- --> byline	By Jane Doe
--- ```
---@return lunette.Hits
function doc:furniture() end

--- Each place that is a hit or looks like one: a table with first, last, text, verdict ("hit" or "no hit"),
--- why, key, entry, form and rule.
--- ```lua
--- local doc = ln.document { id = "d", text = "A truce for us. The US held." }
--- local places = doc:explain("truce, US", { not_near = { "held", words = 1 } })
--- for i = 1, #places do print(places[i].verdict, places[i].why) end
--- --> hit	"truce" is entry "truce" of key "truce" (truce); not near "held"
--- --> no hit	case: entry "US" is found as written only
--- --> no hit	a hit of "held" within 1 word
--- ```
---@param query string|string[]|table<string, string|string[]>|lunette.Dictionary
---@param options table?  as dictionary:find
---@return lunette.Table
function doc:explain(query, options) end

--- The quotations with their speakers. `odd_marks` of the list is how many marks of the document lack their
--- other half: such a passage ends with its paragraph, or where the next one opens.
--- ```lua
--- local doc = ln.document { text = '“We hold fire,” said Minister Ana Reyes.' }
--- for quote in doc:quotes() do print(quote.speaker_text, quote.cue, quote.text) end
--- --> Minister Ana Reyes	said	“We hold fire,”
--- ```
--- The document's language picks the cue words (en, de, es, fr; `cues` brings another's):
--- ```lua
--- local doc = ln.document { lang = "fr", text = "« C'est fini », a dit la ministre Claire Besson." }
--- print(doc:quotes()[1].speaker_text, doc:quotes()[1].cue)
--- --> la ministre Claire Besson	dit
--- ```
--- Rules can be switched off or rated anew, cue words added, speakers looked up:
--- ```lua
--- local doc = ln.document { text = 'Ana Reyes said that the road was shut. “Soon,” she said.' }
--- local actors = ln.dictionary { reyes = { "Ana Reyes" } }
--- for quote in doc:quotes { kinds = { "indirect" }, dictionary = actors } do print(quote.speaker, quote.text) end
--- print(#doc:quotes { rules = { ["Q-S-V"] = false, ["clause-S-V"] = false } })
--- --> reyes	that the road was shut
--- --> 0
--- ```
--- A rule of one's own is a query over <marked/>, whatever stands in quotation marks; its captures are
--- `cue` and `speaker`. Without a speaker it is the cue's subject. It stands above the other rules:
--- ```lua
--- local doc = ln.document { text = "Ana Reyes, the minister, blogged “all gone” and left." }
--- local rules = { blog = { query = 'cue:("blogged" | "vlogged") <marked/>', score = 0.9 } }
--- for quote in doc:quotes { rules = rules } do print(quote.rule, quote.speaker, quote.text) end
--- --> blog	Ana Reyes	“all gone”
--- ```
---@param options { kinds: string[]?, min_score: number?, rules: string|table<string, boolean|number|table>?, cues: string|string[]?, dictionary: lunette.Dictionary|table?, within: string?, outside: string?, near: string?, not_near: string? }?  kinds of "direct", "mixed" (these two by default), "indirect"; min_score from 0 to 1; rules: a CSV file (rule,on,score,query) or a table; cues: CSV files (key,value,lang) of further words; conditions as dictionary:find
---@return lunette.Hits
function doc:quotes(options) end

--- Mentions of actors; hit.code is the actor's code on the document's date, with the codes of agents
--- ("soldiers") beside it. A surname alone is a mention of the person named in full before it.
--- ```lua
--- local doc = ln.document { text = "Tarrand spoke in Lisk.", date = "2031-07-01" }
--- for hit in doc:actors(ln.dictionary "examples/actors.csv") do print(hit.key, hit.code) end
--- --> Ilse Tarrand	VELOPP
--- --> Kestria government	KESGOV
--- ```
---@param actors lunette.Dictionary|table
---@param options { surnames: boolean?, agents: boolean?, first: boolean?, discards: string|boolean|nil, [string]: any }?
---  surnames = false, agents = false: without them; first: of each key only the first mention; discards:
---  "as_written", "off", "sentence", "story"; the others as dictionary:find
---@return lunette.Hits
function doc:actors(actors, options) end

--- The agents of a dictionary (entries with the use "agent") that belong to no actor; hit.code is
--- without its tilde.
--- ```lua
--- local dict = ln.dictionary { Velmark = { "Velmark" } }
--- dict:read_text("agents.csv", "key,value,code,use\nsoldier,soldiers,~MIL,agent\n")
--- local doc = ln.document { text = "Velmark soldiers left. Soldiers came." }
--- for hit in doc:agents(dict) do print(hit.first, hit.text, hit.code) end
--- --> 24	Soldiers	MIL
--- ```
---@param actors lunette.Dictionary|table
---@param options table?  as doc:actors
---@return lunette.Hits
function doc:agents(actors, options) end

--- Hits with the words around them, as hits:kwic.
--- ```lua
--- local doc = ln.document { id = "d1", text = "The fragile truce held overnight." }
--- doc:kwic("truce", { window = { 1, 1 } }):show()
--- --> doc      left  node   right
--- --> d1   fragile   truce   held
--- ```
---@param query string|lunette.Dictionary
---@param options table?  as hits:kwic
---@return lunette.Table
function doc:kwic(query, options) end

--- The words, as ln.text.words finds them.
--- ```lua
--- print(#ln.document { text = "A truce held." }:words())
--- --> 3
--- ```
---@return lunette.Spans
function doc:words() end

--- The sentences.
--- ```lua
--- print(ln.document { text = "It held. For now." }:sentences()[2].text)
--- --> For now.
--- ```
---@return lunette.Spans
function doc:sentences() end

--- The paragraphs.
--- ```lua
--- print(#ln.document { text = "One.\n\nTwo." }:paragraphs())
--- --> 2
--- ```
---@return lunette.Spans
function doc:paragraphs() end

--- The number of words, without making a list of them.
--- ```lua
--- print(ln.document { text = "A truce held." }:word_count())
--- --> 3
--- ```
---@return integer words
function doc:word_count() end

--- A variable by its name: title, date, lang and those of doc.vars alike; nil when it is absent.
--- ```lua
--- local doc = ln.document { text = "A truce.", source = "Wire" }
--- print(doc:variable "source", doc:variable "title")
--- --> Wire	nil
--- ```
---@param name string
---@return string|number|boolean|nil
function doc:variable(name) end

--- The names of its variables.
--- ```lua
--- local names = ln.document { text = "A truce.", source = "Wire" }:variable_names()
--- print(table.concat(names, " "))
--- --> source
--- ```
---@return string[]
function doc:variable_names() end

--- The document whose text is one of this one's variables, so that a title can be searched.
--- ```lua
--- local doc = ln.document { text = "It held.", title = "Truce holds" }
--- for hit in doc:part_of "title":find "truce" do print(hit.doc.part, hit.first, hit.last) end
--- --> title	1	5
--- ```
---@param name string
---@return lunette.Document?  nil when it has no such variable
function doc:part_of(name) end
