#!/bin/sh
# Speed beside other programs, in one run, as ratios of medians of five. usage: bench.sh BUILD
set -eu
build=$1
work=$build/bench
mkdir -p "$work"
text=$work/text.txt
if [ ! -s "$text" ]; then
  # The example articles, over and over: 50 MB of news English.
  "$build/lunette" -e 'for doc in ln.open "examples/corpus" do print(doc.text .. "\n") end' >"$work/one.txt"
  while [ "$(stat -c %s "$text" 2>/dev/null || echo 0)" -lt 50000000 ]; do
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do cat "$work/one.txt"; done >>"$text"
  done
fi

# Median wall time of five runs, the two commands in turn.
median() { sort -n | sed -n 3p; }
wall() { /usr/bin/time -f %e sh -c "$1 >/dev/null" 2>&1 | tail -n 1; }
compare() { # what, our command, the other's name, its command
  : >"$work/a"
  : >"$work/b"
  for i in 1 2 3 4 5; do
    wall "$2" >>"$work/a"
    wall "$4" >>"$work/b"
  done
  a=$(median <"$work/a") b=$(median <"$work/b")
  printf '%-44s %8.2f s   %-22s %8.2f s   %6.1f x\n' "$1" "$a" "$3" "$b" "$(echo "$b $a" | awk '{print $1/$2}')"
}

printf 'input: %s bytes of example articles repeated; medians of five, in turn\n' "$(stat -c %s "$text")"
compare "start and end" "$build/lunette --version" "lua5.4 -v" "lua5.4 -v"
compare "flag --terms cease-fire (words, families)" \
  "LC_ALL=C $build/lunette flag $text --terms cease-fire --by form" "wc -w (only counts)" "LC_ALL=C wc -w $text"
if command -v rg >/dev/null 2>&1; then
  compare "the same" "$build/lunette flag $text --terms cease-fire --by form" \
    "rg -o -w -i" "rg -o -w -i 'cease[- ]?fires?' $text"
fi
