-- Writes a C file that holds the Lua library, the scripts and their data.
-- usage: lua5.4 tests/tools/embed.lua OUT.c FILE...
-- A file's name inside the program is its path without a leading lua/. Modules are embedded compiled as
-- well, with all that messages need: a start would else spend most of its time on compiling them.
local out = assert(io.open(arg[1], "w"))
local files = {}
for i = 2, #arg do
  files[#files + 1] = { path = arg[i], name = (arg[i]:gsub("^lua/", "")) }
end
table.sort(files, function(a, b) return a.name < b.name end)

out:write('/* Made by tests/tools/embed.lua. */\n#include "run/embedded.h"\n\n')
local function write_bytes(name, i, bytes)
  out:write(("static const unsigned char %s_%d[] = {"):format(name, i))
  for at = 1, #bytes, 20 do
    out:write("\n  ", table.concat({ bytes:byte(at, at + 19) }, ","), ",")
  end
  out:write("0};\n")
end

for i, file in ipairs(files) do
  local f = assert(io.open(file.path, "rb"))
  local text = f:read "a"
  f:close()
  file.len = #text
  write_bytes("file", i, text)
  if file.name:find "^lunette/.*%.lua$" then
    local chunk = string.dump(assert(load(text, "=" .. file.name, "t")))
    file.chunk = ("chunk_%d, %d"):format(i, #chunk)
    write_bytes("chunk", i, chunk)
  end
end
out:write("\nconst lun_embedded lun_embedded_files[] = {\n")
for i, file in ipairs(files) do
  out:write(('  {"%s", file_%d, %d, %s},\n'):format(file.name, i, file.len, file.chunk or "0, 0"))
end
out:write(("};\nconst size_t lun_embedded_count = %d;\n"):format(#files))

-- Releases may differ in what compiled code means: the program runs it only under the release it is of.
local interpreter = io.popen(arg[-1] .. " -v")
local release = interpreter and interpreter:read "a" or ""
out:write(('const char lun_embedded_release[] = "%s";\n'):format(release:match "^Lua [%d.]+ " or ""))
assert(out:close())
