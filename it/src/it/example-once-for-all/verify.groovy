import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.count('Written to ') == 2 + 1
assert log.contains('Running again: predictor')
def found = new File(basedir, 'target/l2nas/architecture.json')
def architecture = new JsonSlurper().parse(found)
assert architecture.space == 'ofa-mbv3'
assert architecture.metric == 'predicted'
assert architecture.steps == 200
assert architecture.accuracy > 0.7
assert architecture.cost.macs <= 230_000_000
assert architecture.network.imageSize == 192
assert architecture.provenance.inputs.predictor.name == 'com.example:predictor:1.0'
def installed = new File(localRepositoryPath, 'com/example/once-for-all/1.0-SNAPSHOT')
assert new File(installed, 'once-for-all-1.0-SNAPSHOT.json').bytes == found.bytes

def evaluation = new JsonSlurper().parse(new File(basedir, 'target/l2nas/evaluate/evaluation.json'))
assert evaluation.architecture == architecture.architecture
assert evaluation.accuracy.plain.top1 == 0.1
assert evaluation.network.width == 0.15
assert new File(installed, 'once-for-all-1.0-SNAPSHOT-model.zip').file
true
