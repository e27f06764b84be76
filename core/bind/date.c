/* bind/date.c -- ln.date: a calendar day that can be counted with. */
#include "bind/bind.h"
#include "bind/convert.h"

#include <string.h>

#define DATE_TYPE "lunette.date"

static lun_date *check_date(lua_State *L, int arg) {
  return arg == 1 ? lun_check_self(L, DATE_TYPE) : luaL_checkudata(L, arg, DATE_TYPE);
}

static int push_date(lua_State *L, lun_date date) {
  *(lun_date *)lun_new_object(L, sizeof(lun_date), 0, DATE_TYPE) = date;
  return 1;
}

/* (text, format) -> date | nil, message */
static int date_new(lua_State *L) {
  size_t len;
  lun_error err = {0};
  lun_date date;
  const char *text = lun_check_string(L, 1, &len);
  const char *format = luaL_optstring(L, 2, NULL);
  if (lun_date_find(text, len, format, &date, &err) != LUN_OK) return lun_push_failure(L, &err);
  return push_date(L, date);
}

static int date_tostring(lua_State *L) {
  char text[LUN_DATE_SIZE];
  lun_date_get(check_date(L, 1), text);
  lua_pushstring(L, text);
  return 1;
}

/* The date `days` away; raises where the calendar ends, at the years 1 and 9999. */
static int push_shifted(lua_State *L, const lun_date *date, lua_Integer days, int arg) {
  luaL_argcheck(L, days > -4000000 && days < 4000000, arg, "too many days");
  lun_date first = *date, shifted = lun_date_add(date, (long)days);
  if (first.month == 0) first.month = 1;
  if (first.day == 0) first.day = 1;
  lun_date back = lun_date_add(&shifted, -(long)days);
  if (lun_date_compare(&back, &first) != 0)
    luaL_argerror(L, arg, "the date is outside the calendar");
  return push_date(L, shifted);
}

static int date_add(lua_State *L) {
  int day_first = lua_isinteger(L, 1);
  int days = day_first ? 1 : 2;
  return push_shifted(L, check_date(L, 3 - days), luaL_checkinteger(L, days), days);
}

static int date_sub(lua_State *L) {
  return push_shifted(L, check_date(L, 1), -luaL_checkinteger(L, 2), 2);
}

static int date_eq(lua_State *L) {
  lua_pushboolean(L, lun_date_compare(check_date(L, 1), check_date(L, 2)) == 0);
  return 1;
}

static int date_lt(lua_State *L) {
  lua_pushboolean(L, lun_date_compare(check_date(L, 1), check_date(L, 2)) < 0);
  return 1;
}

static int date_le(lua_State *L) {
  lua_pushboolean(L, lun_date_compare(check_date(L, 1), check_date(L, 2)) <= 0);
  return 1;
}

/* date:within(first, last): both included; nil = open */
static int date_within(lua_State *L) {
  lun_date open = {0};
  const lun_date *first = lua_isnoneornil(L, 2) ? &open : check_date(L, 2);
  const lun_date *last = lua_isnoneornil(L, 3) ? &open : check_date(L, 3);
  lua_pushboolean(L, lun_date_within(check_date(L, 1), first, last));
  return 1;
}

static int date_index(lua_State *L) {
  const lun_date *date = check_date(L, 1);
  const char *name = luaL_checkstring(L, 2);
  char text[LUN_DATE_SIZE];
  if (strcmp(name, "year") == 0) lua_pushinteger(L, date->year);
  else if (strcmp(name, "day") == 0) lua_pushinteger(L, date->day);
  else if (strcmp(name, "month") == 0) {
    lun_date_get_month(date, text);
    lua_pushstring(L, text);
  } else if (strcmp(name, "week") == 0) {
    lun_date_get_week(date, text);
    lua_pushstring(L, text);
  } else return luaL_error(L, "a date has year, month, week and day, not '%s'", name);
  return 1;
}

void lun_bind_date(lua_State *L) {
  static const luaL_Reg meta[] = {{"__tostring", date_tostring},
                                  {"__add", date_add},
                                  {"__sub", date_sub},
                                  {"__eq", date_eq},
                                  {"__lt", date_lt},
                                  {"__le", date_le},
                                  {NULL, NULL}};
  static const luaL_Reg methods[] = {{"within", date_within}, {NULL, NULL}};
  lun_new_type(L, DATE_TYPE, "date_methods", meta, methods, date_index);
  lua_pushcfunction(L, date_new);
  lua_setfield(L, -2, "date");
}
