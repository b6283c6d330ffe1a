import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def workers = new File(basedir, 'cluster/target/l2nas')
def alone = new File(basedir, 'cluster/target/alone')
def found = new JsonSlurper().parse(new File(workers, 'architecture.json'))
assert found.steps == 9
assert found.provenance.trialConcurrency == 8
assert log.count('Written to ') == 2
// Where trials run plays no part.
['architecture.json', 'history.csv', 'policy.zip'].each {
    assert new File(workers, it).bytes == new File(alone, it).bytes
}
true
