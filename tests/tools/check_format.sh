#!/bin/sh
# clang-format and luacheck. Prints TAP.
n=0
report() { # name, status, output
  n=$((n + 1))
  if [ "$2" = 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; echo "$3" | sed 's/^/# /' | head -40; fi
}
files=$(find core tests -name '*.[ch]' ! -name unicode_tables.c ! -name word_tables.c)
output=$(clang-format --dry-run -Werror $files 2>&1)
report "clang-format" $? "$output"
if command -v luacheck >/dev/null 2>&1; then
  output=$(luacheck -q lua scripts tests examples 2>&1)
  report "luacheck" $? "$output"
else
  n=$((n + 1))
  echo "ok $n - luacheck # SKIP not installed"
fi
