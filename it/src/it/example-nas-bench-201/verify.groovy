import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.count('Written to ') == 2
assert log.contains('Running again: table: stand-in.csv.gz -> com.example:table:csv.gz:1.0; metric: accuracy_a -> accuracy_b')
def found = new File(basedir, 'target/l2nas/architecture.json')
def architecture = new JsonSlurper().parse(found)
assert architecture.steps == 1000
assert architecture.metric == 'accuracy_b'
assert architecture.provenance.inputs.table.name == 'com.example:table:csv.gz:1.0'
def installed = new File(localRepositoryPath, 'com/example/nas-bench-201-cell/1.0-SNAPSHOT')
assert new File(installed, 'nas-bench-201-cell-1.0-SNAPSHOT.json').bytes == found.bytes
true
