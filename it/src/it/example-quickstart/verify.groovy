import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def output = new File(basedir, 'target/l2nas')
def found = new JsonSlurper().parse(new File(output, 'architecture.json'))
assert log.contains(found.architecture)
def installed = new File(localRepositoryPath, 'io/github/l2nas/examples/quickstart/1.0-SNAPSHOT')
assert new File(installed, 'quickstart-1.0-SNAPSHOT.json').bytes == new File(output, 'architecture.json').bytes
['supernet', 'model'].each { assert new File(installed, "quickstart-1.0-SNAPSHOT-${it}.zip").file }
assert log.contains('Attached as io.github.l2nas.examples:quickstart:zip:model:1.0-SNAPSHOT')
def evaluation = new JsonSlurper().parse(new File(output, 'evaluate/evaluation.json'))
assert evaluation.accuracy.mean > 0.9
// The picture is a seven.
assert log.readLines().any { it ==~ /7 [01]\.\d{4}/ }
assert new File(installed, 'quickstart-1.0-SNAPSHOT-model.onnx').bytes == new File(output, 'evaluate/model.onnx').bytes

// The services, as they are started without Maven. Each tells the probability of a class by what it answers.
def check = { name, probabilities ->
    def serve = new File(basedir, name)
    def service = new ProcessBuilder(
            "${System.getProperty('java.home')}/bin/java", '-Dwhite=16', '-cp', 'target/classes:target/dependency/*',
            'com.example.serve.Serve', '0').directory(serve).redirectError(new File(serve, 'errors.txt')).start()
    try {
        def address = service.inputStream.newReader().readLine()
        def post = { bytes ->
            def connection = new URL(address).openConnection()
            connection.requestMethod = 'POST'
            connection.doOutput = true
            connection.outputStream.withStream { it.write(bytes) }
            connection
        }
        def classes = probabilities(new JsonSlurper().parse(post(new File(serve, 'seven.png').bytes).inputStream))
        assert classes.max { it.value }.key == '7'
        assert classes['7'] > 0.5
        def refused = post('no picture'.bytes)
        assert refused.responseCode == 400
        assert refused.errorStream.text.contains('PNG or JPEG')
        assert !new File(serve, 'target/dependency').list().any { it.contains('l2nas') && it.endsWith('.jar') }
        return classes
    } finally {
        service.destroy()
    }
}
def all = check('serve') { it }
assert all.size() == 10
assert Math.abs(all.values().sum() - 1) < 1e-4
def best = check('serve-djl') { answer -> answer.collectEntries { [it.className, it.probability] } }
best.each { name, probability -> assert Math.abs(probability - all[name]) < 1e-4 }
true
