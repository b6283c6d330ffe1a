import groovy.json.JsonSlurper

def output = new File(basedir, 'target/l2nas')
def found = new JsonSlurper().parse(new File(output, 'architecture.json'))
assert found.space == 'darts'
assert found.steps == 10
assert new File(output, 'evaluate/model.zip').file
true
