std = "lua54"
max_line_length = 110
self = false
exclude_files = { "build", "lua/lunette/meta" }
globals = { "arg" }
files["tests/spec"] = { read_globals = { "case", "equal", "raises", "fails", "skip" } }
files["tests/bench/texts.lua"] = { max_line_length = false }
