import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Building tabular').drop(1)
assert builds.size() == 4

assert builds[0].contains('<evaluationSettings><epoch> (-Dl2nas.evaluationSettings.epoch)')
assert !builds[0].contains('Written to ')

assert builds[1].contains('<minAccuracy> (-Dl2nas.minAccuracy)')
assert builds[1].contains('below the required')
assert builds[2].contains('<minAccuracy> (-Dl2nas.minAccuracy)')
assert builds[2].contains('nothing was evaluated')
assert !builds[2].contains('Installing ')

// What failed before is gone once it has succeeded; supernet and search were never done again.
def output = new File(basedir, 'target/l2nas')
assert !new File(output, 'evaluate/failure.txt').exists()
assert builds[3].count('Up to date: ') == 2
assert builds[3].count('Written to ') == 1
def evaluation = new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json'))
assert evaluation.space == 'perceptrons'
assert evaluation.accuracy.mean > 0.6 && evaluation.accuracy.mean < 0.999
def installed = new File(localRepositoryPath, 'io/github/l2nas/it/tabular/1')
assert new File(installed, 'tabular-1-model.zip').bytes == new File(output, 'evaluate/model.zip').bytes
true
