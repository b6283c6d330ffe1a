import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.count('Written to ') == 2
assert log.contains('Running again: predictor')
def found = new File(basedir, 'target/l2nas/architecture.json')
def architecture = new JsonSlurper().parse(found)
assert architecture.space == 'ofa-mbv3'
assert architecture.metric == 'predicted'
assert architecture.steps == 200
assert architecture.accuracy > 0.7
assert architecture.cost.macs <= 230_000_000
assert architecture.network.imageSize == 224
assert architecture.provenance.inputs.predictor.name == 'com.example:predictor:1.0'
def installed = new File(localRepositoryPath, 'com/example/once-for-all/1.0-SNAPSHOT')
assert new File(installed, 'once-for-all-1.0-SNAPSHOT.json').bytes == found.bytes
true
