--- lunette score: gold against a search, a file of rows, or a spreadsheet that a person has checked.
local core = require "lunette.core"
local fail = require "lunette.fail"
local marked = require "lunette.document_rows"
local message = require "lunette.message"
local options = require "lunette.options"
local row_file = require "lunette.row_file"

local M = {}

local ARGS <const> = {
  layer = { type = "string", help = "what is scored: quote (default), flag, actors, sentence, furniture, " ..
    "dateline, ..., or a layer of the corpus file" },
  terms = { type = "query", help = "score the hits of these terms" },
  dictionary = { type = "dictionary", many = true, help = "score the hits of a dictionary" },
  by = { type = "list", help = "a row for each of: kind, key, label, rule, doc, source, ..." },
  match = { type = "list", default = { "exact", "0.8", "0.3" },
    help = "exact, or the share of the marked words that must be covered" },
  same = { type = "list", help = "columns that must agree, too (key, for terms and dictionaries)" },
  kinds = { type = "list", help = "count only these kinds of quotations; any may answer them" },
  edges = { type = "choice", of = { "ignore", "count" }, default = "ignore",
    help = "whether marks and punctuation at the edges count" },
  span = { type = "choice", of = { "quote", "content" },
    help = "what of a quotation is compared (content, when gold is documents with quotes)" },
  ["min-score"] = { type = "number", help = "only quotations found with this score or more" },
  rules = { type = "file", help = "a CSV of rules for quotations, as for lunette quotes" },
  cues = { type = "list", help = "CSV files with further words, as for lunette quotes" },
  ["gold-encoding"] = { type = "string", help = "of GOLD and FOUND, when it is not that of the documents" },
  errors = { type = "string", help = "write what is missed, extra or has the wrong speaker to FILE" },
  ["in"] = { type = "list", of = { "text", "title" }, default = { "text" },
    help = "text, title, or both: title,text" },
}

--- What documents are read with; `layer` is the one that is scored, not files of dictionaries.
local READING <const> = {}
for name, spec in next, options.reading do READING[name] = name ~= "layer" and spec or nil end

local SETS <const> = { ARGS, options.writing, READING, options.limits }

M.help = { "score", "GOLD [INPUT... | FOUND]", "precision, recall and F1 against hand-marked gold",
  SETS, [[
GOLD: rows (.csv .tsv .json .jsonl) with doc, and first,last (bytes), start,end (code points) or text; or
documents with "text" and "quotes". With INPUT the search is run now; FOUND is a file of rows. A file from
--check, once checked, gives the share that is right, or is GOLD when INPUT or FOUND follows.
Shares are in percent. exact: the same words; 0.8: more than 80 % of the marked words are covered, each
found one answers one marked one. recalled: marked ones that were found; right: found ones that are marked.
speaker: of the matched with a marked speaker, those where the words overlap; person: the same name.]] }

--- Whether the file holds rows that were found before: they name places or quotations.
local function is_rows(path, encoding)
  if not row_file.is_named(path) or core.system.kind(path) ~= "file" then return false end
  local first = row_file.first(path, encoding)
  if not first then return false end
  return type(first.quotes) == "table" or first.doc ~= nil and (first.first or first.start) ~= nil
end

local function search_options(values)
  local out = { min_score = values["min-score"] }
  for _, name in ipairs { "layer", "terms", "dictionary", "by", "match", "same", "kinds", "edges", "span",
    "rules", "cues", "in", "lang" } do
    out[name] = values[name]
  end
  if values.dictionary then
    local dict, why = require "lunette.dictionary".new(values.dictionary)
    if not dict then fail.usage("%s", why) end
    out.dictionary = dict
  end
  return out
end

--- What gold is compared with: a set of rows, or a corpus; nil for its own texts.
local function found_of(inputs, values, tools)
  if #inputs == 0 then return nil end
  local encoding = values["gold-encoding"] or values.encoding
  if #inputs == 1 and is_rows(inputs[1], encoding) then return marked.read(inputs[1], encoding) end
  local reading = {}
  for name in next, READING do reading[name] = values[name] end
  return require "lunette.script".choose(tools.open_inputs(inputs, values), reading)
end

--- Run `lunette score ...`; `tools` is what the command line gives.
---@param argv string[]
---@param tools table
---@return integer exit code
function M.run(argv, tools)
  local values, inputs = tools.parse(argv, 2, SETS)
  tools.apply_limits(values)
  local path = table.remove(inputs, 1)
  if not path then fail.usage("score: which gold? lunette score GOLD [INPUT... | FOUND]") end
  local gold = marked.read(path, values["gold-encoding"] or values.encoding)
  local found = found_of(inputs, values, tools)
  if not found and gold.checked then
    tools.write_result(require "lunette.checked".summary(gold, values.by), values)
    return tools.EXIT.done
  end
  local scores, errors, job = require "lunette.scoring".run(gold, found, search_options(values))
  if values.errors then
    require "lunette.writer".save(errors, values.errors)
    message.remark("%s: %d %s to look at", values.errors, #errors, #errors == 1 and "row" or "rows")
  end
  tools.write_result(scores, values)
  local skipped = found and require "lunette.corpus".is(found) and found.source.skipped or 0
  if skipped > 0 then message.say_skipped(skipped) end
  if job.ended then return tools.EXIT[job.ended] end
  return skipped > 0 and tools.EXIT.data or tools.EXIT.done
end

return M
