#!/bin/sh
# End what start.sh started in a folder; the folder and its logs stay. Usage: stop.sh DIR
set -u
[ $# -eq 1 ] || { echo "stop.sh: usage: stop.sh DIR" >&2; exit 1; }
dir=$(cd "$1" && pwd) || exit 1
for name in server mysql; do
  file=$dir/$name.pid
  [ -f "$file" ] || continue
  pid=$(cat "$file")
  # Numbers are given again: end it only if it is still what was started, which names its folder in its command.
  if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$dir"; then
    kill "$pid"
    tries=0
    while kill -0 "$pid" 2>/dev/null; do
      tries=$((tries + 1))
      [ $tries -lt 100 ] || { kill -9 "$pid"; break; }
      sleep 0.1
    done
  fi
  rm -f "$file"
done
