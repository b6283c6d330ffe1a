// The example as a user copies it.
new File(examples, 'nas-bench-201').eachFile { file ->
    if (file.file) {
        new File(basedir, file.name).bytes = file.bytes
    }
}
true
