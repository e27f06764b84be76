--- Corpora: documents from files or from a corpus file, gone through one by one; subcorpora are
--- filters that carry every method of a corpus.
local core = require "lunette.core"
local check = require "lunette.check"
local dictionary = require "lunette.dictionary"
local fail = require "lunette.fail"
local hits = require "lunette.hits"
local message = require "lunette.message"
local where = require "lunette.where"

---@class lunette.Corpus
local Corpus = {}
local meta = { __name = "lunette.Corpus" }

local M = { methods = Corpus }

function meta.__index(_, name)
  local method = Corpus[name]
  if method == nil then error(("a corpus has no '%s'"):format(tostring(name)), 2) end
  return method
end

local function new(source)
  return setmetatable({ source = source, filters = {}, conditions = {}, count = false }, meta)
end

function M.is(value)
  return getmetatable(value) == meta
end

local OPTIONS <const> = { fields = "table", date_format = "string", lang = "string",
  encoding = "string" }

--- Inputs as a source of documents: open() gives next(), notices(), skipped(). `said` is how many
--- notices were said: a file that is read again has nothing new to say.
local function file_source(paths, options)
  local reader, why = core.reader(paths, options)
  if not reader then return nil, why end
  reader:close()
  local source = { name = table.concat(paths, " "), paths = paths, options = options, missing = 0,
    skipped = 0, said = 0, stdin = false, used = false }
  for _, path in ipairs(paths) do source.stdin = source.stdin or path == "-" end
  function source.open()
    if source.stdin and source.used then
      fail.usage("standard input was read already; a file can be gone through again")
    end
    source.used = true
    return assert(core.reader(paths, options))
  end
  return source
end

--- A corpus file as a source. A damaged document is said, once, and passed over.
local function corpus_source(path)
  local handle, why = core.corpus(path, "read")
  if not handle then return nil, why end
  local source = { name = path, handle = handle, missing = 0, skipped = 0 }
  local stored = require "lunette.stored"
  local known, fault = stored.know(handle)
  if not known then return nil, ("%s: %s"):format(path, fault) end
  local function next_sound(cursor, skipped, before)
    local ok, doc = pcall(cursor.next, cursor)
    if ok then return doc, skipped end
    -- messages name the document: the same one again means that the cursor does not move
    if fail.status(doc) ~= "data" or doc.message == before then error(doc, 0) end
    skipped = skipped + 1
    if source.missing + skipped > source.skipped then
      source.skipped = source.missing + skipped
      message.say("%s", doc.message)
    end
    return next_sound(cursor, skipped, doc.message)
  end
  function source.open()
    local cursor, skipped = assert(handle:docs()), 0
    return {
      next = function()
        local doc
        doc, skipped = next_sound(cursor, skipped)
        if doc then stored.note(doc, handle) end
        return doc
      end,
      close = function() cursor:close() end,
    }
  end
  return source
end

local function is_corpus_file(path)
  return path:match "%.corpus$" ~= nil
end

--- Open a corpus file, or any file, folder or list of them. Options: fields = { text = "speech" },
--- date_format, lang, encoding.
---@param paths string|string[]
---@param options table?
---@return lunette.Corpus?, string? message
function M.open(paths, options)
  check.options("open", options, OPTIONS)
  if type(paths) == "string" then paths = { paths } end
  if type(paths) ~= "table" or #paths == 0 then error("open: the name of a file or folder", 2) end
  local source, why
  if #paths == 1 and is_corpus_file(paths[1]) then
    source, why = corpus_source(paths[1])
  else
    for _, path in ipairs(paths) do
      if is_corpus_file(path) then return nil, path .. ": a corpus file is opened alone" end
    end
    source, why = file_source(paths, options)
  end
  if not source then return nil, why end
  return new(source)
end

--- Open the inputs of the command line: those that are missing among others are said, and count as
--- skipped.
---@param paths string[]
---@param options table
---@return lunette.Corpus?, string? message
function M.open_present(paths, options)
  local found, faults = {}, {}
  for _, path in ipairs(paths) do
    if path == "-" or core.system.kind(path) then
      found[#found + 1] = path
    else
      local _, why = core.reader({ path }, {})
      faults[#faults + 1] = why
    end
  end
  if #found == 0 then return M.open(paths, options) end
  local opened, why = M.open(found, options)
  if not opened then return nil, why end
  for _, fault in ipairs(faults) do message.say("%s", fault) end
  opened.source.missing, opened.source.skipped = #faults, #faults
  return opened
end

--- Say what the reader has to say; `heard` notices came before. Returns how many there are now.
local function pass_notices(source, stream, heard)
  if not source.paths then return heard end
  for _, notice in ipairs(stream:notices() or {}) do
    heard = heard + 1
    if heard > source.said then
      source.said = heard
      message.notice(notice)
    end
  end
  source.skipped = math.max(source.skipped, source.missing + stream:skipped())
  return heard
end

--- When all documents are through: conditions that none of them fulfilled, each said once.
local function complain(conditions)
  for _, condition in ipairs(conditions) do
    for _, complaint in ipairs(condition.said and {} or where.complaints(condition)) do
      condition.said = true
      message.say("%s", complaint)
    end
  end
end

local function passes(doc, filters)
  for _, filter in ipairs(filters) do
    if not filter(doc) then return false end
  end
  return true
end

--- A function that gives the next document that all filters let through, with its number among all
--- documents of the source; nil at the end.
---@return fun(): lunette.Document?, integer?
function Corpus:documents()
  check.self(self, meta, "documents")
  local source, stream, number, heard = self.source, self.source.open(), 0, 0
  return function()
    while stream do
      local doc = stream:next()
      heard = pass_notices(source, stream, heard)
      if not doc then
        stream:close()
        stream = nil
        complain(self.conditions)
        return nil
      end
      number = number + 1
      if passes(doc, self.filters) then return doc, number end
    end
  end
end

--- Which loop gave a document, so that loops inside loops each go on with their own.
local loop_of = setmetatable({}, { __mode = "k" })

--- for doc in corpus do: each loop goes through the documents anew.
function meta.__call(self, _, before)
  local step = before == nil and self:documents() or loop_of[before]
  local doc = step()
  if doc then loop_of[doc] = step end
  return doc
end

function meta.__len(self)
  if self.count then return self.count end
  if #self.filters == 0 and self.source.handle then return self.source.handle:count() end
  local n = 0
  for _ in self:documents() do n = n + 1 end
  self.count = n
  return n
end

function meta.__tostring(self)
  if self.source.stdin then return "corpus of standard input" end
  local n = #self
  return ("corpus %s: %d document%s"):format(self.source.name, n, n == 1 and "" or "s")
end

local function with_filter(self, filter)
  local sub = new(self.source)
  table.move(self.filters, 1, #self.filters, 1, sub.filters)
  table.move(self.conditions, 1, #self.conditions, 1, sub.conditions)
  sub.filters[#sub.filters + 1] = filter
  return sub
end

--- The documents that fulfil a function, or a table of conditions: { date = "2016-09..2016-12",
--- lang = { "en", "fr" } }.
---@param condition table|fun(doc: lunette.Document): boolean
---@return lunette.Corpus
function Corpus:where(condition)
  check.self(self, meta, "where")
  if type(condition) == "function" then return with_filter(self, condition) end
  if type(condition) ~= "table" then error("where: a table of conditions or a function", 2) end
  return self:where_all(where.from_table(condition))
end

--- The documents that fulfil conditions already read.
---@param conditions lunette.Condition[]
function Corpus:where_all(conditions)
  check.self(self, meta, "where_all")
  local sub = with_filter(self, function(doc)
    local all = true
    for _, condition in ipairs(conditions) do all = where.test(condition, doc) and all end
    return all
  end)
  table.move(conditions, 1, #conditions, #sub.conditions + 1, sub.conditions)
  return sub
end

--- The documents with at least one hit of the query, or { at_least = 5 }; layers as dictionary:find.
---@param query string|lunette.Dictionary
---@param options table?
function Corpus:containing(query, options)
  check.self(self, meta, "containing")
  local o = check.options("containing", options, { at_least = "number", layers = "table" })
  local dict = dictionary.from(query)
  return with_filter(self, function(doc)
    return #dict:find(doc, { layers = o.layers }) >= (o.at_least or 1)
  end)
end

--- The document of this id, or nil.
---@param id string
---@return lunette.Document?
function Corpus:doc(id)
  check.self(self, meta, "doc")
  if self.source.handle and #self.filters == 0 then
    local doc = self.source.handle:doc(id)
    if doc then require "lunette.stored".note(doc, self.source.handle) end
    return doc
  end
  for doc in self:documents() do
    if doc.id == id then return doc end
  end
end

--- All hits of `find(doc)` over the documents.
local function gather(self, find)
  local all = {}
  for doc in self:documents() do
    local found = find(doc)
    table.move(found, 1, #found, #all + 1, all)
  end
  return hits.new(all)
end

--- The hits of a query in all documents. Options as dictionary:find.
---@param query string|lunette.Dictionary|table
---@param options table?
---@return lunette.Hits
function Corpus:find(query, options)
  check.self(self, meta, "find")
  local dict = dictionary.from(query)
  return gather(self, function(doc) return dict:find(doc, options) end)
end

--- The quotations of all documents; options as doc:quotes.
---@return lunette.Hits
function Corpus:quotes(options)
  check.self(self, meta, "quotes")
  return gather(self, function(doc) return doc:quotes(options) end)
end

--- Mentions of actors in all documents; options as doc:actors.
---@return lunette.Hits
function Corpus:actors(actors, options)
  check.self(self, meta, "actors")
  local dict = dictionary.from(actors)
  return gather(self, function(doc) return doc:actors(dict, options) end)
end

--- Agents without an actor in all documents; options as doc:actors.
---@return lunette.Hits
function Corpus:agents(actors, options)
  check.self(self, meta, "agents")
  local dict = dictionary.from(actors)
  return gather(self, function(doc) return doc:agents(dict, options) end)
end

--- Hits with the words around them.
---@return lunette.Table
function Corpus:kwic(query, options)
  check.self(self, meta, "kwic")
  return self:find(query):kwic(options)
end

--- Count the words of all documents: a table of word, n, docs, of_docs, per_million. Options: case =
--- true counts forms as written, marks = false drops accents, stem = "english" counts stems, least =
--- occurrences, most = rows. A row opens the hits of its word: the documents are read again for it.
---@param options table?
---@return lunette.Table
function Corpus:freq(options)
  check.self(self, meta, "freq")
  local frequency = require "lunette.frequency"
  local counter = frequency.new(options)
  for doc in self:documents() do counter:add(doc) end
  return frequency.table(counter, options, function(visit)
    for doc in self:documents() do visit(doc) end
  end)
end

--- Store the documents in a new corpus file, NAME.corpus, and open it.
---@param path string
---@return lunette.Corpus
function Corpus:save(path)
  check.self(self, meta, "save")
  if not is_corpus_file(path) then fail.usage("save: %s: a corpus file is named NAME.corpus", path) end
  require "lunette.import".save(path, self)
  return assert(M.open(path))
end

--- Write a layer of the corpus file with an annotator (ln.annotator); returns how many spans.
---@param annotator lunette.Annotator
---@return integer spans
function Corpus:annotate(annotator)
  check.self(self, meta, "annotate")
  if not self.source.handle then
    fail.usage("annotate writes a layer of a corpus file; make one with corpus:save \"NAME.corpus\"")
  end
  local n = require "lunette.annotate".run(self.source.name, annotator, self:documents())
  require "lunette.stored".know(self.source.handle)
  return n
end

--- Write a layer of the corpus file from places that are known: hits, a table or list of rows, or a file
--- of gold or of checked rows, of which the right ones are taken. An older layer of the name is replaced.
--- Returns how many spans; bad data gives nil, message.
---@param name string
---@param rows lunette.Hits|lunette.Table|table[]|string
---@return integer? spans, string? message
function Corpus:add_layer(name, rows)
  check.self(self, meta, "add_layer")
  if not self.source.handle then
    fail.usage("add_layer writes a layer of a corpus file; make one with corpus:save \"NAME.corpus\"")
  end
  local ok, result = pcall(function()
    local by_document = require "lunette.document_rows".from(rows, "rows")
    return require "lunette.stored".write(self.source.name, name, by_document)
  end)
  if not ok and fail.status(result) == "data" then return nil, result.message end
  if not ok then error(result, type(result) == "string" and 2 or 0) end
  for _, id in ipairs(result.unseen) do message.say("layer %s: %s is not in the corpus file", name, id) end
  return result.spans
end

--- Names of columns, each once: what comes again gets a number, a, a_2.
local function distinct_names(columns)
  local taken, out = {}, {}
  for _, name in ipairs(columns) do taken[name] = true end
  local seen = {}
  for i, name in ipairs(columns) do
    out[i] = name
    local n = 1
    while seen[out[i]] or n > 1 and taken[out[i]] do
      n = n + 1
      out[i] = ("%s_%d"):format(name, n)
    end
    seen[out[i]] = true
  end
  return out
end

--- Run a SELECT over the corpus file: tables document, variable, layer, span, link, run. Columns of
--- one name get numbers: a, a_2.
---@param text string
---@param ... string|number|boolean|nil  values for ?1, ?2, ...
---@return lunette.Table?, string? message
function Corpus:sql(text, ...)
  check.self(self, meta, "sql")
  if not self.source.handle then
    fail.usage("sql needs a corpus file; make one with: lunette import NAME.corpus %s",
      self.source.name)
  end
  local columns, rows = self.source.handle:sql(text, ...)
  if not columns then return nil, rows end
  columns = distinct_names(columns)
  for i, values in ipairs(rows) do
    local row = {}
    for k, name in ipairs(columns) do row[name] = values[k] end
    rows[i] = row
  end
  return require "lunette.table".new(columns, rows)
end

--- Go through some documents once more, by their numbers in the whole source.
---@param numbers integer[]
---@param each fun(doc: lunette.Document, number: integer)
function Corpus:reopen(numbers, each)
  check.self(self, meta, "reopen")
  local wanted, left = {}, 0
  for _, number in ipairs(numbers) do
    if not wanted[number] then wanted[number], left = true, left + 1 end
  end
  local documents = new(self.source):documents()
  while left > 0 do
    local doc, number = documents()
    if not doc then return end
    if wanted[number] then
      left = left - 1
      each(doc, number)
    end
  end
end

return M
