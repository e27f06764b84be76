--- lunette help: what there is, and what a script declares.
local options = require "lunette.options"

local M = {}

M.usage = [[
usage: lunette COMMAND [INPUT...] [--option value]
       lunette SCRIPT.lua [INPUT...]       run a script
       lunette                             the prompt

INPUT is a .corpus file, or any file or folder of .txt .jsonl .json .csv .tsv .html; none = standard input.
]]

--- Name, arguments, what it does, sets of options, what else is to be said.
M.commands = {
  { "run", "SCRIPT.lua [INPUT...]", "run a script (a path ending in .lua needs no run; -e 'CODE')",
    { options.reading, options.limits },
    "A script made with ln.script has more: lunette SCRIPT.lua --help" },
  { "repl", "[INPUT...]", "the prompt, with the inputs as `corpus`",
    { options.reading, options.limits } },
  { "import", "CORPUS PATH...", "store documents in a corpus file",
    { options.reading, options.limits } },
  { "info", "CORPUS", "what a corpus file holds", { options.writing, options.limits } },
  { "dict", "check|expand|convert|diff", "look at dictionaries: their faults, spellings, forms, versions" },
  { "layer", "add|list|show|drop", "layers of a corpus file, such as checked rows" },
  { "score", "GOLD [INPUT... | FOUND]", "precision, recall and F1 against hand-marked gold" },
  { "sql", "CORPUS 'SELECT ...'", "query a corpus file", { options.writing, options.limits } },
  { "help", "[COMMAND]", "this, or one command's options" },
}

--- A name and what it means, the second behind a column of `width`: in the next line where the name is
--- too long.
local function entry(name, width, meaning)
  local parted = #name > width and "\n" .. (" "):rep(width + 3) or (" "):rep(width - #name + 1)
  return ("  %s%s%s"):format(name, parted, meaning)
end

local function option_line(name, spec)
  local value = spec.type == "flag" and "" or " " .. (spec.of and spec.type == "choice" and
    table.concat(spec.of, "|") or spec.type:upper())
  local default = spec.default
  if type(default) == "table" then default = default[1] and table.concat(default, ",") end
  local tail = spec.required and " (needed)" or default ~= nil and (" (default %s)"):format(default) or ""
  return entry("--" .. name .. value, 36, (spec.help or "") .. tail)
end

local function option_lines(specs)
  local lines = {}
  for name, spec in pairs(specs) do lines[#lines + 1] = option_line(name, spec) end
  table.sort(lines)
  return table.concat(lines, "\n")
end

--- "kwic QUERY INPUT...": a script with what it takes without a name.
local function usage_of(script)
  local placed = options.placed(script.args)
  return ("%s %sINPUT..."):format(script.name, placed and placed:upper() .. " " or "")
end

--- All commands, those that are scripts with their summaries.
---@param scripts lunette.Script[]
---@return string
function M.overview(scripts)
  local lines = { M.usage }
  for _, script in ipairs(scripts) do
    lines[#lines + 1] = entry(usage_of(script), 28, script.summary or "")
  end
  for _, command in ipairs(M.commands) do
    lines[#lines + 1] = entry(command[1] .. " " .. command[2], 28, command[3])
  end
  lines[#lines + 1] = "\nlunette help COMMAND shows its options; lunette help query, the query language;\n" ..
    "lunette --version"
  return table.concat(lines, "\n")
end

--- One of `M.commands`.
---@param command table
---@return string
function M.command(command)
  local lines = { ("lunette %s %s"):format(command[1], command[2]), command[3] }
  for _, set in ipairs(command[4] or {}) do lines[#lines + 1] = "\n" .. option_lines(set) end
  if command[5] then lines[#lines + 1] = "\n" .. command[5] end
  return table.concat(lines, "\n")
end

--- What one script declares.
---@param script lunette.Script
---@return string
function M.script(script)
  local lines = { ("lunette %s [options]"):format(usage_of(script)), script.summary or "", "" }
  if next(script.args) then
    lines[#lines + 1] = "Its options:"
    lines[#lines + 1] = option_lines(script.args)
    lines[#lines + 1] = ""
  end
  local columns = script.columns
  if type(columns) == "function" then columns = columns {} end
  if columns then
    lines[#lines + 1] = "Columns: " .. table.concat(columns, ", ")
    lines[#lines + 1] = ""
  end
  lines[#lines + 1] = "Options of every command:"
  lines[#lines + 1] = option_lines(options.common)
  return table.concat(lines, "\n")
end

return M
