-- A file of core/ includes its own layer and lower ones, and only the layer that may see a library
-- does. Prints TAP. usage: lua5.4 tests/tools/check_layers.lua
local ORDER = { "base", "text", "match", "read", "store", "analysis", "bind", "run", "cli" }
local HEADERS = { -- which layers may see a library; readers of one format are one file each
  ["lua.h"] = "bind run cli", ["lauxlib.h"] = "bind run cli", ["lualib.h"] = "bind run cli",
  ["pcre2.h"] = "match", ["sqlite3.h"] = "store", ["utf8proc.h"] = "text",
  ["yajl/yajl_parse.h"] = "read bind", ["yajl/yajl_gen.h"] = "bind",
  ["iconv.h"] = "read", ["editline/readline.h"] = "cli", ["libstemmer.h"] = "text",
}

local rank = {}
for i, layer in ipairs(ORDER) do rank[layer] = i end

local function check(path)
  local layer = path:match "^core/(%w+)/"
  local faults = {}
  for line in io.lines(path) do
    local own = line:match '^%s*#%s*include%s+"([^"]+)"'
    local system = line:match "^%s*#%s*include%s+<([^>]+)>"
    local target = own and own:match "^(%w+)/"
    if own and not rank[target] then
      faults[#faults + 1] = own .. ": includes are written as \"layer/file.h\""
    elseif own and rank[target] > rank[layer] then
      faults[#faults + 1] = ("%s includes %s, which lies higher"):format(layer, own)
    elseif system then
      local may = HEADERS[system] or (system:find "^libxml/" and "read")
      if may and not (" " .. may .. " "):find(" " .. layer .. " ", 1, true) then
        faults[#faults + 1] = ("only %s may include <%s>"):format(may, system)
      end
    end
  end
  return faults
end

local n = 0
for path in io.popen("find core -name '*.[ch]' | LC_ALL=C sort"):lines() do
  n = n + 1
  local layer = path:match "^core/(%w+)/"
  local faults = rank[layer] and check(path) or { "not in a layer" }
  print(("%s %d - %s"):format(#faults == 0 and "ok" or "not ok", n, path))
  for _, fault in ipairs(faults) do print("# " .. fault) end
end
