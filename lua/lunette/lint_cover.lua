--- Entries whose every match another entry takes, and words that stand under two keys.

local M = {}

--- The words of a spelling as one name; globs stay apart from words.
local function name_of(spelling)
  local parts = {}
  for i, word in ipairs(spelling) do parts[i] = (word.glob and "*" or "") .. word.text end
  return table.concat(parts, "\0")
end

--- Whether every text that is word `a` is word `b`, in case and punctuation.
local function covers_word(b, a)
  return (b.exact == nil or b.exact == a.exact) and (a.marks == "" or a.marks == b.marks)
end

local function covers_words(b, a)
  for i, word in ipairs(a) do
    if not covers_word(b[i], word) then return false end
  end
  return #a == #b
end

--- Whether entry `b` holds wherever entry `a` does.
local function holds_where(b, a)
  return b.use == a.use and (b.lang == "" or b.lang == a.lang) and
    (b.from == "" and b.to == "" or b.from == a.from and b.to == a.to) and
    (b.except == "" or b.except == a.except)
end

-- an index of spellings -----------------------------------------------------------------------------

local SPECIAL <const> = "[%^%$%(%)%%%.%[%]%+%-]"

--- A glob as a Lua pattern over folded words: ? is one code point.
local function pattern_of(glob)
  return "^" .. glob:gsub(SPECIAL, "%%%0"):gsub("%*", ".*"):gsub("%?", utf8.charpattern) .. "$"
end

--- Where a spelling with globs is looked for: by its number of words and its first one, up to a wild card.
local function place_of(count, word, glob)
  return ("%d\0%s%s"):format(count, word, glob and "*" or "")
end

local function has_glob(spelling)
  for _, word in ipairs(spelling) do
    if word.glob then return true end
  end
  return false
end

--- Spellings by their words, and those with globs by their places.
local function index_of(lint)
  local index = { names = {}, globs = {} }
  local function put(kind, name, spelling)
    local list = index[kind][name] or {}
    list[#list + 1], index[kind][name] = spelling, list
  end
  for i in lint:each() do
    for _, spelling in ipairs(lint.spellings[i] or {}) do
      spelling.name = name_of(spelling)
      put("names", spelling.name, spelling)
      if has_glob(spelling) then
        spelling.patterns = {}
        for k, word in ipairs(spelling) do spelling.patterns[k] = word.glob and pattern_of(word.text) end
        local first = spelling[1]
        local start = first.glob and first.text:match "^[^*?]*" or first.text
        put("globs", place_of(#spelling, start, first.glob), spelling)
      end
    end
  end
  return index
end

--- Whether a word, or what stands before another glob's only *, fits a glob.
local function fits_word(glob, pattern, word)
  if not pattern then return glob.text == word.text and not word.glob end
  if not word.glob then return word.text:find(pattern) ~= nil end
  local start = glob.text:match "^([^*?]+)%*$"
  return start ~= nil and word.text:sub(1, #start) == start and #word.text > #glob.text
end

local function fits(glob, spelling)
  for k, word in ipairs(spelling) do
    if not fits_word(glob[k], glob.patterns[k], word) then return false end
  end
  return true
end

--- Go through the spellings that take all that this one takes: `each(spelling, is_glob)` until it
--- returns true.
local function find_cover(index, spelling, each)
  local function try(other, is_glob)
    return other.entry ~= spelling.entry and covers_words(other, spelling) and each(other, is_glob)
  end
  for _, other in ipairs(index.names[spelling.name]) do
    if try(other, false) then return end
  end
  local function try_place(place)
    for _, glob in ipairs(index.globs[place] or {}) do
      if fits(glob, spelling) and try(glob, true) then return true end
    end
  end
  local first = spelling[1]
  if not first.glob and try_place(place_of(#spelling, first.text, false)) then return end
  local start = first.text:match "^[^*?]*"
  for n = 0, #start do
    if try_place(place_of(#spelling, start:sub(1, n), true)) then return end
  end
end

-- findings ------------------------------------------------------------------------------------------

local function codes_of(entry)
  local parts = {}
  for i, code in ipairs(entry.codes) do parts[i] = ("%s %s %s"):format(code.code, code.from, code.to) end
  return table.concat(parts, "\0")
end

--- Whether `other` takes what `spelling` matches, its own key being the same: at the same bytes the
--- earlier entry counts, and one that ends in a dot is longer where a dot stands.
local function wins(other, spelling)
  return other.entry < spelling.entry and (other.dot or not spelling.dot)
end

--- The entry of the same key that takes the spelling, and the one of another key that matches, too.
local function look_at(lint, index, spelling)
  local entry, same, two, is_glob = lint.entries[spelling.entry], nil, nil, false
  find_cover(index, spelling, function(other, glob)
    local rival = lint.entries[other.entry]
    if not holds_where(rival, entry) then return false end
    if rival.key == entry.key then
      if not same and wins(other, spelling) then same, is_glob = rival, glob end
    elseif not two and (other.entry < spelling.entry or glob) and rival.use == "hit" then
      two = rival
    end
    return same and two
  end)
  return same, two, is_glob
end

local function say_cover(lint, entry, same, is_glob)
  local lost = codes_of(entry) ~= codes_of(same)
  local problem = is_glob and "unreachable" or "duplicate"
  local detail = ("%q takes all of its matches%s"):format(same.value, lost and ", and its codes differ" or "")
  lint:say(problem, entry, detail, { other = same.rule, severity = lost and "warning" or "note" })
end

local function say_two(lint, entry, two)
  local agree = #entry.codes > 0 and codes_of(entry) == codes_of(two)
  lint:say("two keys", entry, ("also matched under key %q%s%s"):format(two.key,
    two.value ~= entry.value and (", as %q"):format(two.value) or "",
    agree and ", with the same codes" or ""), { other = two.rule })
end

--- Whether an exception of the entry is the entry itself.
local function check_exceptions(lint, entry)
  for phrase in entry.except:gmatch "[^|]+" do
    if phrase:gsub("^ +", ""):gsub(" +$", "") == entry.value then
      lint:say("unreachable", entry, "its own exception takes all of its matches")
      return
    end
  end
end

--- Say duplicates, unreachable entries and words under two keys.
function M.check(lint)
  local index = index_of(lint)
  for i, entry in lint:each() do
    local all, two, is_glob = true, nil, false
    local covering
    for _, spelling in ipairs(lint.spellings[i] or {}) do
      local same, other, glob = look_at(lint, index, spelling)
      all, two, covering, is_glob = all and same, two or other, covering or same, is_glob or glob
    end
    if all and covering then say_cover(lint, entry, covering, is_glob) end
    if two then say_two(lint, entry, two) end
    if entry.again then
      lint:say("duplicate", entry, "a later row says the same once more", { other = entry.again })
    end
    if entry.except ~= "" then check_exceptions(lint, entry) end
  end
end

return M
