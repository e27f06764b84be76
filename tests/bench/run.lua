-- Speed beside other programs: each pair timed in turn in the same run, medians of five, as ratios.
-- usage: lua5.4 tests/bench/run.lua BUILD [SHARED] [--readme]
--
-- English is 100 MB of real articles where the tool that mixes them lies beside the project, else the
-- example articles repeated. --readme writes the table into README.md.
local build, shared = arg[1], arg[2] or "../shared"
local into_readme = arg[#arg] == "--readme"
local lunette, work = build .. "/lunette", build .. "/bench"
local TURNS <const>, SIZE <const> = 5, 100000000
os.execute("mkdir -p " .. work)

local function output(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read "a"
  local ok = pipe:close()
  return ok and text or nil
end

local function has(command)
  return os.execute("command -v " .. command .. " >/dev/null 2>&1") == true
end

local function size_of(path)
  local file = io.open(path, "rb")
  if not file then return 0 end
  local size = file:seek "end"
  file:close()
  return size
end

local function repeat_to(path, text, size)
  if size_of(path) >= size then return end
  local file = assert(io.open(path, "wb"))
  for _ = 1, size // #text + 1 do file:write(text) end
  file:close()
end

--- The English input, and what to call it.
local function make_english()
  local path, mixer = work .. "/english.txt", shared .. "/tools/make_corpus.py"
  if size_of(mixer) > 0 then
    if size_of(path) < SIZE then
      output(("python3 %s %d %s --mix paragraph --format txt"):format(mixer, SIZE // 1000000, path))
    end
    return path, "real articles, --mix paragraph"
  end
  local text = output(lunette ..
    [[ -e 'for doc in ln.open "examples/corpus" do print(doc.text) print() end']])
  repeat_to(path, text, SIZE)
  return path, "example articles, repeated"
end

local function median(list)
  table.sort(list)
  return list[#list // 2 + 1]
end

--- Wall seconds and peak MB of one run.
local function time(command)
  local log = work .. "/time"
  os.execute(("/usr/bin/time -o %s -f '%%e %%M' sh -c '%s >/dev/null 2>&1'"):format(log, command))
  local file = assert(io.open(log))
  local seconds, kilobytes = file:read("a"):match "([%d.]+) (%d+)%s*$"
  file:close()
  return tonumber(seconds), tonumber(kilobytes) / 1024
end

local rows = {}
local function row(what, input, bytes, own, own_memory, peer, theirs, their_memory)
  local ratio = theirs / own
  rows[#rows + 1] = ("| %s | %s | %.0f MB/s | %s | %.0f MB/s | **%s x** | %s |"):format(what, input,
    bytes / own / 1e6, peer, bytes / theirs / 1e6, (ratio < 1 and "%.2f" or "%.1f"):format(ratio),
    own_memory and ("%.0f / %.0f MB"):format(own_memory, their_memory) or "-")
  print(rows[#rows])
end

--- Keeps a command on one core.
local function pin(command)
  return has "taskset" and "taskset -c 0 " .. command or command
end

--- Two commands over one file, in turn; a peer that takes minutes gets fewer `turns`.
local function compare(what, input, path, own, peer, theirs, turns)
  local a, b, memory_a, memory_b = {}, {}, {}, {}
  for i = 1, TURNS do
    a[i], memory_a[i] = time(own)
    if i <= (turns or TURNS) then b[#b + 1], memory_b[#memory_b + 1] = time(theirs) end
  end
  row(what, input, size_of(path), median(a), median(memory_a), peer, median(b), median(memory_b))
end

local function compare_words(input, path)
  local text = output(work .. "/words " .. path)
  local own, icu = text:match "([%d.]+) ([%d.]+)"
  row("word boundaries, into spans", input, size_of(path), tonumber(own), nil, "ICU4C word iterator",
    tonumber(icu))
end

local english, english_name = make_english()
local vocabulary = output(("%s -e 'local t = ln.open(\"%s\"):freq() print(#t)'"):format(lunette, english))
local head = ("English: %s, %.0f MB, %s types. One core, medians of five, in turn. Made by `make bench`.")
  :format(english_name, size_of(english) / 1e6, (vocabulary or "?"):gsub("%s", ""))
print(head)
local titles = { "| work | input | Lunette | beside | speed | ratio | peak memory |",
  "|---|---|---|---|---|---|---|" }
print(table.concat(titles, "\n"))

compare_words("English", english)
for _, name in ipairs { "russian", "arabic", "chinese", "mixed" } do
  local path = ("%s/%s.txt"):format(work, name)
  repeat_to(path, dofile "tests/bench/texts.lua" [name], 20000000)
  compare_words(name:sub(1, 1):upper() .. name:sub(2), path)
end

do
  local line = output(work .. "/words --worst")
  local own, icu, count, bytes, name = line:match "([%d.]+) ([%d.]+) (%d+) (%d+) (.-)\n"
  row("word boundaries, into spans", ("worst of %s degenerate inputs: %s"):format(count, name),
    tonumber(bytes), tonumber(own), nil, "ICU4C word iterator", tonumber(icu))
end
local freq = ("%s freq %s --most 20"):format(lunette, english)
compare("count every word type, case folded", "English", english, pin(freq),
  "`wc -w`, C locale (counts only)", pin("env LC_ALL=C wc -w " .. english))
if output "/usr/bin/python3 -c 'import sklearn' 2>/dev/null" then
  compare("count every word type, case folded", "English", english, freq, "sklearn CountVectorizer",
    "/usr/bin/python3 tests/bench/count_words.py sklearn " .. english)
end
--- The distinct phrases of large actor dictionaries, where they lie beside: as a dictionary for us, one
--- a line for the peers; `more` adds as many again that no text holds.
local PHRASES <const> = [[
local ln = require "lunette"
local folder, out, more = arg.folder, arg.out, arg.more
local seen, csv, list = {}, assert(io.open(out .. ".csv", "w")), assert(io.open(out .. ".txt", "w"))
csv:write "key,value,type\n"
local function add(value, key)
  if seen[value] then return end
  seen[value] = true
  csv:write(('"%s","%s",phrase\n'):format(key, value))
  list:write(value, "\n")
end
for _, name in ipairs { "Countries", "International", "MilNonState" } do
  for _, entry in ipairs(assert(ln.dictionary(folder .. "Phoenix." .. name .. ".actors.txt")):entries()) do
    local value = entry.value:gsub('"', "")
    add(value, value)
    if more then add("anti " .. value, value) end
  end
end
]]
local jsonl = work .. "/english.jsonl"
if size_of(shared .. "/tools/make_corpus.py") > 0 then
  if size_of(jsonl) < SIZE then
    output(("python3 %s/tools/make_corpus.py %d %s --mix paragraph --format jsonl"):format(shared,
      SIZE // 1000000, jsonl))
  end
  compare("quotations counted by speaker, JSON lines", "English", jsonl,
    pin(("%s quotes %s --by speaker --quiet"):format(lunette, jsonl)),
    "a regex in Python for \"...\" said NAME, a fifth of them",
    pin("/usr/bin/python3 tests/bench/count_words.py quotes " .. jsonl))
end
local actors = shared .. "/data/dictionaries/cameo/"
if size_of(actors .. "Phoenix.Countries.actors.txt") > 0 and
  output "/usr/bin/python3 -c 'import ahocorasick' 2>/dev/null" then
  local script = work .. "/phrases.lua"
  local file = assert(io.open(script, "w"))
  file:write(PHRASES)
  file:close()
  local function make_phrases(name, more)
    output(("%s run %s --folder %s --out %s/%s %s 2>/dev/null"):format(lunette, script, actors, work, name,
      more and "--more 1" or ""))
    return ("%s/%s"):format(work, name)
  end
  local phrases, twice = make_phrases "phrases", make_phrases("phrases_twice", true)
  local function count_in(path, dictionary)
    return ("%s actors %s --quiet --dictionary %s.csv"):format(lunette, path, dictionary)
  end
  local peer = ("/usr/bin/python3 tests/bench/count_words.py %%s %%s %s.txt"):format(phrases)
  compare("34,000 phrases, counted", "English", english, pin(count_in(english, phrases)),
    "pyahocorasick, lower case, word boundaries", pin(peer:format("ahocorasick", english)))
  compare("34,000 phrases, counted", "English", english, pin(count_in(english, phrases)),
    "itself with 68,000 phrases", pin(count_in(english, twice)))
  if size_of(jsonl) > 0 then
    compare("34,000 phrases, JSON lines to the table, two cores", "English", jsonl,
      count_in(jsonl, phrases), "json + pyahocorasick", peer:format("jsonl", jsonl))
  end
  if has "rg" then
    compare("34,000 phrases, counted", "English", english, pin(count_in(english, phrases)),
      "`rg -F -w -i -c -f` (one turn)",
      pin(("rg -F -w -i -c -f %s.txt %s"):format(phrases, english)), 1)
  end
end
if has "rg" then
  compare("every spelling of cease-fire", "English", english,
    ("%s flag %s --terms cease-fire --by form"):format(lunette, english),
    "`rg -o -w -i` (one literal, no words)", ("rg -o -w -i \"cease[- ]?fires?\" %s"):format(english))
end

--- What a run costs that does next to nothing: the mean of many, since one is too short to time.
local STARTS <const> = 100
local function start_of(command)
  return (time(("for i in $(seq %d); do %s; done"):format(STARTS, command))) * 1000 / STARTS
end
local own, lua = {}, {}
for i = 1, TURNS do own[i], lua[i] = start_of(lunette .. " --version"), start_of "lua5.4 -v" end
rows[#rows + 1] = ("| start and end | - | %.1f ms | `lua5.4 -v` | %.1f ms | %+.1f ms | - |"):format(
  median(own), median(lua), median(own) - median(lua))
print(rows[#rows])

if into_readme then
  local file = assert(io.open "README.md")
  local text = file:read "a"
  file:close()
  local table_text = head .. "\n\n" .. table.concat(titles, "\n") .. "\n" .. table.concat(rows, "\n") .. "\n"
  local from, to = "<!-- bench -->\n", "<!-- /bench -->"
  local a, b = text:find(from, 1, true), text:find(to, 1, true)
  assert(a and b, "README.md lacks its <!-- bench --> marks")
  file = assert(io.open("README.md", "w"))
  file:write(text:sub(1, a - 1), from, table_text, text:sub(b))
  file:close()
end
