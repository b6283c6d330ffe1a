import groovy.json.JsonSlurper

def summary = new JsonSlurper().parse(new File(basedir, 'target/l2nas/summary.json'))
assert summary.repeats == 3
assert summary.bestPerSeed.size() == 3
assert Math.abs(summary.best.mean - summary.bestPerSeed.sum() / 3) < 1e-6
assert summary.atSteps.'100'.seeds == 3
(1..3).each { assert new File(basedir, "target/l2nas/seed-$it/history.csv").readLines().size() == 101 }
assert new File(localRepositoryPath, 'io/github/l2nas/it/repeats/1/repeats-1-summary.json').file
true
