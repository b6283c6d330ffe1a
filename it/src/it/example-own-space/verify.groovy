import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def output = new File(basedir, 'target/l2nas')
def found = new JsonSlurper().parse(new File(output, 'architecture.json'))
assert found.space == 'small-networks'
assert log.contains(found.architecture)
assert found.cost.params <= 10000
def evaluation = new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json'))
assert evaluation.network.params == found.cost.params
assert evaluation.accuracy.mean > 0.9
def installed = new File(localRepositoryPath, 'io/github/l2nas/examples/own-space/1.0-SNAPSHOT')
assert new File(installed, 'own-space-1.0-SNAPSHOT.json').bytes == new File(output, 'architecture.json').bytes
['supernet', 'model'].each { assert new File(installed, "own-space-1.0-SNAPSHOT-${it}.zip").file }

// Stopped twice and gone on, it ends with the same bytes.
assert log.count('stopped by the time budget') == 2
['train-supernet/supernet.zip', 'history.csv', 'architecture.json', 'evaluate/evaluation.json', 'evaluate/model.zip', 'evaluate/model.onnx'].each {
    assert new File(basedir, "pieces/target/l2nas/$it").bytes == new File(output, it).bytes
}
true
