// The example as a user copies it.
new File(examples, 'fashion-mnist').eachFile { file ->
    if (file.file) {
        new File(basedir, file.name).bytes = file.bytes
    }
}
true
