def lines = new File(basedir, 'target/table.csv').readLines()
assert lines[0] == 'architecture,cifar10_valid,cifar10_test'
assert lines[1] == '|none~0|+|none~0|none~1|+|none~0|none~1|none~2|,9.7,10'
assert lines.size() == 3
true
