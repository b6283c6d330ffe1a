// The example as a user copies it, with the digits beside it; fewer steps are enough here.
['cluster/pom.xml', 'quickstart/optdigits.csv.gz'].each { name ->
    def copy = new File(basedir, name)
    copy.parentFile.mkdirs()
    copy.bytes = new File(examples, name).bytes
}
def pom = new File(basedir, 'cluster/pom.xml')
assert pom.text.contains('<steps>24</steps>')
pom.text = pom.text.replace('<steps>24</steps>', '<steps>9</steps>')
true
