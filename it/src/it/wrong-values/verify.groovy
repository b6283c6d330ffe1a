def log = new File(basedir, 'build.log').text
[
    '<space>',
    'there are [choices, darts, nas-bench-201, ofa-mbv3]',
    '<strategy>',
    "there is no strategy 'annealing'",
    'local-search',
    '<metric>',
    "no column 'cifar10'",
    'accuracy_a',
    '<table>',
    'absent.csv',
    'malformed.csv line 3',
    "'x' is not a finite number",
    'elitSize',
    'eliteSize',
    'checkQuantile',
    'must lie between 0 and 1, got 1.5',
    '<timeBudget>',
    '2h',
    'latency_ms <= 0.5',
    'the smallest latency_ms in the table is 1',
    "no column 'energy'",
    '<maxParams>',
    'params <= 1000',
    'the smallest params is 73306',
    '<table>',
    'com.example:absent:csv:1',
    'malformed.csv is not a policy.zip',
].each { assert log.contains(it) }
assert !log.contains('Exception in thread')
assert !log.contains('\tat io.github.l2nas')
true
