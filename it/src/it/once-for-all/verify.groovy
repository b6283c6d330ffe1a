import groovy.json.JsonSlurper

def lines = new File(basedir, 'build.log').readLines()
assert lines.count { it.contains('Skipped: <supernet> is given, none has to be trained') } == 3
assert lines.count { it.contains('Up to date: ') } == 2 + 1
assert lines.findAll { it.contains('Running again: ') }*.replaceFirst('.*Running again: ', '') ==
    ['calibrationImages: 8 -> 0']

def output = new File(basedir, 'target/l2nas')
def found = new JsonSlurper().parse(new File(output, 'architecture.json'))
assert found.space == 'ofa-mbv3'
assert found.provenance.inputs.supernet.name == 'supernet.pth'
assert found.provenance.inputs.latencyTable.name == 'latency.csv'
assert found.cost.latencyMs > 3.1 && found.cost.latencyMs <= 25
def evaluation = new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json'))
assert evaluation.architecture == found.architecture
assert evaluation.accuracy.model == 'plain'
assert evaluation.network.params == found.cost.params
assert evaluation.network.macs == found.cost.macs
def installed = new File(localRepositoryPath, 'io/github/l2nas/it/once-for-all/1')
assert new File(installed, 'once-for-all-1-model.zip').bytes == new File(output, 'evaluate/model.zip').bytes
// The name of a folder, with a probability.
assert lines.any { it ==~ /[0-9] [01]\.\d{4}/ }
true
