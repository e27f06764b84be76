#!/bin/sh
# Installs what is missing from Debian, and says what. usage: setup.sh build|check|bench|fuzz
set -eu

build="gcc make pkg-config lua5.4 liblua5.4-dev libpcre2-dev libutf8proc-dev libsqlite3-dev
       libyaml-dev libyajl-dev libxml2-dev libedit-dev libstemmer-dev"
case $1 in
build) packages=$build ;;
check) packages="$build libcmocka-dev lua-check clang-format unicode-data" ;;
bench) packages="$build time python3 libicu-dev ripgrep python3-sklearn python3-ahocorasick" ;;
fuzz) packages="$build clang libclang-rt-14-dev" ;;
*) echo "setup: unknown part $1" >&2; exit 2 ;;
esac

if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
  # Not Debian: go on when all is there, else name what is needed and stop.
  if command -v pkg-config >/dev/null 2>&1 && command -v lua5.4 >/dev/null 2>&1 &&
    pkg-config --exists lua5.4 libpcre2-8 libutf8proc sqlite3 yajl libxml-2.0 yaml-0.1 libedit; then
    exit 0
  fi
  echo "setup: this system has no apt-get. Lunette needs what Debian calls:" >&2
  echo "$packages" | tr -s ' \n' ' ' | fold -s -w 78 | sed 's/^/  /' >&2
  exit 1
fi

missing=""
for package in $packages; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "setup: installing from Debian:$missing"
root=""
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || {
    echo "setup: not root and no sudo; as root: apt-get install$missing" >&2
    exit 1
  }
  root=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() { $root env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1 || { cat "$log" >&2; return 1; }; }
# An old package list is the usual reason for a failure: fetch a new one and try once more.
run apt-get install -y --no-install-recommends $missing 2>/dev/null || {
  run apt-get update
  run apt-get install -y --no-install-recommends $missing
}
