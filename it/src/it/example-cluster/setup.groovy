// The example as a user copies it, with the digits beside it.
['cluster/pom.xml': 'pom.xml', 'quickstart/optdigits.csv.gz': 'quickstart/optdigits.csv.gz'].each { from, to ->
    def copy = new File(basedir, to)
    copy.parentFile.mkdirs()
    copy.bytes = new File(examples, from).bytes
}
true
