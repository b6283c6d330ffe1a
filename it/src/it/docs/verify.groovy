import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def architecture = { String directory -> new JsonSlurper().parse(new File(basedir, "$directory/architecture.json")) }

assert architecture('README-1/target/l2nas').metric == 'cifar10_valid'
assert new File(basedir, 'README/target/l2nas/summary.json').file
assert new File(basedir, 'publishing-2/target/dependency/cell-1.0.json').bytes ==
    new File(basedir, 'publishing-1/target/l2nas/architecture.json').bytes
assert architecture('search/target/l2nas').steps == 100
assert architecture('search-1/target/l2nas').seed == 1
assert architecture('search-2/target/l2nas').provenance.settings.eliteSize == 32
assert architecture('search-4/target/l2nas').provenance.constraints == ['params <= 1000000', 'macs <= 150000000', 'edgegpu_latency_ms <= 5']
assert architecture('transfer/target/cifar100/transfer').provenance.inputs.policy.name == 'policy.zip'
assert architecture('transfer/target/guided100/transfer').strategy == 'l2nas-guided'
// Continuous integration goes on with what an earlier job has left, then deploys.
assert log.contains("Up to date: ${new File(basedir, 'README-1/target/l2nas')}")
assert new File(basedir, 'README-1/target/l2nas/up-to-date.json').file
assert new File(basedir, 'repository/com/example/cell/1.0-SNAPSHOT').list().any { it ==~ /cell-.*-history\.csv/ }
true
