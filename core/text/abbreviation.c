/* text/abbreviation.c -- the English lists behind sentence ends. Each is sorted by its bytes. */
#include "text/abbreviation.h"

#include <string.h>

enum { LONGEST = 15 }; /* bytes of the longest entry, and room */

typedef struct entry {
  char word[LONGEST + 1];
  unsigned char kind;
} entry;

enum {
  INNER = LUN_ABBREVIATION_INNER,
  NUMBER = LUN_ABBREVIATION_NUMBER,
  OPEN = LUN_ABBREVIATION_OPEN,
  TIME = LUN_ABBREVIATION_TIME
};

/* clang-format off */
static const entry abbreviations[] = {
    {"A.D", OPEN}, {"A.M", TIME}, {"Acad", OPEN}, {"Adm", INNER}, {"Admin", OPEN}, {"Ala", OPEN},
    {"Ald", INNER}, {"Alta", OPEN}, {"Amb", INNER}, {"App", NUMBER}, {"Apr", NUMBER},
    {"Apt", NUMBER}, {"Ariz", OPEN}, {"Ark", OPEN}, {"Art", NUMBER}, {"Arts", NUMBER},
    {"Assn", OPEN}, {"Assoc", INNER}, {"Asst", INNER}, {"Atty", INNER}, {"Aug", NUMBER},
    {"Ave", OPEN}, {"Aves", OPEN}, {"B.A", OPEN}, {"B.C", OPEN}, {"B.C.E", OPEN}, {"B.Sc", OPEN},
    {"Bd", NUMBER}, {"Bhd", OPEN}, {"Bldg", NUMBER}, {"Blvd", OPEN}, {"Brig", INNER},
    {"Brig.Gen", INNER}, {"Bros", OPEN}, {"C.E", OPEN}, {"Calif", OPEN}, {"Cap", NUMBER},
    {"Capt", INNER}, {"Cdr", INNER}, {"Ch", NUMBER}, {"Chap", NUMBER}, {"Cl", NUMBER},
    {"Cmdr", INNER}, {"Cmte", OPEN}, {"Cntr", OPEN}, {"Co", OPEN}, {"Col", INNER}, {"Colo", OPEN},
    {"Cols", INNER}, {"Comdr", INNER}, {"Comm", OPEN}, {"Conn", OPEN}, {"Corp", OPEN},
    {"Cos", OPEN}, {"Cpl", INNER}, {"Cpt", INNER}, {"Ctr", OPEN}, {"D.C", OPEN}, {"D.Phil", OPEN},
    {"Dec", NUMBER}, {"Del", OPEN}, {"Dept", OPEN}, {"Depts", OPEN}, {"Det", INNER},
    {"Dist", OPEN}, {"Div", OPEN}, {"Dr", INNER}, {"Drs", INNER}, {"E.U", OPEN}, {"Ed.D", OPEN},
    {"Eds", OPEN}, {"Eng", OPEN}, {"Ens", INNER}, {"Eq", NUMBER}, {"Esq", OPEN}, {"Est", OPEN},
    {"Ex", NUMBER}, {"Ext", NUMBER}, {"Feb", NUMBER}, {"Fig", NUMBER}, {"Figs", NUMBER},
    {"Fla", OPEN}, {"Flt", NUMBER}, {"Fr", INNER}, {"Fri", NUMBER}, {"Ft", INNER}, {"Ga", OPEN},
    {"Gen", INNER}, {"Gens", INNER}, {"Gk", OPEN}, {"Gov", INNER}, {"Govs", INNER},
    {"Govt", OPEN}, {"H.R", NUMBER}, {"H.Res", NUMBER}, {"Hon", INNER}, {"Hts", OPEN},
    {"Hwy", NUMBER}, {"Ill", OPEN}, {"Inc", OPEN}, {"Ind", OPEN}, {"Indus", OPEN},
    {"Insp", INNER}, {"Inst", OPEN}, {"Intl", OPEN}, {"Isl", OPEN}, {"Jan", NUMBER}, {"Jr", OPEN},
    {"Jul", NUMBER}, {"Jun", NUMBER}, {"Kan", OPEN}, {"Ky", OPEN}, {"L.A", OPEN}, {"LL.B", OPEN},
    {"LL.M", OPEN}, {"La", OPEN}, {"Lat", OPEN}, {"Lieut", INNER}, {"Lk", NUMBER}, {"Ln", OPEN},
    {"Lt", INNER}, {"Lt.Col", INNER}, {"Lt.Gen", INNER}, {"Lt.Gov", INNER}, {"Ltd", OPEN},
    {"Ltda", OPEN}, {"M.A", OPEN}, {"M.B.A", OPEN}, {"M.D", OPEN}, {"M.Sc", OPEN},
    {"Maj", INNER}, {"Maj.Gen", INNER}, {"Mar", NUMBER}, {"Mass", OPEN}, {"Md", OPEN},
    {"Messrs", INNER}, {"Mfg", OPEN}, {"Mgmt", OPEN}, {"Mgr", INNER}, {"Mich", OPEN},
    {"Minn", OPEN}, {"Miss", OPEN}, {"Mk", NUMBER}, {"Mlle", INNER}, {"Mme", INNER}, {"Mo", OPEN},
    {"Mon", NUMBER}, {"Mont", OPEN}, {"Mr", INNER}, {"Mrs", INNER}, {"Ms", INNER},
    {"Msgr", INNER}, {"Mt", INNER}, {"Mts", INNER}, {"Mx", INNER}, {"N.C", OPEN},
    {"N.D", OPEN}, {"N.H", OPEN}, {"N.J", OPEN}, {"N.M", OPEN}, {"N.Y", OPEN}, {"Natl", OPEN},
    {"Neb", OPEN}, {"Nev", OPEN}, {"No", NUMBER}, {"Nos", NUMBER}, {"Nov", NUMBER},
    {"Oct", NUMBER}, {"Okla", OPEN}, {"Ont", OPEN}, {"Op", NUMBER}, {"Ore", OPEN}, {"P.M", TIME},
    {"Pa", OPEN}, {"Par", NUMBER}, {"Pfc", INNER}, {"Ph.D", OPEN}, {"Ph.Ds", OPEN}, {"Pk", OPEN},
    {"Pkwy", OPEN}, {"Plc", OPEN}, {"Pop", NUMBER}, {"Pres", INNER}, {"Prof", INNER},
    {"Profs", INNER}, {"Prov", OPEN}, {"Pt", NUMBER}, {"Pts", NUMBER}, {"Pty", OPEN},
    {"Pvt", INNER}, {"Que", OPEN}, {"R.I", OPEN}, {"Rd", OPEN}, {"Reg", NUMBER}, {"Rep", INNER},
    {"Reps", INNER}, {"Res", NUMBER}, {"Ret", OPEN}, {"Rev", INNER}, {"Revs", INNER},
    {"Rm", NUMBER}, {"Rs", NUMBER}, {"Rt", INNER}, {"Rte", NUMBER}, {"S.C", OPEN}, {"S.D", OPEN},
    {"S.Res", NUMBER}, {"S.p.A", OPEN}, {"Sask", OPEN}, {"Sat", NUMBER}, {"Sched", NUMBER},
    {"Sec", NUMBER}, {"Secs", NUMBER}, {"Sen", INNER}, {"Sens", INNER}, {"Sep", NUMBER},
    {"Sept", NUMBER}, {"Sgt", INNER}, {"Spc", INNER}, {"Sq", OPEN}, {"Sr", OPEN}, {"Sra", INNER},
    {"St", OPEN}, {"Ste", INNER}, {"Sts", OPEN}, {"Sun", NUMBER}, {"Supt", INNER},
    {"Tel", NUMBER}, {"Tenn", OPEN}, {"Tex", OPEN}, {"Thu", NUMBER}, {"Thur", NUMBER},
    {"Thurs", NUMBER}, {"Tpk", OPEN}, {"Treas", INNER}, {"Tue", NUMBER}, {"Tues", NUMBER},
    {"U.A.E", OPEN}, {"U.K", OPEN}, {"U.N", OPEN}, {"U.S", OPEN}, {"U.S.A", OPEN},
    {"U.S.S.R", OPEN}, {"Univ", OPEN}, {"Va", OPEN}, {"Vol", NUMBER}, {"Vols", NUMBER},
    {"Vt", OPEN}, {"W.Va", OPEN}, {"Wash", OPEN}, {"Wed", NUMBER}, {"Wis", OPEN}, {"Wyo", OPEN},
    {"a.m", TIME}, {"aka", INNER}, {"al", OPEN}, {"anon", OPEN}, {"approx", INNER}, {"avg", OPEN},
    {"btw", OPEN}, {"c", NUMBER}, {"ca", INNER}, {"cf", INNER}, {"ch", NUMBER}, {"chap", NUMBER},
    {"cl", NUMBER}, {"cu", OPEN}, {"dba", OPEN}, {"dist", OPEN}, {"e.g", INNER}, {"ed", OPEN},
    {"eds", OPEN}, {"esp", INNER}, {"est", OPEN}, {"et.al", OPEN}, {"etc", OPEN}, {"ext", NUMBER},
    {"f.e", INNER}, {"fig", NUMBER}, {"figs", NUMBER}, {"ft", OPEN}, {"hr", OPEN},
    {"hrs", OPEN}, {"i.e", INNER}, {"incl", INNER}, {"lb", OPEN}, {"lbs", OPEN},
    {"mi", OPEN}, {"mins", OPEN}, {"misc", OPEN}, {"mph", OPEN}, {"no", NUMBER},
    {"nos", NUMBER}, {"oz", OPEN}, {"p", NUMBER}, {"p.m", TIME}, {"para", NUMBER},
    {"pp", NUMBER}, {"pt", NUMBER}, {"qt", OPEN}, {"repr", OPEN},
    {"resp", INNER}, {"ret", OPEN}, {"rs", NUMBER}, {"sec", NUMBER}, {"sq", OPEN}, {"tbsp", OPEN},
    {"tel", NUMBER}, {"transl", INNER}, {"tsp", OPEN}, {"v", NUMBER}, {"viz", INNER},
    {"vol", NUMBER}, {"vols", NUMBER}, {"vs", INNER},
};

static const char starters[][LONGEST + 1] = {
    "A", "About", "According", "Across", "After", "Against", "All", "Almost", "Along", "Also",
    "Although", "Amid", "Among", "An", "Analysts", "And", "Another", "Anyone", "Anything", "Are",
    "Around", "As", "Asked", "At", "Authorities", "Because", "Before", "Besides", "Between",
    "Both", "But", "By", "Can", "Could", "Critics", "Despite", "Did", "Do", "Does", "Dozens",
    "During", "Each", "Earlier", "Either", "Even", "Every", "Everyone", "Everything", "Experts",
    "Few", "Following", "For", "From", "Had", "Has", "Have", "He", "Her", "Here", "Hers", "His",
    "How", "However", "Hundreds", "I", "If", "In", "Indeed", "Instead", "Investors", "Is", "It",
    "Its", "Just", "Last", "Later", "Like", "Many", "Maybe", "Meanwhile", "Millions", "More",
    "Moreover", "Most", "Mr", "Mrs", "Ms", "My", "Nearly", "Neither", "Nevertheless", "Next",
    "No", "Nobody", "None", "Nonetheless", "Nor", "Not", "Nothing", "Now", "Officials", "On",
    "Once", "One", "Only", "Opponents", "Or", "Other", "Others", "Otherwise", "Our", "Over",
    "People", "Perhaps", "Police", "Protesters", "Reporters", "Residents", "Several", "She",
    "Should", "Since", "So", "Some", "Someone", "Something", "Still", "Such", "Supporters",
    "That", "The", "Their", "Theirs", "Then", "There", "Therefore", "These", "They", "This",
    "Those", "Though", "Thousands", "Three", "Thus", "Today", "Tomorrow", "Tonight", "Two",
    "Under", "Unlike", "Until", "Upon", "Was", "We", "Were", "What", "When", "Where", "Whether",
    "Which", "While", "Who", "Why", "With", "Within", "Without", "Witnesses", "Would", "Yes",
    "Yesterday", "Yet", "You", "Your",
};

static const char times[][LONGEST + 1] = {
    "AEST", "Apr", "April", "Aug", "August", "BST", "CDT", "CEST", "CET", "CST", "CT", "Central",
    "Dec", "December", "EDT", "EST", "ET", "Eastern", "Feb", "February", "Fri", "Friday", "GMT",
    "Greenwich", "IST", "JST", "Jan", "January", "Jul", "July", "Jun", "June", "MDT", "MST", "MT",
    "Mar", "March", "May", "Mon", "Monday", "Moscow", "Mountain", "Nov", "November", "Oct",
    "October", "PDT", "PST", "PT", "Pacific", "Sat", "Saturday", "Sep", "Sept", "September",
    "Sun", "Sunday", "Thu", "Thur", "Thurs", "Thursday", "Tue", "Tues", "Tuesday", "UTC", "Wed",
    "Wednesday",
};
/* clang-format on */

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Where `word` lies among `count` items of `size` bytes, each of which begins with its word. */
static const void *search(const char *word, const void *items, size_t count, size_t size) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const char *item = (const char *)items + mid * size;
    int order = strcmp(item, word);
    if (order == 0) return item;
    if (order < 0) low = mid + 1;
    else high = mid;
  }
  return NULL;
}

static lun_abbreviation find(const char *word) {
  const entry *e = search(word, abbreviations, COUNT(abbreviations), sizeof *abbreviations);
  return e == NULL ? LUN_ABBREVIATION_NONE : (lun_abbreviation)e->kind;
}

static int is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static int is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/* "J", "U.S", "S.p.a": one ASCII letter, or such letters parted by stops. A small letter alone is
** no initial. */
static int is_initials(const char *word, size_t len) {
  if (len == 1) return is_upper(word[0]);
  if (len % 2 == 0) return 0;
  for (size_t i = 0; i < len; i++) {
    if (i % 2 ? word[i] != '.' : !is_upper(word[i]) && !is_lower(word[i])) return 0;
  }
  return 1;
}

/* Change ASCII capitals from `from` on to small letters; 1 when all letters there were capitals. */
static int lower_from(char *word, size_t from) {
  int all = 1;
  for (size_t i = from; word[i] != '\0'; i++) {
    if (is_upper(word[i])) word[i] = (char)(word[i] + ('a' - 'A'));
    else if (word[i] != '.') all = 0;
  }
  return all;
}

lun_abbreviation lun_abbreviation_find(const char *word, size_t len) {
  char copy[LONGEST + 1];
  if (len == 0) return LUN_ABBREVIATION_NONE;
  if (len > LONGEST || memchr(word, '\0', len) != NULL) {
    return is_initials(word, len) ? LUN_ABBREVIATION_OPEN : LUN_ABBREVIATION_NONE;
  }
  memcpy(copy, word, len);
  copy[len] = '\0';
  lun_abbreviation kind = find(copy);
  if (kind == LUN_ABBREVIATION_NONE && len > 1 && is_upper(copy[0])) {
    int is_capitals = lower_from(copy, 1);
    if (is_capitals) kind = find(copy); /* SEN as Sen */
    copy[0] = (char)(copy[0] + ('a' - 'A'));
    if (kind == LUN_ABBREVIATION_NONE) kind = find(copy); /* Vs as vs */
    /* Of words all in capitals too many are acronyms: EST is no est. */
    if (is_capitals && kind == LUN_ABBREVIATION_OPEN) kind = LUN_ABBREVIATION_NONE;
  }
  if (kind == LUN_ABBREVIATION_NONE && is_initials(word, len)) kind = LUN_ABBREVIATION_OPEN;
  return kind;
}

/* 1 when `word` is in a list of plain words. */
static int is_listed(const char *word, size_t len, const char (*list)[LONGEST + 1], size_t count) {
  char copy[LONGEST + 1];
  if (len == 0 || len > LONGEST || memchr(word, '\0', len) != NULL) return 0;
  memcpy(copy, word, len);
  copy[len] = '\0';
  return search(copy, list, count, sizeof *list) != NULL;
}

int lun_abbreviation_is_starter(const char *word, size_t len) {
  return is_listed(word, len, starters, COUNT(starters));
}

int lun_abbreviation_is_time(const char *word, size_t len) {
  return is_listed(word, len, times, COUNT(times));
}
