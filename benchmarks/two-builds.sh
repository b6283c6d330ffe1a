#!/usr/bin/env bash
# Two builds with different seeds that begin within 0.3 s in one output directory: one of them may be refused, but what a build
# publishes must be its own, and a build that says "Up to date" must mean its own seed. Prints a line for each try and fails
# where one went wrong. Usage: benchmarks/two-builds.sh TABLE [TRIES]
set -euo pipefail
table=$(realpath "$1")
tries=${2:-24}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
plugin=io.github.l2nas:l2nas-maven-plugin:${L2NAS_VERSION:-0.1.0-SNAPSHOT}
RANDOM=1
wrong=0

build() { # build SEED: searches in the current directory
  mvn -B "$plugin:search" -Dl2nas.space=nas-bench-201 -Dl2nas.table="$table" -Dl2nas.metric=cifar10_test \
    -Dl2nas.strategy=random -Dl2nas.steps=200 -Dl2nas.seed="$1" >"$work/$1.log" 2>&1
}

seed_told() { # seed_told SEED: the seed that the build's last lines tell
  sed -n 's/.* unique architectures), seed \([0-9]*\)$/\1/p' "$work/$1.log" | tail -1
}

for ((try = 1; try <= tries; try++)); do
  directory="$work/try-$try"
  mkdir "$directory"
  cd "$directory"
  build 1 &
  first=$!
  sleep "0.$((RANDOM % 4))"
  build 2 &
  second=$!
  verdict=""
  for seed in 1 2; do
    process=$([ "$seed" = 1 ] && echo "$first" || echo "$second")
    if wait "$process"; then
      [ "$(seed_told "$seed")" = "$seed" ] && verdict+="seed $seed done; " || verdict+="WRONG: seed $seed tells $(seed_told "$seed"); "
    else
      grep -q 'another build is at work' "$work/$seed.log" && verdict+="seed $seed refused; " ||
        verdict+="WRONG: seed $seed failed, $(grep -m1 ERROR "$work/$seed.log"); "
    fi
  done
  for seed in 1 2; do
    build "$seed"
    grep -q "\"seed\" *: *$seed," target/l2nas/architecture.json || verdict+="WRONG: a later build of seed $seed publishes another; "
  done
  case $verdict in *WRONG*) wrong=$((wrong + 1)) ;; esac
  echo "try $try: $verdict"
done
echo "$wrong of $tries tries went wrong"
[ "$wrong" -eq 0 ]
