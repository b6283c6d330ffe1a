def log = new File(basedir, 'build.log').text
assert log.contains('the time budget has run out')
assert log.contains('going on after step ')
assert new File(basedir, 'target/l2nas/history.csv').readLines().size() == 41
true
