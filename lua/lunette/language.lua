--- Languages as documents state them: "fr", "fr-CA", "de_AT", "fra", "French" all become a code of two
--- letters.
local text = require "lunette.text"

local M = {}

local NAMES <const> = {
  eng = "en", english = "en",
  fra = "fr", fre = "fr", french = "fr", ["français"] = "fr", francais = "fr",
  deu = "de", ger = "de", german = "de", deutsch = "de",
  spa = "es", spanish = "es", ["español"] = "es", espanol = "es", castellano = "es",
  ita = "it", italian = "it", italiano = "it",
  por = "pt", portuguese = "pt", ["português"] = "pt",
  nld = "nl", dut = "nl", dutch = "nl", nederlands = "nl",
  rus = "ru", russian = "ru",
}

--- The code of a language, its region left aside; a name that is not known is its own code, in lower
--- case; nil when `lang` is nil or says nothing.
---@param lang string?
---@return string?
function M.code(lang)
  local primary = text.fold(lang or ""):match "^%s*([^%s_-]+)"
  return primary and (NAMES[primary] or primary)
end

return M
