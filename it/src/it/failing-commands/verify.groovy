def log = new File(basedir, 'build.log').text
[
    // failing
    '<maxFailedTrials>',
    '3 trials in a row failed',
    'its exit status is 7',
    'CUDA out of memory',
    // hanging
    'it was ended after PT1S, its timeout',
    'waiting for a GPU',
    // lying
    "metric 'accuracy' must lie between 0 and 1, got 97.5; if that is percent, set percent to true",
    "metric 'accuracy' is not a finite number",
    // not there
    '<command>',
    "can't start 'no-such-program'",
].each { assert log.contains(it): it }
assert !log.contains('Exception in thread')
assert !log.contains('\tat io.github.l2nas')
// One that fails now and then: the search ends with an answer, and the failures are kept with their reasons.
def output = new File(basedir, 'target/sometimes.sh/l2nas')
def found = new groovy.json.JsonSlurper().parse(new File(output, 'architecture.json'))
assert found.accuracy >= 0.8
def trials = new File(output, 'journal.jsonl').readLines().drop(1).collect { new groovy.json.JsonSlurper().parseText(it) }
def failed = trials.findAll { it.failure }
assert failed && failed.every { it.failure.contains('no network for seed') && it.accuracy == null }
assert trials.every { it.failure || it.accuracy > 0 }
true
