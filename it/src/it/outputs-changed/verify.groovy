import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.count('Running again: ') == 2
assert log.contains('Running again: history.csv is missing')
assert log.contains('Running again: architecture.json was modified')
assert log.count('Up to date: ') == 1
assert new File(basedir, 'target/l2nas/history.csv').readLines().size() == 41
def found = new File(basedir, 'target/l2nas/architecture.json')
assert new JsonSlurper().parse(found).space == 'nas-bench-201'
assert new File(localRepositoryPath, 'io/github/l2nas/it/outputs-changed/1/outputs-changed-1-architecture.json').bytes == found.bytes
true
