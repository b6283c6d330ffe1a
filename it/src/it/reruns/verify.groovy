def log = new File(basedir, 'build.log').readLines()
def changes = log.findAll { it.contains('Running again: ') }.collect { it.replaceFirst('.*Running again: ', '') }
assert changes == [
    'metric: accuracy_a -> accuracy_b',
    'seed: 1 -> 2',
    'steps: 40 -> 45',
    'strategy: l2nas -> regularized-evolution',
    'settings.sampleSize: unset -> 4',
    'maxParams: unset -> 1200000',
    'table: content changed',
    'table: stand-in.csv.gz -> renamed.csv.gz',
    'constraints.constraint: unset -> latency_ms<=5',
]
assert log.count { it.contains('Up to date: ') } == 1
assert new File(basedir, 'target/l2nas/architecture.json').text.contains('params <= 1200000')
true
