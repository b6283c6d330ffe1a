import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def read = { String file -> new JsonSlurper().parse(new File(basedir, "target/$file/architecture.json")) }
def declared = read('l2nas/declared')
def defined = read('l2nas/defined')

// op=gcn,depth=3,kernel3=5 and op=gin,depth=3,kernel3=5 are not in the table.
[declared, defined].each {
    assert it.space == 'graph-networks'
    assert it.definition.choices.kernel3 == [values: ['3', '5'], when: [depth: ['3']]]
    assert it.definition.choices.keySet() as List == ['op', 'depth', 'kernel3']
    assert it.architecture == 'op=gcn,depth=3,kernel3=3'
    assert it.accuracy == 0.815
    assert it.uniqueArchitectures <= 7
}
assert declared.definition == defined.definition
assert declared.provenance.inputs.keySet() == ['table'] as Set
assert defined.provenance.inputs.definition.name == 'space.json'
assert log.contains('Table table.csv lacks 2 of the 9 architectures of space graph-networks')
assert log.contains("Up to date: ${new File(basedir, 'target/l2nas/declared')}")
assert log.contains("Up to date: ${new File(basedir, 'target/l2nas/defined')}")

def report = new File(basedir, 'target/l2nas/report.html').text
assert ['op=gcn,depth=3,kernel3=3', 'What the best architectures have in common'].every { report.contains(it) }
def comparison = new File(basedir, 'target/l2nas/compare.html').text
assert comparison.contains('graph-networks') && comparison.contains('found the same architecture')

assert log.contains('<space><choices>')
assert log.contains("choice 'kernel3' has a value twice: '3' and '3.0'")
assert log.contains('it has both the name')
true
