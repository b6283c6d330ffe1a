import groovy.json.JsonSlurper

def lines = new File(basedir, 'build.log').readLines()
assert lines.count { it.contains('Up to date: ') } == 3
def output = new File(basedir, 'target/l2nas')
['darts', 'gdas', 'enas'].each { strategy ->
    def directory = new File(output, strategy)
    def found = new JsonSlurper().parse(new File(directory, 'architecture.json'))
    assert found.strategy == strategy
    assert found.provenance.inputs.dataset.name == 'optdigits.csv.gz'
    assert found.provenance.compute.backend
    def epochs = new File(directory, 'one-shot.csv').readLines()
    assert epochs.size() == 1 + 2
    assert new File(localRepositoryPath, "io/github/l2nas/it/one-shot/1/one-shot-1-architecture-${strategy}.json").file
}
def first = new File(output, 'gdas/history.csv').readLines()
assert first.size() == 1 + 3 && first.tail().every { it.contains(',derived,') }
assert new File(output, 'report.html').text.contains('gdas')
assert lines.any { it.contains('<dataset> (-Dl2nas.dataset): strategy darts trains networks of its own and needs a data set') }
true
