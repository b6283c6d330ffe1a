// The example as a user copies it, with the digits beside it.
['cluster/pom.xml', 'quickstart/optdigits.csv.gz'].each { name ->
    def copy = new File(basedir, name)
    copy.parentFile.mkdirs()
    copy.bytes = new File(examples, name).bytes
}
true
