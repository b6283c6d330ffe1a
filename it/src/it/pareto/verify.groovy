import groovy.json.JsonSlurper

def out = new File(basedir, 'target/l2nas')
def front = new JsonSlurper().parse(new File(out, 'front.json'))
def answer = new JsonSlurper().parse(new File(out, 'architecture.json'))
def points = front.front.collect { [it.accuracy, it.metrics.params] }

// Nothing on the front is better than another in both.
points.each { one -> assert !points.any { it != one && it[0] >= one[0] && it[1] <= one[1] } }
assert new File(out, 'front.csv').readLines().size() == points.size() + 1
assert new File(out, 'history.csv').readLines()[0].endsWith(',params')

// The second build took the smallest of the same front.
assert answer.choose == 'params'
assert answer.objectives.params == points.collect { it[1] }.min()
def published = new File(localRepositoryPath, 'io/github/l2nas/it/pareto/1')
['front.csv', 'front.json'].each { assert new File(published, "pareto-1-$it").file }

def log = new File(basedir, 'build.log').text
assert log.contains('seed 1: going on after step 40')
assert log.contains('local-search looks at one metric only')
assert log.contains("<objectives><params> (-Dl2nas.objectives.params): 'less' is no direction")
