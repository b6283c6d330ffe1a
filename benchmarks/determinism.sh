#!/usr/bin/env bash
# The same search must give the same bytes: from another directory, under another locale, time zone and default charset,
# and when it is killed again and again. Usage: benchmarks/determinism.sh TABLE [KILLS [COLUMN]]
set -euo pipefail
table=$(realpath "$1")
kills=${2:-10}
metric=${3:-cifar10_test}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
plugin=io.github.l2nas:l2nas-maven-plugin:${L2NAS_VERSION:-0.1.0-SNAPSHOT}
arguments=("$plugin:search" -Dl2nas.space=nas-bench-201 -Dl2nas.table="$table" -Dl2nas.metric="$metric"
  -Dl2nas.steps=1000 -Dl2nas.seed=1)
RANDOM=1

mkdir -p "$work/plain" "$work/a/b/other" "$work/killed"
(cd "$work/plain" && mvn -B -q "${arguments[@]}")
other='-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu -Dfile.encoding=ISO-8859-1'
(cd "$work/a/b/other" && LC_ALL=C TZ=Pacific/Chatham JAVA_TOOL_OPTIONS="$other" mvn -B -q "${arguments[@]}" 2>/dev/null)

journal_lines() {
  { cat "$work/killed/target/l2nas/journal.jsonl" 2>/dev/null || true; } | wc -l
}

for ((kill = 1; kill <= kills; kill++)); do
  before=$(journal_lines)
  (cd "$work/killed" && exec setsid mvn -B -q "${arguments[@]}") &
  # Killed soon after the journal has grown, however long the build takes to start here.
  while kill -0 "$!" 2>/dev/null && [ "$(journal_lines)" -le "$before" ]; do
    sleep 0.05
  done
  sleep "0.$((RANDOM % 4))"
  if ! kill -KILL -- "-$!" 2>/dev/null; then
    echo "kill $kill came too late: the search was done"
    break
  fi
  wait "$!" 2>/dev/null || true
  echo "kill $kill: $(journal_lines) lines in the journal"
done
(cd "$work/killed" && mvn -B -q "${arguments[@]}")

for file in architecture.json history.csv policy.zip; do
  cmp "$work/plain/target/l2nas/$file" "$work/a/b/other/target/l2nas/$file"
  cmp "$work/plain/target/l2nas/$file" "$work/killed/target/l2nas/$file"
  echo "$file: identical in all three"
done
