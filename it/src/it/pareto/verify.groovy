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

assert log.contains('<reference><params> (-Dl2nas.reference.params): it is missing; a reference has a value for each objective')
def required = log =~ /<minHypervolume> \(-Dl2nas\.minHypervolume\): the hypervolume of the front, ([0-9.]+), is below the required 1000000000\. It is bounded by accuracy 0, params 2000000;/
assert required.find()
assert front.hypervolume == new BigDecimal(required.group(1))
assert front.objectives*.reference == [0, 2000000]
assert log.count('seed 1: going on after step 40') >= 3

// What was published is the larger front.
assert log =~ /front +${points.size()} \| \d+/
assert log =~ /hypervolume +[0-9.]+ \| [0-9.]+ \(-[0-9.]+\)/
assert log =~ /target\/short is worse than io\.github\.l2nas\.it:pareto:json:architecture:1: hypervolume [0-9.]+ -> [0-9.]+, tolerance 0/
assert new File(basedir, 'target/l2nas/compare.html').text.contains('The fronts')
assert new File(basedir, 'target/l2nas/report.html').text.contains('The front')
