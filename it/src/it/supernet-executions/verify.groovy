import groovy.json.JsonSlurper

def output = new File(basedir, 'target/l2nas')
def installed = new File(localRepositoryPath, 'io/github/l2nas/it/supernet-executions/1')
[
    'supernet-executions-1-supernet.zip': 'small-train-supernet/supernet.zip',
    'supernet-executions-1-architecture.json': 'small/architecture.json',
    'supernet-executions-1-model.zip': 'test/model.zip',
    'supernet-executions-1-evaluation.json': 'test/evaluation.json',
].each { artifact, file -> assert new File(installed, artifact).bytes == new File(output, file).bytes }
assert new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json')).architecture ==
    '|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|'
true
