// The example as a user copies it.
def example = new File(examples, 'own-evaluator')
example.eachFileRecurse { file ->
    if (file.file && !file.path.contains("${File.separator}target${File.separator}")) {
        def copy = new File(basedir, example.toPath().relativize(file.toPath()).toString())
        copy.parentFile.mkdirs()
        copy.bytes = file.bytes
    }
}
true
