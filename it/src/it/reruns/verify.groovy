def changes = new File(basedir, 'build.log').readLines().findAll { it.contains('Running again: ') }
def expected = [
    'metric: accuracy_a -> accuracy_b',
    'seed: 1 -> 2',
    'steps: 40 -> 45',
    'strategy: l2nas -> regularized-evolution',
    'sampleSize',
    'maxParams',
    'table',
]
assert changes.size() == expected.size()
expected.eachWithIndex { text, i -> assert changes[i].contains(text) }
assert new File(basedir, 'target/l2nas/architecture.json').text.contains('params <= 1200000')
true
