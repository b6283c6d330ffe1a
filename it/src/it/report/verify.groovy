def out = new File(basedir, 'target/l2nas')
def report = new File(out, 'report.html').text
['search (l2nas)', 'baseline (random)', 'Best accuracy by architectures scored', 'What the critic expected'].each { assert report.contains(it) }
def best = new File(out, 'report/best-by-architectures.csv').readLines()
assert best.any { it.startsWith('search (l2nas),1,') } && best.any { it.startsWith('baseline (random),1,') }
assert new File(out, 'report/cost.csv').file

def comparison = new File(out, 'compare.html').text
assert comparison.contains('io.github.l2nas.it:reported:1') && comparison.contains('target/l2nas')
assert comparison.contains('Settings, inputs, stopping rule and constraints are the same.')

['site', 'site-3.22'].each {
    def site = new File(basedir, "target/$it")
    assert new File(site, 'l2nas-report.html').text.contains('Best accuracy by architectures scored')
    assert new File(site, 'l2nas-report/best-by-architectures.csv').file
    assert new File(site, 'project-reports.html').text.contains('l2nas-report.html')
}
true
