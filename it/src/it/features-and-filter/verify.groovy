import groovy.json.JsonSlurper

def lines = new File(basedir, 'build.log').readLines()
assert lines.count { it.contains('params ranks 15625 architectures for the filter') } == 2
assert lines.count { it.contains('macs ranks 15625 architectures for the model') } == 2
assert lines.count { it.contains('Up to date: ') } == 1
def found = new JsonSlurper().parse(new File(basedir, 'target/l2nas/architecture.json'))
def job = found.provenance.job
assert job.features.size() == 1 && job.features[0].name == 'macs' && job.features[0].settings == [cells: '2']
assert job.filter.evaluator.name == 'params' && job.filter.share == 0.2
// The best fifth by parameters.
def history = new File(basedir, 'target/l2nas/history.csv').readLines().tail()
assert history.size() == 20
assert history.every { it.count('conv_3x3') >= 1 && it.count('conv_') >= 2 }
assert lines.any { it.contains('<features> (-Dl2nas.features): strategy local-search has no model that looks at features') }
assert lines.any { it.contains('<filterShare> (-Dl2nas.filterShare): 2.0 is not above 0 and at most 1') }
assert lines.any { it.contains("<filter> (-Dl2nas.filter): ") && it.contains('sinflow') && it.contains('synflow') }
true
