-- Runs every test and prints what failed, then one line: N passed, N failed, N skipped.
-- usage: lua5.4 tests/tools/check.lua BUILD TEST-PROGRAM...
--
-- A suite is a command that prints TAP: "ok 1 - name", "not ok 2 - name", "ok 3 - name # SKIP why".
-- One that ends with an error, or prints no test at all, has failed as a whole.
local build = arg[1]
local lunette, asan = build .. "/lunette", build .. "/asan/lunette"

local suites = {
  { "layers", "lua5.4 tests/tools/check_layers.lua" },
  { "sizes", "lua5.4 tests/tools/check_sizes.lua" },
  { "format", "sh tests/tools/check_format.sh" },
  { "reference", "lua5.4 tests/tools/check_meta.lua " .. lunette },
}
for i = 2, #arg do
  local name = arg[i]:match "([^/]+)$"
  local seeds = name:find "^fuzz_" and (" tests/fuzz/seeds/%s/*"):format(name) or ""
  suites[#suites + 1] = { "unit " .. name, "CMOCKA_MESSAGE_OUTPUT=TAP " .. arg[i] .. seeds }
end
for _, program in ipairs { lunette, asan } do
  suites[#suites + 1] = { "spec " .. program, program .. " tests/spec/run.lua" }
  suites[#suites + 1] = { "cases " .. program, "lua5.4 tests/tools/cases.lua " .. program .. " tests/cases" }
end
suites[#suites + 1] = { "fault sweep", asan .. " tests/spec/run.lua --faults 1" }
suites[#suites + 1] = { "examples", "lua5.4 tests/tools/check_examples.lua " .. lunette }
suites[#suites + 1] = { "readme", "lua5.4 tests/tools/check_readme.lua " .. lunette }
suites[#suites + 1] = { "real data", "lua5.4 tests/tools/check_data.lua " .. lunette .. " ../shared" }

local passed, failed, skipped = 0, 0, 0

local function run(name, command)
  local pipe = assert(io.popen(command .. " 2>&1"))
  local lines, tests, bad = {}, 0, 0
  for line in pipe:lines() do
    lines[#lines + 1] = line
    if line:find "^ok %d+" then
      tests = tests + 1
      if line:find "# [Ss][Kk][Ii][Pp]" then skipped = skipped + 1 else passed = passed + 1 end
    elseif line:find "^not ok %d+" then
      tests, bad = tests + 1, bad + 1
    end
  end
  local ok, _, code = pipe:close()
  if bad == 0 and (not ok or tests == 0) then
    bad = 1
    lines[#lines + 1] = tests == 0 and "no test was run" or ("ended with code " .. tostring(code))
  end
  failed = failed + bad
  print(("%-40s %4d tests%s"):format(name, tests, bad > 0 and (", %d FAILED"):format(bad) or ""))
  if bad > 0 then print("  " .. table.concat(lines, "\n  ")) end
end

for _, suite in ipairs(suites) do run(suite[1], suite[2]) end
print(("%d passed, %d failed, %d skipped"):format(passed, failed, skipped))
os.exit(failed == 0)
