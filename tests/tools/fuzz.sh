#!/bin/sh
# Runs every fuzz target with libFuzzer. usage: fuzz.sh BUILD SECONDS
set -eu
build=$1 seconds=$2
packages="lua5.4 libpcre2-8 libutf8proc sqlite3 yajl libxml-2.0 yaml-0.1"
mkdir -p "$build/fuzz"
sources=$(ls core/base/*.c core/text/*.c core/match/*.c core/read/*.c core/analysis/*.c)
for target in tests/fuzz/fuzz_*.c; do
  name=$(basename "$target" .c)
  echo "== $name, $seconds s"
  clang -std=c11 -D_GNU_SOURCE -O1 -g -fsanitize=fuzzer,address,undefined -Icore \
    $(pkg-config --cflags $packages) "$target" $sources -o "$build/fuzz/$name" \
    $(pkg-config --libs $packages) -lstemmer -lm -lpthread
  mkdir -p "$build/fuzz/$name.corpus"
  seeds="tests/fuzz/seeds/$name"
  [ -d "$seeds" ] || seeds=""
  "$build/fuzz/$name" -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$build/fuzz/" \
    "$build/fuzz/$name.corpus" $seeds 2>&1 | tail -n 3
done
