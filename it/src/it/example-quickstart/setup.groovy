// The examples as a user copies them.
new File(examples, 'quickstart').eachFile { file ->
    if (file.file) {
        new File(basedir, file.name).bytes = file.bytes
    }
}
def classify = new File(examples, 'classify')
classify.eachFileRecurse { file ->
    if (file.file && !file.path.contains("${File.separator}target${File.separator}")) {
        def copy = new File(basedir, "classify/${classify.toPath().relativize(file.toPath())}")
        copy.parentFile.mkdirs()
        copy.bytes = file.bytes
    }
}
true
