#!/usr/bin/env bash
# The searches on Once-for-All in the results. Usage: benchmarks/results-ofa.sh PREDICTOR [WORK_DIRECTORY]
set -euo pipefail
predictor=$(realpath "$1")
work=${2:-$(mktemp -d)}
plugin=io.github.l2nas:l2nas-maven-plugin:${L2NAS_VERSION:-0.1.0-SNAPSHOT}

search() { # name, strategy, options
  local out=$work/$1-$2
  mkdir -p "$out"
  (cd "$out" && mvn -B -q "$plugin:search" -Dl2nas.space=ofa-mbv3 -Dl2nas.predictor="$predictor" \
    -Dl2nas.strategy="$2" -Dl2nas.repeats=5 -Dl2nas.steps=10000 -Dl2nas.seed=1 "${@:3}")
  echo "== $1, $2"
  tr -d '\n' <"$out/target/l2nas/summary.json" | sed 's/  */ /g'
  echo
}

for strategy in l2nas random regularized-evolution local-search reinforce; do
  search any "$strategy"
  search 230M "$strategy" -Dl2nas.maxMacs=230000000
done
