// The example as a user copies it, with the digits beside it; once more for a build in pieces.
def example = new File(examples, 'own-space')
[basedir, new File(basedir, 'pieces')].each { project ->
    example.eachFileRecurse { file ->
        if (file.file && !file.path.contains("${File.separator}target${File.separator}")) {
            def copy = new File(project, example.toPath().relativize(file.toPath()).toString())
            copy.parentFile.mkdirs()
            copy.bytes = file.bytes
        }
    }
    def pom = new File(project, 'pom.xml')
    pom.text = pom.text.replace('../quickstart/optdigits.csv.gz', 'optdigits.csv.gz')
    new File(project, 'optdigits.csv.gz').bytes = new File(examples, 'quickstart/optdigits.csv.gz').bytes
}
true
