def log = new File(basedir, 'build.log').text
assert new File(basedir, 'target/l2nas/compare.html').file
assert log.contains('l2nas-report:jar')
// As an artifact or a file; the engine's command has properties of the same name.
['nd4j', 'org.bytedeco:', 'org/bytedeco/', 'deeplearning4j', 'l2nas-natives', 'onnxruntime'].each { assert !log.contains(it) : it }
def receipt = new File(basedir, 'target/l2nas/up-to-date.json').text
assert receipt.contains('classPath.io.github.l2nas:l2nas-engine')
assert !receipt.contains('nd4j')
true
