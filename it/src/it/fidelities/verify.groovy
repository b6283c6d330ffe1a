import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Building fidelities').drop(1)
assert builds.size() == 4
def output = new File(basedir, 'target/l2nas')

// By the first build, whose results the second one leaves alone.
assert builds[0].contains('effort        ')
assert builds[1].count('Up to date: ') == 2
def columns = new JsonSlurper().parse(new File(output, 'columns/architecture.json'))
assert columns.metric == 'cifar10_valid'
assert columns.fidelity.unit == 'epochs' && columns.fidelity.full == 200
assert columns.fidelity.effort > 1800 && columns.fidelity.effort <= 2000
assert columns.fidelity.scored['200'] == columns.uniqueArchitectures
assert columns.fidelity.effort == 12 * columns.fidelity.scored['12'] + 200 * columns.fidelity.scored['200']

// The program has trained what the search says, and each epoch of an architecture once.
def trained = new JsonSlurper().parse(new File(output, 'trained/architecture.json'))
def epochs = new File(basedir, 'trained.txt').readLines()
assert epochs.size() == trained.fidelity.effort && trained.fidelity.effort <= 50
assert epochs.toSet().size() == epochs.size()
def history = new File(output, 'trained/history.csv').readLines()
assert history[0].endsWith(',predicted_reward,fidelity,effort')
assert history.last().endsWith(",${trained.fidelity.effort}")
def full = history.drop(1).findAll { it.split(',')[-2] == '9' }.collect { it.split(',')[2] as double }
assert trained.accuracy == full.max()

assert builds[2].contains('<fidelities> (-Dl2nas.fidelities)')
assert builds[2].contains("has no column 'cifar10_valid_13ep'")
assert builds[3].contains('<maxEffort> (-Dl2nas.maxEffort)')
assert builds[3].contains('200 epochs, got 100')
true
