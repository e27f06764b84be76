#!/bin/sh
# The three jobs on the example corpus. usage: demo.sh LUNETTE
set -eu
lunette=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd examples

show() { # title, then the command's arguments
  title=$1
  shift
  printf '\n%s\n$ lunette' "$title"
  for word in "$@"; do
    case $word in *[!A-Za-z0-9_./=,-]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n\n'
  "$lunette" "$@"
}

show "Who said what: quotations with their speakers." quotes corpus --sample 12
show "Who is quoted most." quotes corpus --by speaker --head 8
show "Who is named, month by month." actors corpus --dictionary actors.csv --by month,key --where 'date=2031-02..2031-04' --head 12
show "Every cease-fire, in all its spellings." flag corpus --terms cease-fire --sample 14
show "How it is spelled." flag corpus --terms cease-fire --by form
printf '\nNext: read examples/lessons/01_hello.lua, or type build/lunette repl examples/corpus\n'
