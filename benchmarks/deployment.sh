#!/usr/bin/env bash
# Sizes, accuracies and times of the deployment page. Usage: benchmarks/deployment.sh WORK_DIRECTORY ROUNDS DATA...
# with data sets in optdigits.csv.gz, cifar-10-batches-bin and fashion-mnist. Networks that the directory has are not trained again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mvn -B -q -f "$root/pom.xml" -pl benchmarks -am package dependency:copy-dependencies -DskipTests -DincludeScope=runtime
exec java -cp "$root/benchmarks/target/classes:$root/benchmarks/target/dependency/*" \
  io.github.l2nas.benchmarks.DeploymentSpeed "$@"
