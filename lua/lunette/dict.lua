--- lunette dict: what is wrong with a dictionary, what it matches, its other forms, and what a new version
--- of it changes.
local core = require "lunette.core"
local dictionary = require "lunette.dictionary"
local fail = require "lunette.fail"
local help = require "lunette.help"
local lint = require "lunette.lint"
local message = require "lunette.message"
local options = require "lunette.options"
local query_error = require "lunette.query_error"
local suggest = require "lunette.suggest"
local tables = require "lunette.table"

local M = {}

local WITHOUT <const> = { type = "file", help = "CSV of entries to leave out first: key,value,use,case" }

local function problem_names()
  local names = {}
  for i, problem in ipairs(lint.problems) do names[i] = problem[1] end
  return names
end

--- Subcommands: arguments, what they do, sets of options, what else is to be said.
local subcommands = {
  check = { "FILE...", "find what is wrong or risky in dictionaries, a row a finding",
    { { corpus = { type = "file", many = true, help = "count the entries' hits in these documents, too" },
      propose = { type = "file", help = "write what can be done about it to FILE, for --without" },
      severity = { type = "choice", of = lint.severities, default = "note", help = "the least to be shown" },
      only = { type = "list", of = problem_names(), help = "only these problems" },
      without = WITHOUT },
    options.writing, options.reading, options.limits },
    "Problems: " .. table.concat(problem_names(), ", ") },
  expand = { "TERM... | --dictionary FILE [KEY...]", "print every spelling that a term or a key matches",
    { { dictionary = { type = "file", many = true, help = "look KEY up in this dictionary" },
      without = WITHOUT }, options.writing, options.limits } },
  convert = { "IN... OUT", "write dictionaries as .csv, .tsv, .yml (quanteda) or .jsonl (spaCy ruler)",
    { { without = WITHOUT }, options.limits },
    "What the form of OUT cannot hold is said." },
  diff = { "OLD NEW INPUT...", "list the hits that NEW has more (gained) or less (lost) than OLD",
    { { without = { type = "file", help = "CSV of entries of NEW to leave out: key,value,use,case" },
      by = { type = "list", help = "count by these columns: key, rule, month, source" } },
      options.common } },
}

local NAMES <const> = { "check", "expand", "convert", "diff" }

--- Help on all subcommands, or on one.
---@param name string?
---@return string
function M.help(name)
  local sub = name and subcommands[name]
  if name and not sub then fail.usage("dict: no subcommand %s%s", name, suggest.hint(name, NAMES)) end
  if sub then return help.command { "dict " .. name, table.unpack(sub) } end
  local lines = { "lunette dict SUBCOMMAND ...", "look at dictionaries", "" }
  for _, each in ipairs(NAMES) do
    lines[#lines + 1] = ("  %s %s\n      %s"):format(each, subcommands[each][1], subcommands[each][2])
  end
  lines[#lines + 1] = "\nlunette help dict SUBCOMMAND shows its options."
  return table.concat(lines, "\n")
end

--- A dictionary from files, or wrong use.
local function read(paths, without, quiet)
  local dict, why
  if quiet then dict, why = dictionary.read(paths) else dict, why = dictionary.new(paths) end
  if dict then dict, why = dictionary.without(dict, without) end
  if not dict then fail.usage("%s", why) end
  return dict
end

local function plural(n, word)
  return ("%d %s%s"):format(n, word, n == 1 and "" or "s")
end

--- How many entries there are but for those that only shield others.
local function count_entries(dict)
  local n = 0
  for _, entry in ipairs(dict:entries()) do n = n + (entry.shields and 0 or 1) end
  return n == 1 and "1 entry" or ("%d entries"):format(n)
end

-- check ---------------------------------------------------------------------------------------------

--- Rows of the wanted problems that are grave enough.
local function choose(found, values)
  local grave, wanted, rows = {}, nil, {}
  for _, severity in ipairs(lint.severities) do
    grave[severity] = true
    if severity == values.severity then break end
  end
  for _, name in ipairs(values.only or {}) do
    wanted = wanted or {}
    wanted[name] = true
  end
  for i = 1, #found do
    local row = found[i]
    if grave[row.severity] and (not wanted or wanted[row.problem]) then rows[#rows + 1] = row end
  end
  return tables.new(found.columns, rows, { show = lint.show })
end

local function summarize(dict, found)
  local n, parts = {}, {}
  for i = 1, #found do n[found[i].problem] = (n[found[i].problem] or 0) + 1 end
  for _, name in ipairs(problem_names()) do
    if n[name] then parts[#parts + 1] = ("%s %d"):format(name, n[name]) end
  end
  message.remark("%s, %s%s", count_entries(dict), plural(#found, "finding"),
    #parts > 0 and ": " .. table.concat(parts, ", ") or "")
end

--- Write the proposals as a file for --without.
local function write_proposals(found, path)
  local rows, writer = {}, require "lunette.writer"
  for i = 1, #found do
    local row = found[i]
    if row.how then
      rows[#rows + 1] = { key = row.key, value = row.entry, use = row.how == "off" and "off" or "",
        case = row.how == "off" and "" or row.how, note = ("%s: %s"):format(row.problem, row.detail) }
    end
  end
  writer.save(tables.new({ "key", "value", "use", "case", "note" }, rows), path, "csv")
  message.remark("%s written to %s; use it with --without %s", plural(#rows, "proposal"), path, path)
end

function subcommands.check.run(values, files, tools)
  if #files == 0 then fail.usage("dict check: which dictionary?") end
  local corpus = values.corpus and
    require "lunette.script".choose(tools.open_inputs(values.corpus, values), values)
  local dict = read(files, values.without, true)
  local found = dict:check { corpus = corpus }
  message.done()
  summarize(dict, found)
  local chosen = choose(found, values)
  if values.propose then write_proposals(chosen, values.propose) end
  tools.write_result(chosen, values)
  local skipped = corpus and corpus.source.skipped or 0
  if skipped > 0 then message.say_skipped(skipped) end
  return skipped > 0 and tools.EXIT.data or tools.EXIT.done
end

-- expand --------------------------------------------------------------------------------------------

local function expand_terms(terms)
  local dict = assert(core.dictionary())
  for _, term in ipairs(terms) do
    local ok, why, at = dict:add(term, term)
    if not ok then fail.usage("query: %s", query_error.message(term, at, why)) end
  end
  return dict:expand()
end

local function expand_keys(dict, keys)
  if #keys == 0 then return dict:expand() end
  local all
  for _, key in ipairs(keys) do
    local one = dict:expand(key)
    if not all then all = one
    else
      local rows = table.move(all, 1, #all, 1, {})
      table.move(one, 1, #one, #rows + 1, rows)
      all = tables.new(one.columns, rows, { show = one.show_columns })
    end
  end
  return all
end

function subcommands.expand.run(values, words, tools)
  if values.dictionary then
    tools.write_result(expand_keys(read(values.dictionary, values.without), words), values)
  elseif #words == 0 then
    fail.usage("dict expand: which term?")
  else
    tools.write_result(expand_terms(words), values)
  end
  return tools.EXIT.done
end

-- convert -------------------------------------------------------------------------------------------

function subcommands.convert.run(values, files, tools)
  local out = table.remove(files)
  if #files == 0 then fail.usage("dict convert: from which dictionary to which? IN... OUT") end
  require "lunette.dictionary_writer".check(out)
  local dict = read(files, values.without)
  local losses = dict:save(out)
  message.remark("%s: %s written", out, count_entries(dict))
  if #losses > 0 then message.say("%s: not held: %s", out, table.concat(losses, "; ")) end
  return tools.EXIT.done
end

-- diff ----------------------------------------------------------------------------------------------

function subcommands.diff.run(values, inputs, tools)
  local diff = require "lunette.dictionary_diff"
  if #inputs < 2 then fail.usage("dict diff: which dictionaries? OLD NEW INPUT...") end
  values.old = read { table.remove(inputs, 1) }
  values.new = read({ table.remove(inputs, 1) }, values.without)
  if values.by then return (tools.run(diff.counts, values, inputs)) end
  local code, job = tools.run(diff.rows, values, inputs)
  local cut = values.head and job.tally.given >= values.head
  local n = job.tally.docs
  message.remark("%s%s", not cut and "" or n == 1 and "in the first document: " or
    ("in the first %d documents: "):format(n), diff.summary(job.tally))
  return code
end

-- ---------------------------------------------------------------------------------------------------

--- Run `lunette dict ...`; `tools` is what the command line gives.
---@param argv string[]
---@param tools table
---@return integer exit code
function M.run(argv, tools)
  local sub, values, words = tools.subcommand("dict", argv, subcommands, NAMES)
  return sub.run(values, words, tools)
end

return M
