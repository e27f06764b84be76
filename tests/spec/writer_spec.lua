-- Tables as text and as files.
local ln = require "lunette"
local tables = require "lunette.table"
local writer = require "lunette.writer"

local function write(format, ...)
  local rows = {}
  for i, value in ipairs { ... } do rows[i] = { a = value, b = 1 } end
  return writer.to_string(tables.new({ "a", "b" }, rows), format)
end

case("csv and tsv quote what must be", function()
  equal(write("csv", 'x,"y"', "two\nlines", "cr\rhere", " blank", "semi;tab\t", ""),
    'a,b\n"x,""y""",1\n"two\nlines",1\n"cr\rhere",1\n" blank",1\n"semi;tab\t",1\n,1')
  equal(write("tsv", "a\tb", "x,y"), 'a\tb\n"a\tb"\t1\nx,y\t1')
  equal(write("csv", "a\0b"), "a,b\na\0b,1")
  equal(write("csv", "=1+1"), "a,b\n=1+1,1")
end)

case("excel: BOM, CRLF, and no cell is a formula", function()
  local out = writer.to_string(tables.new({ "a" }, { { a = "=1+1" }, { a = "+x" }, { a = "-x" },
    { a = "@x" }, { a = "\tx" },
    { a = "-3.5" }, { a = -2 }, { a = "é\0" } }), "excel")
  equal(out, "\u{FEFF}a\r\n'=1+1\r\n'+x\r\n'-x\r\n'@x\r\n'\tx\r\n-3.5\r\n-2\r\né\u{FFFD}\r")
end)

case("json and jsonl: columns in order, what is no number is null", function()
  equal(write("jsonl", 'x"y', "a\0b\n", 0 / 0, 2.0),
    '{"a":"x\\"y","b":1}\n{"a":"a\\u0000b\\n","b":1}\n{"a":null,"b":1}\n{"a":2,"b":1}')
  equal(write "json", "[]")
  equal(#ln.json.decode(write("json", "x", "y")), 2)
  equal(write("jsonl", { 1, { 2 } }), '{"a":[1,[2]],"b":1}')
end)

case("md and html: nothing in a cell is markup", function()
  equal(write("md", "a|b <i>\nc\\", "\0"),
    "| a | b |\n| --- | --- |\n| a\\|b &lt;i> c\\\\ | 1 |\n| \u{FFFD} | 1 |")
  equal(write("html", '<b a="1">&', "\27[31m"):find('<td>&lt;b a=&quot;1&quot;&gt;&amp;</td>', 1,
    true) ~= nil, true)
  equal(write("html", "\27[31m"):find("\27", 1, true), nil)
end)

case("columns for people: one line a row, nothing steers the terminal", function()
  equal(write("table", "two\r\nlines", "\27[31mred", "é"),
    "a          b\ntwo lines  1\n\u{FFFD}[31mred   1\né          1")
  equal(write("table", "a\xFFb"):find("a\xFFb", 1, true) ~= nil, true)
end)

case("a very long cell takes no longer than its length", function()
  local started = os.clock()
  local out = write("table", ("a"):rep(200000), "b")
  equal(#out, 200003 + 1 + 200003 + 1 + 200003)
  equal(os.clock() - started < 5, true)
end)

case("numbers", function()
  equal(write("csv", 1.0, 0.5, 1 / 3, 1e-9, 1e300, -0.0, 1e15, 123456789.25, math.huge, 0 / 0),
    "a,b\n1,1\n0.5,1\n0.333333,1\n1e-09,1\n1e+300,1\n0,1\n1e+15,1\n123456789.25,1\ninf,1\n,1")
end)

case("an unknown format raises", function()
  raises("unknown format xls", function() tables.new({ "a" }, {}):save(os.tmpname(), "xls") end)
end)

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read "a"
  file:close()
  return text
end

case("a file is saved in the format of its name, whole or not at all", function()
  local path = os.tmpname()
  local t = tables.new({ "a" }, { { a = "x" } })
  for tail, want in pairs { [".csv"] = "a\nx\n", [".jsonl"] = '{"a":"x"}\n', [""] = "a\nx\n",
    [".markdown"] = "| a |\n| --- |\n| x |\n" } do
    t:save(path .. tail)
    equal(read(path .. tail), want)
    if tail ~= "" then os.remove(path .. tail) end
  end
  raises("", function() tables.new({ "a" }, { { a = print } }):save(path, "json") end)
  equal(read(path), "a\nx\n")
  equal(os.execute(("ls '%s'.part* >/dev/null 2>&1"):format(path)), nil)
  os.remove(path)
end)

case("a link stays a link, a device stays a device", function()
  local path = os.tmpname()
  assert(io.open(path, "w")):close()
  os.execute(("ln -s '%s' '%s.link'"):format(path, path))
  tables.new({ "a" }, { { a = "x" } }):save(path .. ".link", "csv")
  equal(read(path), "a\nx\n")
  equal(os.execute(("test -L '%s.link'"):format(path)), true)
  os.remove(path .. ".link")
  os.remove(path)
  tables.new({ "a" }, {}):save "/dev/null"
  equal(require "lunette.core".system.kind "/dev/null", "other")
  raises("could not be written", function() tables.new({ "a" }, { { a = "x" } }):save "/dev/full" end)
end)

case("a folder that is not there", function()
  raises("cannot write", function() tables.new({ "a" }, {}):save "/no/such/folder/x.csv" end)
end)
