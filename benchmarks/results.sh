#!/usr/bin/env bash
# The searches behind the result table in the README. Usage: benchmarks/results.sh TABLE [WORK_DIRECTORY]
set -euo pipefail
table=$(realpath "$1")
work=${2:-$(mktemp -d)}
plugin=io.github.l2nas:l2nas-maven-plugin:${L2NAS_VERSION:-0.1.0-SNAPSHOT}

search() { # strategy metric repeats steps
  local out=$work/$1-$2
  mkdir -p "$out"
  (cd "$out" && mvn -B -q "$plugin:search" -Dl2nas.space=nas-bench-201 -Dl2nas.table="$table" \
    -Dl2nas.strategy="$1" -Dl2nas.metric="$2" -Dl2nas.repeats="$3" -Dl2nas.steps="$4" -Dl2nas.seed=1)
  echo "== $1, $2, $3 seeds"
  tr -d '\n' <"$out/target/l2nas/summary.json" | sed 's/  */ /g'
  echo
}

for metric in cifar10_test cifar100_test cifar10_valid; do
  search l2nas "$metric" 10 1000
done
for strategy in l2nas-guided random regularized-evolution local-search reinforce; do
  for metric in cifar10_test cifar100_test cifar10_valid; do
    search "$strategy" "$metric" 100 1000
  done
done
