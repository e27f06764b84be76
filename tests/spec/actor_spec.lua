-- Mentions of actors: what doc:actors, doc:agents and out:names give.
local ln = require "lunette"

local function write(name, text)
  local path = os.tmpname() .. name
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

local function dictionary(agents)
  local actors = write(".csv", "key,value,type,code\nRessa Vane,Ressa Vane,phrase,VELGOV\n" ..
    "Velmark,Velmark,phrase,VEL\nSouth Lisk,South Lisk,phrase,LIS\n")
  local other = write(".agents.txt", agents or "SOLDIER [~MIL]\nPRESIDENT [~GOV]\n")
  local dict = assert(ln.dictionary { actors, other })
  os.remove(actors)
  os.remove(other)
  return dict
end

local function codes(hits)
  local out = {}
  for hit in hits do out[#out + 1] = hit.text .. "=" .. hit.code end
  return table.concat(out, " ")
end

case("agents and surnames, with their reasons", function()
  local doc = ln.document { text = "Mr. Ressa Vane saw Velmark soldiers. Vane left." }
  local hits = doc:actors(dictionary())
  equal(codes(hits), "Ressa Vane=VELGOV Velmark=VELMIL Vane=VELGOV")
  equal(hits[2].agent, "soldiers")
  equal(hits[2].agent_code, "~MIL")
  equal(hits[3].link, "surname of Ressa Vane, byte 5")
  equal(hits[3].key, "Ressa Vane")
  equal(hits[1].link, "")
  equal(hits[1].agent, "")
  assert(hits[3]:explain():find("surname of Ressa Vane, byte 5", 1, true))
  assert(hits[2]:explain():find('agent "soldiers"', 1, true))
  assert(hits[2]:explain():find("together VELMIL", 1, true))
end)

case("both can be switched off", function()
  local doc, dict = ln.document { text = "Mr. Ressa Vane saw Velmark soldiers. Vane left." }, dictionary()
  equal(codes(doc:actors(dict, { surnames = false })), "Ressa Vane=VELGOV Velmark=VELMIL")
  equal(codes(doc:actors(dict, { agents = false })), "Ressa Vane=VELGOV Velmark=VEL Vane=VELGOV")
  equal(codes(doc:actors(dict, { first = true })), "Ressa Vane=VELGOV Velmark=VELMIL")
  raises("did you mean surnames", function() doc:actors(dict, { surname = false }) end)
  raises("did you mean story", function() doc:actors(dict, { discards = "storey" }) end)
end)

case("conditions keep what is known of mentions", function()
  local doc = ln.document { text = "Mr. Ressa Vane.\n\nVelmark soldiers and Vane left Lisk.\n\nVelmark." }
  local hits = doc:actors(dictionary(), { near = "lisk" })
  equal(codes(hits), "Velmark=VELMIL Vane=VELGOV")
  equal(hits[1].agent, "soldiers")
  equal(hits[2].link, "surname of Ressa Vane, byte 5")
  equal(codes(doc:actors(dictionary(), { not_near = "lisk" })), "Ressa Vane=VELGOV Velmark=VEL")
end)

case("places are no persons, their last word stands for nobody", function()
  local doc = ln.document { text = "South Lisk and Lisk. Lisk's mayor Lisk." }
  equal(#doc:actors(dictionary()), 1)
end)

case("agents without an actor", function()
  local doc = ln.document { text = "Soldiers came. Velmark soldiers left; a president stayed." }
  equal(codes(doc:agents(dictionary())), "Soldiers=MIL president=GOV")
end)

case("counts through the core and through objects are the same", function()
  local texts = { "Ressa Vane saw Velmark soldiers. Vane left, Velmark stayed.",
    "President Ressa Vane of Velmark. Vane and Vane's Velmark soldiers.", "Nothing." }
  local dict = dictionary()
  local function count(objects)
    local script = ln.script { name = "t", map = function(doc, _, out)
      local hits = doc:actors(dict)
      if objects then hits = hits:where(function() return true end) end
      out:hits(hits, { "key", "code", "text" })
    end }
    local path = write(".jsonl", "")
    local file = assert(io.open(path, "wb"))
    for i, text in ipairs(texts) do file:write(ln.json.encode { id = "d" .. i, text = text }, "\n") end
    file:close()
    local result, lines = script:run(path), {}
    for i = 1, #result do
      local row = result[i]
      lines[i] = ("%s %s %s %d %d"):format(row.key, row.code, row.text, row.n, row.docs)
    end
    os.remove(path)
    return table.concat(lines, "\n")
  end
  equal(count(false), count(true))
end)

case("a row of unlisted names opens their hits", function()
  local path = write(".jsonl", '{"id":"a","text":"Talks with Torvik Ask. Torvik Ask left."}\n' ..
    '{"id":"b","text":"Yesterday Torvik Ask\\nsaw Velmark; yesterday."}\n')
  local dict = dictionary()
  local script = ln.script { name = "t", map = function(doc, _, out) out:names(doc, dict) end }
  local names = script:run(path)
  equal(names[1].name, "Torvik Ask")
  equal(names[1].n, 3)
  equal(names[1].docs, 2)
  local hits = names[1]:hits()
  equal(#hits, 3)
  equal(hits[3].text, "Torvik Ask")
  os.remove(path)
end)

case("an undated document has no dated code", function()
  local path = write(".actors.txt", "VELMARK_ [VELGOV >310101]\n")
  local dict = assert(ln.dictionary(path))
  os.remove(path)
  equal(ln.document { text = "Velmark" }:actors(dict)[1].code, "")
  -- two digits: up to 30 they are 20YY, else 19YY; both ends count
  equal(ln.document { text = "Velmark", date = "1931-01-01" }:actors(dict)[1].code, "VELGOV")
  equal(ln.document { text = "Velmark", date = "1930-12-31" }:actors(dict)[1].code, "")
end)
