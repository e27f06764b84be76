-- Writes a C file that holds the Lua library, the scripts and their data.
-- usage: lua5.4 tests/tools/embed.lua OUT.c FILE...
-- A file's name inside the program is its path without a leading lua/.
local out = assert(io.open(arg[1], "w"))
local files = {}
for i = 2, #arg do
  files[#files + 1] = { path = arg[i], name = (arg[i]:gsub("^lua/", "")) }
end
table.sort(files, function(a, b) return a.name < b.name end)

out:write('/* Made by tests/tools/embed.lua. */\n#include "run/embedded.h"\n\n')
for i, file in ipairs(files) do
  local f = assert(io.open(file.path, "rb"))
  local text = f:read "a"
  f:close()
  file.len = #text
  out:write(("static const unsigned char file_%d[] = {"):format(i))
  for at = 1, #text, 20 do
    out:write("\n  ", table.concat({ text:byte(at, at + 19) }, ","), ",")
  end
  out:write("0};\n")
end
out:write("\nconst lun_embedded lun_embedded_files[] = {\n")
for i, file in ipairs(files) do
  out:write(('  {"%s", file_%d, %d},\n'):format(file.name, i, file.len))
end
out:write(("};\nconst size_t lun_embedded_count = %d;\n"):format(#files))
assert(out:close())
