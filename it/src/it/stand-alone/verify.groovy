import groovy.json.JsonSlurper

def found = new JsonSlurper().parse(new File(basedir, 'target/l2nas/architecture.json'))
assert found.steps == 40
assert new File(basedir, 'target/l2nas/history.csv').readLines().first() == 'step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward'
true
