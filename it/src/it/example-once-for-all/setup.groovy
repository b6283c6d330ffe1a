// The example as a user copies it.
new File(examples, 'once-for-all').eachFile { file ->
    if (file.file) {
        new File(basedir, file.name).bytes = file.bytes
    }
}
true
