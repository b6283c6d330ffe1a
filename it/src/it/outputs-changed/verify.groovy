def log = new File(basedir, 'build.log').text
assert log.contains('Running again: history.csv')
assert new File(basedir, 'target/l2nas/history.csv').readLines().size() == 41
true
