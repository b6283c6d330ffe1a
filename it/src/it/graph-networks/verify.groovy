import groovy.json.JsonSlurper

def names = ['l2nas', 'l2nas-guided', 'random', 'regularized-evolution', 'local-search', 'reinforce']
names.each {
    def found = new JsonSlurper().parse(new File(basedir, "target/l2nas/$it/architecture.json"))
    assert found.space == 'nas-bench-graph'
    assert found.strategy == it
    assert found.architecture ==~ /links=[0-3-]+,op1=\w+,op2=\w+,op3=\w+,op4=\w+/
    assert found.steps == 100
    // The mean of all architectures is 76.8 %, the best has 81.93 %.
    assert found.accuracy > 0.79 && found.accuracy <= 0.819333
}
assert new File(basedir, 'build.log').text.contains('lacks 9 of the 59049 architectures of space nas-bench-graph')
assert new File(basedir, 'target/l2nas/report.html').text.contains('What the best architectures have in common')
true
