import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def published = { String file -> new File(basedir, "target/repository/io/github/l2nas/it/gated/$file") }
def result = { String version -> new JsonSlurper().parse(published("$version/gated-${version}.json")) }

assert log.contains('<baseline> (-Dl2nas.baseline): nothing is published as io.github.l2nas.it:gated:LATEST')
assert log.contains('<firstRelease> (-Dl2nas.firstRelease) is set')
assert result('1').steps == 40

// Both numbers are told, and nothing worse was published without being allowed to.
def before = new BigDecimal(result('1').accuracy.toString()) * 100
def now = new BigDecimal(result('2').accuracy.toString()) * 100
assert now < before
def numbers = "accuracy ${before.stripTrailingZeros().toPlainString()} % -> ${now.stripTrailingZeros().toPlainString()} %"
assert log.contains("gated 2 is worse than io.github.l2nas.it:gated:1: $numbers, tolerance 0 %")
assert result('2').steps == 3

assert log.contains('<attachUnfinished> (-Dl2nas.attachUnfinished): the time budget has run out')
assert !published('3').exists()
assert new JsonSlurper().parse(new File(basedir, 'target/l2nas/architecture.json')).unfinished

assert log.contains('(1) io.github.l2nas.it:gated:1')
assert log.contains('(2) io.github.l2nas.it:gated:2')
assert log =~ /accuracy % +\d\d\.\d\d \| \d\d\.\d\d \(-/

def digest = result('1').provenance.job.evaluator.inputs.table.sha256
assert log.contains("<inputs> (-Dl2nas.inputs): not found: evaluator.inputs.table 'stand-in.csv.gz' with SHA-256 $digest")
assert log.contains('Reproduced: io.github.l2nas.it:gated:2, the same bytes, all trials alike')
true
