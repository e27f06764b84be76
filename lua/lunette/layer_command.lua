--- lunette layer: the layers of a corpus file, written from rows and read as rows.
local core = require "lunette.core"
local fail = require "lunette.fail"
local help = require "lunette.help"
local marked = require "lunette.document_rows"
local message = require "lunette.message"
local options = require "lunette.options"
local suggest = require "lunette.suggest"
local tables = require "lunette.table"

local M = {}

local ENCODING <const> = { encoding = options.reading.encoding }

local subcommands = {
  add = { "CORPUS NAME FILE", "store rows as a layer: gold, or a checked file (its right rows)",
    { ENCODING, options.limits } },
  list = { "CORPUS", "the layers of a corpus file", { options.writing, options.limits } },
  show = { "CORPUS NAME", "a layer as rows", { options.writing, options.limits } },
  drop = { "CORPUS NAME", "remove a layer", { options.limits } },
}

local NAMES <const> = { "add", "list", "show", "drop" }

--- Help on all subcommands, or on one.
---@param name string?
---@return string
function M.help(name)
  local sub = name and subcommands[name]
  if name and not sub then fail.usage("layer: no subcommand %s%s", name, suggest.hint(name, NAMES)) end
  if sub then return help.command { "layer " .. name, table.unpack(sub) } end
  local lines = { "lunette layer SUBCOMMAND ...", "layers of a corpus file", "" }
  for _, each in ipairs(NAMES) do
    lines[#lines + 1] = ("  %s %s\n      %s"):format(each, subcommands[each][1], subcommands[each][2])
  end
  lines[#lines + 1] = "\nlunette help layer SUBCOMMAND shows its options."
  return table.concat(lines, "\n")
end

local function open(path, mode)
  local handle, why = core.corpus(path, mode)
  if not handle then fail.usage("%s", why) end
  return handle
end

local function plural(n, word)
  return ("%d %s%s"):format(n, word, n == 1 and "" or "s")
end

function subcommands.add.run(values, args, tools)
  local set = marked.read(args[3], values.encoding)
  local report = require "lunette.stored".write(args[1], args[2], set)
  print(("%s: layer %s: %s in %s"):format(args[1], args[2], plural(report.spans, "span"),
    plural(report.docs, "document")))
  if report.left > 0 then message.remark("%s wrong or not checked left out", plural(report.left, "row")) end
  if #report.unseen == 0 then return tools.EXIT.done end
  message.say("%s of %s not in the corpus file: %s", plural(#report.unseen, "document"), args[3],
    table.concat(report.unseen, ", ", 1, math.min(5, #report.unseen)))
  return tools.EXIT.data
end

function subcommands.list.run(values, args, tools)
  local columns, rows = open(args[1], "read"):sql [[SELECT name, count(span.number),
    count(DISTINCT document), run.what, run.started FROM layer LEFT JOIN span ON span.layer = layer.number
    LEFT JOIN run ON run.number = layer.run GROUP BY layer.number ORDER BY name]]
  if not columns then fail.usage("%s", rows) end
  for i, row in ipairs(rows) do
    rows[i] = { name = row[1], spans = row[2], docs = row[3], made_by = row[4], made = row[5] }
  end
  tools.write_result(tables.new({ "name", "spans", "docs", "made_by", "made" }, rows), values)
  return tools.EXIT.done
end

--- Raise when the corpus file has no such layer.
local function check_layer(handle, name)
  local names, found = {}, false
  local _, rows = handle:sql "SELECT name FROM layer ORDER BY name"
  for i, row in ipairs(rows) do
    names[i] = row[1]
    found = found or row[1] == name
  end
  if #names == 0 then fail.usage("no layer %s: the corpus file has none", name) end
  if not found then
    fail.usage("no layer %s%s; layers: %s", name, suggest.hint(name, names), table.concat(names, ", "))
  end
end

local OF_SPAN <const> = { "label", "key", "rule" }
local SHOWN <const> = { "speaker", "speaker_text", "speaker_first", "speaker_last", "cue", "code", "form",
  "score", "segments", "note" }

--- The columns that some row has.
local function used(names, rows)
  local out = {}
  for _, name in ipairs(names) do
    for _, row in ipairs(rows) do
      if row[name] ~= nil then
        out[#out + 1] = name
        break
      end
    end
  end
  return out
end

function subcommands.show.run(values, args, tools)
  local corpus, stored = assert(require "lunette.corpus".open(args[1])), require "lunette.stored"
  check_layer(corpus.source.handle, args[2])
  local rows = {}
  for doc in corpus:documents() do
    for _, span in ipairs(stored.spans(doc, args[2])) do
      local row = { doc = doc.id, text = doc.text:sub(span.first, span.last), first = span.first,
        last = span.last, label = span.label, key = span.key, rule = span.rule }
      for _, name in ipairs(SHOWN) do row[name] = span.features[name] end
      rows[#rows + 1] = row
    end
  end
  local columns = { "doc", "text", "first", "last" }
  for _, list in ipairs { OF_SPAN, SHOWN } do
    local names = used(list, rows)
    table.move(names, 1, #names, #columns + 1, columns)
  end
  tools.write_result(tables.new(columns, rows), values)
  return tools.EXIT.done
end

function subcommands.drop.run(_, args, tools)
  local handle = open(args[1], "write")
  check_layer(handle, args[2])
  local ok, why = handle:layer_drop(args[2])
  if ok then ok, why = handle:run("layer drop", core.json.encode { layer = args[2] }) end
  if ok then ok, why = handle:commit() end
  handle:close()
  if not ok then fail.disk("%s: %s; nothing was changed", args[1], why) end
  return tools.EXIT.done
end

--- Run `lunette layer ...`; `tools` is what the command line gives.
---@param argv string[]
---@param tools table
---@return integer exit code
function M.run(argv, tools)
  local sub, values, args = tools.subcommand("layer", argv, subcommands, NAMES)
  local _, wanted = sub[1]:gsub("%S+", "")
  if #args ~= wanted then fail.usage("layer %s: lunette layer %s %s", argv[2], argv[2], sub[1]) end
  return sub.run(values, args, tools)
end

return M
