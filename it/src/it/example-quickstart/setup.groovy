// The examples as a user copies them.
new File(examples, 'quickstart').eachFile { file ->
    if (file.file) {
        new File(basedir, file.name).bytes = file.bytes
    }
}
['classify', 'serve', 'serve-djl'].each { name ->
    def example = new File(examples, name)
    example.eachFileRecurse { file ->
        if (file.file && !file.path.contains("${File.separator}target${File.separator}")) {
            def copy = new File(basedir, "${name}/${example.toPath().relativize(file.toPath())}")
            copy.parentFile.mkdirs()
            copy.bytes = file.bytes
        }
    }
}
true
