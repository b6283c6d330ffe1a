import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def output = new File(basedir, 'target/l2nas')
def found = new JsonSlurper().parse(new File(output, 'architecture.json'))
assert log.contains(found.architecture)
def installed = new File(localRepositoryPath, 'io/github/l2nas/examples/quickstart/1.0-SNAPSHOT')
assert new File(installed, 'quickstart-1.0-SNAPSHOT.json').bytes == new File(output, 'architecture.json').bytes
['supernet', 'model'].each { assert new File(installed, "quickstart-1.0-SNAPSHOT-${it}.zip").file }
assert log.contains('Attached as io.github.l2nas.examples:quickstart:zip:model:1.0-SNAPSHOT')
def evaluation = new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json'))
assert evaluation.accuracy.mean > 0.9
// The picture is a seven.
assert log.readLines().any { it ==~ /7 [01]\.\d{4}/ }
true
