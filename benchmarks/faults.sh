#!/usr/bin/env bash
# Faults on purpose: bad inputs, full disks, two builds in one directory, killing. Ends with exit code 0 where each was told in one
# message or had no effect on the bytes. Install the project first; build the benchmarks as README.md says.
# Usage: benchmarks/faults.sh TABLE [BAD INPUTS]
set -euo pipefail
table=$(realpath "$1")
inputs=${2:-2000}
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
work=$(mktemp -d)
trap 'umount "$work/disk" 2> /dev/null || true; rm -rf "$work"' EXIT
plugin=io.github.l2nas:l2nas-maven-plugin:${L2NAS_VERSION:-0.1.0-SNAPSHOT}
search() { # DIRECTORY SEED
  (mkdir -p "$1" && cd "$1" && mvn -B -q "$plugin:search" -Dl2nas.space=nas-bench-201 -Dl2nas.table="$table" \
    -Dl2nas.metric=cifar10_test -Dl2nas.steps=500 -Dl2nas.seed="$2")
}

echo '== bad inputs'
java -cp "$here/target/classes:$here/target/dependency/*" io.github.l2nas.benchmarks.BadInputs "$work/inputs" "$inputs"

echo '== full disks'
search "$work/whole" 1
if [ "$(id -u)" -eq 0 ] && mkdir "$work/disk" && mount -t tmpfs -o size=4k none "$work/disk" 2> /dev/null; then
  for size in 16k 64k 128k 256k; do
    mount -o remount,size="$size" "$work/disk"
    if search "$work/disk" 1 > "$work/log" 2>&1; then
      echo "$size: enough"
    else
      ! grep -q '^[[:space:]]*at ' "$work/log" || { cat "$work/log"; exit 1; }
      echo "$size: $(grep -m 1 -o "can't write.*\|No space.*\|can't work.*" "$work/log")"
    fi
  done
  mount -o remount,size=64m "$work/disk"
  search "$work/disk" 1
  cmp "$work/whole/target/l2nas/architecture.json" "$work/disk/target/l2nas/architecture.json"
  cmp "$work/whole/target/l2nas/history.csv" "$work/disk/target/l2nas/history.csv"
  echo 'the same bytes afterwards'
else
  echo 'skipped: a disk of a chosen size can be mounted by root only'
fi

echo '== two builds in one directory'
for try in 1 2 3 4 5 6 7 8; do
  rm -rf "$work/two"
  search "$work/two" 1 > "$work/log1" 2>&1 & first=$!
  sleep "0.$try"
  search "$work/two" 2 > "$work/log2" 2>&1 & second=$!
  done1=0; wait "$first" || done1=$?
  done2=0; wait "$second" || done2=$?
  [ "$done1" -eq 0 ] || [ "$done2" -eq 0 ] || { cat "$work/log1" "$work/log2"; exit 1; }
  if [ "$done2" -eq 0 ]; then last=2; else last=1; fi
  found=$(grep -m 1 -o '"seed" *: *[0-9]*' "$work/two/target/l2nas/architecture.json" | grep -o '[0-9]*$')
  echo "try $try: exit codes $done1 and $done2, the directory has seed $found"
  [ "$done1" -eq 0 ] && [ "$done2" -eq 0 ] || [ "$found" = "$last" ] || exit 1
done

echo '== killing'
"$here/determinism.sh" "$table"
"$here/kill.sh"
