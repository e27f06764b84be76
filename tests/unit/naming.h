/* What the tests of names and mentions share: a small lexis and a small dictionary of invented actors. */
#ifndef TESTS_UNIT_NAMING_H
#define TESTS_UNIT_NAMING_H

#include "analysis/cast.h"

#include "finding.h"

static inline void naming_class(lun_lexis *lexis, const char *class, const char *words) {
  uint32_t number = lun_lexis_class(class);
  assert_int_not_equal(number, 0);
  assert_int_equal(lun_lexis_add(lexis, number, words, strlen(words), NULL), LUN_OK);
}

static inline lun_lexis naming_lexis(void) {
  lun_lexis lexis = {0};
  naming_class(&lexis, "first_name", "Dana\nIvan\nJean\nKim\nGlória\n");
  naming_class(&lexis, "title", "president\nminister\nmr\ngen");
  naming_class(&lexis, "modifier", "foreign\nprime\nformer");
  naming_class(&lexis, "particle", "de\nal\nvan");
  naming_class(&lexis, "suffix", "jr\nii");
  naming_class(&lexis, "body", "university\nstreet\nunion\nministry");
  naming_class(&lexis, "calendar", "monday\njan");
  naming_class(&lexis, "function", "the\nof\nand\nin\nbut\nmeanwhile\nfrom\nto");
  naming_class(&lexis, "verb", "sent\ntold");
  naming_class(&lexis, "adjective", "armed");
  naming_class(&lexis, "link", "of\nfrom\nin");
  naming_class(&lexis, "article", "the\na");
  naming_class(&lexis, "family", "Xi\nKim");
  return lexis;
}

static inline void naming_add(lun_dictionary *dict, const char *value, const char *code,
                              lun_entry_use use) {
  lun_code own = {.code = code};
  finding_add(dict, (lun_entry_spec){.key = value, .value = value, .codes = &own, .use = use});
}

static inline lun_dictionary *naming_dictionary(void) {
  lun_dictionary *dict = finding_dictionary();
  static const char *const actors[][2] = {
      {"Dana Orlov", "RUSGOV"}, {"Ivan Petrenko", "RUSOPP"}, {"Velmark", "VEL"},
      {"Gondor", "GON"},        {"North Korea", "PRK"},      {"Bashar al-Hadi", "SYR"},
      {"Xi Lanping", "CHN"},    {"Kim Ro Un", "PRKGOV"},     {"Jean Union", "ORG"},
      {"Tarvo Meer", "EST"},    {"Maria Orlov", "MAR"}};
  static const char *const agents[][2] = {{"soldiers", "~MIL"},  {"foreign minister", "~GOVFRM"},
                                          {"president", "~GOV"}, {"aid group", "NGO~"},
                                          {"minister", "~GOV"},  {"former judge", "~ELI"}};
  for (size_t i = 0; i < sizeof actors / sizeof *actors; i++) {
    naming_add(dict, actors[i][0], actors[i][1], LUN_USE_HIT);
  }
  for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
    naming_add(dict, agents[i][0], agents[i][1], LUN_USE_AGENT);
  }
  return dict;
}

#endif
