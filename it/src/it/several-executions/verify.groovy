import groovy.json.JsonSlurper

def fast = new JsonSlurper().parse(new File(basedir, 'target/l2nas/fast/architecture.json'))
assert fast.provenance.constraints == ['latency_ms <= 4']
def evolved = new JsonSlurper().parse(new File(basedir, 'target/l2nas/evolved/architecture.json'))
assert evolved.strategy == 'regularized-evolution'
def installed = new File(localRepositoryPath, 'io/github/l2nas/it/several/1')
assert new File(installed, 'several-1-architecture-fast.json').file
assert new File(installed, 'several-1-architecture-evolved.json').file
assert new File(installed, 'several-1-policy-fast.zip').file
assert !new File(installed, 'several-1-policy-evolved.zip').exists()
true
