import groovy.json.JsonSlurper

def lines = new File(basedir, 'build.log').readLines()
def changes = lines.findAll { it.contains('Running again: ') }.collect { it.replaceFirst('.*Running again: ', '') }
assert changes == [
    'evaluationSettings.epochs: 1 -> 2',
    'recipeSettings.epochs: 2 -> 3',
    'supernet: content changed',
    'architecture: content changed',
]
assert lines.count { it.contains('Up to date: ') } == 3 + 2
assert lines.count { it.contains('Scoring with the supernet that this project has trained, ') } == 4

def output = new File(basedir, 'target/l2nas')
def installed = new File(localRepositoryPath, 'io/github/l2nas/it/supernet/1')
[
    'supernet-1.json': 'architecture.json',
    'supernet-1-policy.zip': 'policy.zip',
    'supernet-1-supernet.zip': 'train-supernet/supernet.zip',
    'supernet-1-model.zip': 'evaluate/model.zip',
    'supernet-1-model.onnx': 'evaluate/model.onnx',
    'supernet-1-model-int8.onnx': 'evaluate/model-int8.onnx',
    'supernet-1-evaluation.json': 'evaluate/evaluation.json',
].each { artifact, file -> assert new File(installed, artifact).bytes == new File(output, file).bytes }
assert new File(output, 'train-supernet/training.csv').readLines().size() == 1 + 3
[
    'io.github.l2nas.it:supernet:json:1',
    'io.github.l2nas.it:supernet:zip:supernet:1',
    'io.github.l2nas.it:supernet:zip:model:1',
    'io.github.l2nas.it:supernet:onnx:model:1',
    'io.github.l2nas.it:supernet:onnx:model-int8:1',
].each { coordinates -> assert lines.any { it.endsWith("Attached as ${coordinates}") } }

def evaluation = new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json'))
assert evaluation.quantization.after.bytes == new File(output, 'evaluate/model-int8.onnx').length()
assert Math.abs(evaluation.quantization.after.top1 - evaluation.quantization.before.top1) < 0.1

def found = new JsonSlurper().parse(new File(output, 'architecture.json'))
assert found.consensus.of == Math.round(found.uniqueArchitectures / 2.0d)

def transferred = new JsonSlurper().parse(new File(basedir, 'consumer/target/l2nas/transfer/architecture.json'))
assert transferred.steps == 6
assert transferred.provenance.inputs.supernet.name == 'io.github.l2nas.it:supernet:1'
assert transferred.provenance.inputs.dataset.name == 'com.example:digits:csv.gz:1.0'
assert transferred.provenance.inputs.policy.name == 'io.github.l2nas.it:supernet:1'
assert new File(basedir, 'consumer/target/l2nas/evaluate/evaluation.json').file
true
