def log = new File(basedir, 'build.log').text
assert log.count('Up to date: ') == 1
assert log.count('Written to ') == 1
assert log.count('up-to-date-1-architecture.json') >= 2
true
