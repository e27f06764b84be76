-- Actors on the shared data: what check_data.lua asks of them. Prints what is wrong, or nothing.
-- usage: lunette run tests/tools/data_actors.lua --shared DIR --judged FILE --risky FILE
local ln = require "lunette"
local CAMEO = arg.shared .. "/data/dictionaries/cameo/"
local ACTORS = arg.shared .. "/data/actors/"

local function files(names)
  local list = {}
  for name in names:gmatch "%S+" do list[#list + 1] = CAMEO .. name end
  return list
end

local PHOENIX <const> = "Phoenix.Countries.actors.txt Phoenix.International.actors.txt " ..
  "Phoenix.MilNonState.actors.txt"
local phoenix = assert(ln.dictionary(files(PHOENIX .. " Phoenix.agents.txt")))
local validate = assert(ln.dictionary(files "PETR.Validate.actors.txt PETR.Validate.agents.txt"))

local function rows(name)
  local next_line = io.lines(ACTORS .. name)
  return function()
    local line = next_line()
    return line and assert(ln.json.decode(line))
  end
end

-- codes -----------------------------------------------------------------------------------------

local function document(case)
  local year, month, day = case.date:match "^(%d%d%d%d)(%d%d)(%d%d)$"
  return ln.document { text = case.text, date = ("%s-%s-%s"):format(year, month, day) }
end

--- All codes of actors, and all of agents, in a text on its day.
local function codes_in(doc, dictionary)
  local actors, agents = {}, {}
  for hit in doc:actors(dictionary, { agents = false }) do
    for code in hit.code:gmatch "[^/]+" do actors[code] = true end
  end
  for hit in doc:actors(dictionary) do
    for code in hit.agent_code:gmatch "[^~; ]+" do agents[code] = true end
  end
  for hit in doc:agents(dictionary) do agents[hit.code] = true end
  return actors, agents
end

local function missing(wanted, found)
  for _, code in ipairs(wanted) do
    if not found[code] then return code end
  end
end

local function check_codes(name, least)
  local whole, lost = 0, {}
  for case in rows(name) do
    local dictionary = case.dictionary:find "^PETR" and validate or phoenix
    local actors, agents = codes_in(document(case), dictionary)
    local code = missing(case.actors, actors) or missing(case.agents, agents)
    if code then lost[#lost + 1] = case.id .. ": " .. code else whole = whole + 1 end
  end
  if whole < least then
    print(("%s: %d whole, not %d: %s"):format(name, whole, least, table.concat(lost, ", ")))
  end
end

-- counts ----------------------------------------------------------------------------------------

--- A regex that is meant for one word, for a whole text.
local function in_words(value)
  return (value:gsub("%.", "\\w"):gsub("%$$", "(?!\\w)"):gsub("^%^", "(?<!\\w)"))
end

local function csv_field(text)
  return '"' .. text:gsub('"', '""') .. '"'
end

local TYPES <const> = { fixed = "phrase", glob = "glob", regex = "regex" }

local function csv_rows(case, dict, prefix, out)
  local last_level = not case.levels or #case.levels > 1
  for key, values in pairs(dict) do
    local name = last_level and prefix .. key or key
    if type(values[1]) == "string" then
      for _, value in ipairs(values) do
        if case.valuetype == "regex" then value = in_words(value) end
        out[#out + 1] = table.concat({ csv_field(name), csv_field(value), TYPES[case.valuetype],
          case.case_insensitive and "any" or "exact" }, ",")
      end
    else
      csv_rows(case, values, prefix .. key .. ".", out)
    end
  end
  return out
end

local function hits_of(case)
  local lines = csv_rows(case, case.dict, "", { "key,value,type,case" })
  local path = os.tmpname() .. ".csv"
  local file = assert(io.open(path, "w"))
  file:write(table.concat(lines, "\n"), "\n")
  file:close()
  local dictionary = assert(ln.dictionary(path))
  os.remove(path)
  -- what was made for token lists without punctuation marks cannot see them
  local text = case.remove_punct and case.text:gsub("[,;:.!?]", " ") or case.text
  local doc = ln.document { text = text }
  return doc, doc:find(dictionary, { scope = case.nested_scope or "key" })
end

--- The words of a text, those of hits replaced by their keys.
local function replaced(doc, hits)
  local out, i = {}, 1
  for first, last in doc:words():ranges() do
    while hits[i] and hits[i].last < first do i = i + 1 end
    local hit = hits[i]
    if not hit or last < hit.first then out[#out + 1] = doc.text:sub(first, last)
    elseif first == hit.first then out[#out + 1] = hit.key:upper() end
  end
  return out
end

local function answer(case)
  local doc, hits = hits_of(case)
  if case.check == "nonexclusive" then return table.concat(replaced(doc, hits), " ") end
  local keys, n = {}, 0
  for hit in hits do
    keys[#keys + 1] = hit.key
    if hit.key == case.key then n = n + 1 end
  end
  return case.check == "count" and tostring(n) or table.concat(keys, " ")
end

local function check_counts()
  for case in rows "lookup.dev.jsonl" do
    local want = case.expected
    want = type(want) == "table" and table.concat(want, " ") or tostring(want)
    local got = answer(case)
    if got ~= want then print(("%s: %s, not %s"):format(case.id, got, want)) end
  end
end

-- mentions judged by reading ----------------------------------------------------------------------

local function place(doc, first, last, key)
  return table.concat({ doc, first, last, key }, "\t")
end

local function found_mentions()
  local found, sound = {}, assert(ln.dictionary(files(PHOENIX), { without = arg.risky }))
  for doc in ln.open(arg.shared .. "/data/corpora/voa/voa_articles.jsonl") do
    for hit in doc:actors(sound) do found[place(doc.id, hit.first, hit.last, hit.key)] = true end
  end
  return found
end

--- Of the 200 mentions that were drawn and read: at least 97 % of those found are right, and no more
--- than 2 % of the right ones are lost.
local function check_judged()
  local found, n = found_mentions(), { right = 0, wrong = 0, lost = 0 }
  for line in io.lines(arg.judged) do
    local name, judged = line:match "^(.*)\t(%a+)$"
    if judged == "right" or judged == "wrong" then
      if found[name] then n[judged] = n[judged] + 1
      elseif judged == "right" then n.lost = n.lost + 1
      end
    end
  end
  local precision = n.right / (n.right + n.wrong)
  if arg.verbose or precision < 0.97 or n.lost > 4 then
    print(("judged: precision %.3f (%d right, %d wrong), %d right ones lost"):format(precision, n.right,
      n.wrong, n.lost))
  end
end

check_codes("core.dev.jsonl", 160)
check_codes("news.dev.jsonl", 30)
check_counts()
check_judged()
