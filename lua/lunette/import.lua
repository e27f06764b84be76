--- lunette import: documents into a corpus file, all of them or none.
local core = require "lunette.core"
local fail = require "lunette.fail"
local message = require "lunette.message"

local M = {}

--- Add every document; says which ids were taken already.
local function add_all(handle, opened)
  local n = 0
  for doc in opened:documents() do
    local ok, renamed = handle:add(doc)
    if not ok then fail.limit("%s: %s", doc.id, renamed) end
    if renamed then message.remark("%s: this id was there already; the document got a number", doc.id) end
    n = n + 1
    message.progress(n)
  end
  return n
end

--- Store the documents of a corpus in a new corpus file.
---@param name string
---@param opened lunette.Corpus
---@return integer documents
function M.save(name, opened)
  local handle, why = core.corpus(name, "create")
  if not handle then fail.usage("%s", why) end
  local n = add_all(handle, opened)
  local ok
  ok, why = handle:run("save", core.json.encode { source = opened.source.name, documents = n })
  if ok then ok, why = handle:commit() end
  handle:close()
  if not ok then fail.limit("%s: %s; nothing was stored", name, why) end
  return n
end

--- Import into the file `name`, made when it is new.
---@param name string
---@param opened lunette.Corpus
---@param values table  option values
---@return integer exit code
function M.run(name, opened, values)
  local exists = core.system.kind(name) ~= nil
  local handle, why = core.corpus(name, exists and "write" or "create")
  if not handle then fail.usage("%s", why) end
  local source = values.where and opened:where_all(values.where) or opened
  local n = add_all(handle, source)
  local skipped = opened.source.skipped
  if n == 0 then
    handle:close()
    fail.data("no document could be read; %s is unchanged", name)
  end
  local ok
  ok, why = handle:run("import", core.json.encode { sources = opened.source.paths, documents = n,
    skipped = skipped })
  if ok then ok, why = handle:commit() end
  if not ok then fail.limit("%s: %s; nothing was stored", name, why) end
  handle:close()
  message.done()
  print(("%s: %d documents stored"):format(name, n))
  if skipped > 0 then
    message.say("%d %s could not be read", skipped, skipped == 1 and "input" or "inputs")
    return 5
  end
  return 0
end

return M
