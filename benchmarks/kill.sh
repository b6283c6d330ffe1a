#!/usr/bin/env bash
# The quickstart, four times as long and killed again and again while it trains, searches and evaluates, must end with the
# bytes of an undisturbed one. Usage: benchmarks/kill.sh [KILLS [TIMES AS LONG]]
set -euo pipefail
kills=${1:-8}
times=${2:-4}
quickstart=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../examples/quickstart")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RANDOM=1

for run in whole killed; do
  mkdir "$work/$run"
  cp "$quickstart/optdigits.csv.gz" "$work/$run"
  sed -e "s|<epochs>60<|<epochs>$((60 * times))<|" -e "s|<epochs>20<|<epochs>$((20 * times))<|" "$quickstart/pom.xml" >"$work/$run/pom.xml"
done
build=(mvn -B -q verify -Dl2nas.threads=1)
(cd "$work/whole" && "${build[@]}")

for ((kill = 1; kill <= kills; kill++)); do
  (cd "$work/killed" && exec setsid "${build[@]}" >"$work/log" 2>&1) &
  sleep "$((4 * times + RANDOM % (8 * times))).$((RANDOM % 10))"
  if ! kill -KILL -- "-$!" 2>/dev/null; then
    echo "kill $kill came too late: the build was done"
    break
  fi
  wait "$!" 2>/dev/null || true
  echo "kill $kill; there are: $(cd "$work/killed/target/l2nas" && find . -type f | sort | tr '\n' ' ')"
done
(cd "$work/killed" && "${build[@]}")

for file in train-supernet/supernet.zip architecture.json history.csv policy.zip evaluate/evaluation.json \
  evaluate/model.zip evaluate/model.onnx; do
  cmp "$work/whole/target/l2nas/$file" "$work/killed/target/l2nas/$file"
  echo "$file: identical"
done
