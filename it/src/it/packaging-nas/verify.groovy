def installed = new File(localRepositoryPath, 'io/github/l2nas/it/nas-packaged/1')
def found = new File(basedir, 'target/l2nas/architecture.json')
assert new File(installed, 'nas-packaged-1.json').bytes == found.bytes
assert new File(installed, 'nas-packaged-1-history.csv').file
assert new File(installed, 'nas-packaged-1-policy.zip').file
assert new File(basedir, 'consumer/target/architecture/nas-packaged.json').bytes == found.bytes
true
