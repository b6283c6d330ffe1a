import groovy.json.JsonSlurper

def out = new File(basedir, 'target/l2nas')
def json = { file -> new JsonSlurper().parse(new File(out, file)) }
def log = new File(basedir, 'build.log').text
def published = new File(localRepositoryPath, 'io/github/l2nas/it/latency/1/latency-1-latency.json')
def model = new JsonSlurper().parse(published)

assert model.space == 'nas-bench-201'
assert model.runtime.startsWith('onnxruntime ')
assert model.architectures.size() == 12
assert model.model.check.architectures == 2

// Both searches took it, and it was known before an architecture was scored.
assert json('architecture.json').cost.latencyMs > 0
assert json('front/front.json').objectives.find { it.metric == 'latency_ms' }.known
assert log.contains('Latencies are those that this project has measured, ')

// The second build measured nothing, the third says what is wrong.
assert log.count('measured on   ') == 2
assert log.contains("<maxLatency> (-Dl2nas.maxLatency): no architecture satisfies 'latency_ms <= 0.0000001'")

// The fourth timed the front's architectures alone.
def listed = json('measure-latency/latency.json')
assert listed.runtime.startsWith('l2nas-engine ')
assert !listed.containsKey('model')
assert listed.architectures.size() == json('front/front.json').front.size()
