['of-plugin': 'in-turn', 'of-project': 'in-turn', 'by-class': 'com.example.InTurnFactory'].each { project, strategy ->
    def found = new groovy.json.JsonSlurper().parse(new File(basedir, "$project/target/l2nas/architecture.json"))
    assert found.architecture == 'first=c,second=z'
    assert found.accuracy == 0.8
    assert found.strategy == strategy
    assert found.provenance.settings.stride == 5
    assert found.uniqueArchitectures == 9
    def receipt = new File(basedir, "$project/target/l2nas/up-to-date.json").text
    assert receipt.contains('classPath.io.github.l2nas.it:extensions')
}
true
