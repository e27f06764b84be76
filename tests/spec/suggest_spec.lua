local suggest = require "lunette.suggest"

case("the nearest name, if one is near", function()
  local names = { "terms", "dictionary", "format", "head" }
  equal(suggest.near("term", names), "terms")
  equal(suggest.near("dictionry", names), "dictionary")
  equal(suggest.near("fromat", names), "format")
  equal(suggest.near("FORMAT", names), "format")
  equal(suggest.near("dict", names), "dictionary")
  equal(suggest.near("zzz", names), nil)
  equal(suggest.near("", names), nil)
  equal(suggest.near("x", {}), nil)
  equal(suggest.hint("haed", names), "; did you mean head?")
  equal(suggest.hint("zzz", names), "")
end)
