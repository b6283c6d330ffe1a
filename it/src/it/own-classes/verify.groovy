def log = new File(basedir, 'build.log').text
assert log.count('Written to ') == 2
assert log.count('Up to date: ') == 1
assert log.count('Running again: ') == 1
assert log.contains('Running again: classes of own-classes: content changed')
assert log.contains('Skipped: com.example.Largest scores architectures, no supernet is needed')
def found = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/l2nas/architecture.json'))
assert found.architecture == 'hundreds=2,tens=2,ones=2'
// What the second evaluator says: scores of the first one are not its own.
assert found.accuracy == 0.5
true
