import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def architecture = { String directory -> new JsonSlurper().parse(new File(basedir, "$directory/architecture.json")) }

assert architecture('README-1/target/l2nas').metric == 'cifar10_valid'
assert new File(basedir, 'README/target/l2nas/summary.json').file
assert new File(basedir, 'publishing-2/target/dependency/cell-1.0.json').bytes ==
    new File(basedir, 'publishing-1/target/l2nas/architecture.json').bytes
assert architecture('search/target/l2nas').steps == 100
assert architecture('search-1/target/l2nas').seed == 1
assert architecture('search-3/target/l2nas').provenance.settings.eliteSize == 32
assert architecture('search-5/target/l2nas').provenance.constraints == ['params <= 1000000', 'macs <= 150000000', 'edgegpu_latency_ms <= 5']
assert architecture('transfer/target/cifar100/transfer').provenance.inputs.policy.name == 'policy.zip'
assert architecture('transfer/target/guided100/transfer').strategy == 'l2nas-guided'
// Continuous integration goes on with what an earlier job has left, then deploys.
assert log.contains("Up to date: ${new File(basedir, 'README-1/target/l2nas')}")
assert new File(basedir, 'README-1/target/l2nas/up-to-date.json').file
assert new File(basedir, 'repository/com/example/cell/1.0-SNAPSHOT').list().any { it ==~ /cell-.*-history\.csv/ }
['data/cifar-10/1/cifar-10-1.zip', 'ofa/ofa-mbv3-w1.0/1/ofa-mbv3-w1.0-1.pth'].each {
    assert new File(basedir, "repository/com/example/$it").file
}
def report = new File(basedir, 'README-1/target/l2nas/report.html').text
assert report.contains('Best accuracy by architectures scored')
def comparison = new File(basedir, 'README-1/target/l2nas/compare.html').text
assert ['com.example:cell:1.0', 'target/l2nas'].every { comparison.contains(it) }
// Nothing but the entry in <reporting> is in the POM, and Maven's default of the site plugin is used.
assert new File(basedir, 'report-1/target/site/l2nas-report.html').text.contains('Best accuracy by architectures scored')
assert new File(basedir, 'report-1/target/site/project-reports.html').text.contains('l2nas-report.html')
true
