import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def program = new File(basedir, 'target/l2nas/program')
def ofClass = new File(basedir, 'target/l2nas/class')
def found = new JsonSlurper().parse(new File(program, 'architecture.json'))
assert found.accuracy >= 0.97
assert found.uniqueArchitectures == 30
// The program and the class score alike, so both searches take the same steps.
assert new File(program, 'history.csv').text == new File(ofClass, 'history.csv').text
assert log.count('Written to ') == 2
assert log.count('Up to date: ') == 2
true
