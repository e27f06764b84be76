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
    if not ok then fail.disk("%s: %s; nothing was stored", doc.id, renamed) end
    if renamed then message.remark("%s: this id was there already; the document got a number", doc.id) end
    n = n + 1
    message.progress(n)
  end
  return n
end

--- Note what was done, and make it permanent.
local function finish(handle, what, detail)
  local ok, why = handle:run(what, core.json.encode(detail))
  if ok then ok, why = handle:commit() end
  if not ok then fail.disk("%s; nothing was stored", why) end
  handle:close()
end

--- Store the documents of a corpus in a new corpus file.
---@param name string
---@param opened lunette.Corpus
---@return integer documents
function M.save(name, opened)
  local handle, why = core.corpus(name, "create")
  if not handle then fail.usage("%s", why) end
  local n = add_all(handle, opened)
  finish(handle, "save", { source = opened.source.name, documents = n })
  return n
end

--- Import into the file `name`, made when it is new.
---@param name string
---@param opened lunette.Corpus
---@return integer exit code
function M.run(name, opened)
  local exists = core.system.kind(name) ~= nil
  local handle, why = core.corpus(name, exists and "write" or "create")
  if not handle then fail.usage("%s", why) end
  local n = add_all(handle, opened)
  local skipped = opened.source.skipped
  message.done()
  if n == 0 then
    handle:close()
    fail.data("no document could be read; %s is %s", name, exists and "unchanged" or "not made")
  end
  finish(handle, "import", { sources = opened.source.paths, documents = n, skipped = skipped })
  print(("%s: %d document%s stored"):format(name, n, n == 1 and "" or "s"))
  if skipped == 0 then return 0 end
  message.say_skipped(skipped)
  return 5
end

return M
