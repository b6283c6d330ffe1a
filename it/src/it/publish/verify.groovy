import groovy.json.JsonSlurper

def repository = new File(basedir, 'target/repository/io/github/l2nas/it/published/1')
['published-1-architecture.json', 'published-1-history.csv', 'published-1-policy.zip'].each {
    assert new File(repository, it).file
}
def found = new File(basedir, 'target/l2nas/architecture.json')
def architecture = new JsonSlurper().parse(found)
assert architecture.space == 'nas-bench-201'
assert architecture.steps == 40
assert architecture.provenance.inputs.table.sha256 ==~ /[0-9a-f]{64}/
assert !found.text.contains(basedir.path)
def consumed = new File(basedir, 'consumer/target/architecture/published-architecture.json')
assert consumed.bytes == found.bytes

def transferred = new JsonSlurper().parse(new File(basedir, 'transfer/target/l2nas/transfer/architecture.json'))
assert transferred.metric == 'accuracy_b'
assert transferred.provenance.inputs.policy.name == 'io.github.l2nas.it:published:zip:policy:1'
assert transferred.provenance.settings.reward == 'relative'
assert new File(localRepositoryPath, 'io/github/l2nas/it/publish-transfer/1/publish-transfer-1-policy.zip').file
true
