import groovy.json.JsonSlurper

def found = new JsonSlurper().parse(new File(basedir, 'target/l2nas/architecture.json'))
assert found.accuracy >= 0.942
assert found.uniqueArchitectures == 192
true
