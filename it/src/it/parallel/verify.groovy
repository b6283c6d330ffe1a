['a', 'b'].each {
    assert new File(basedir, "$it/target/l2nas/architecture.json").text.contains("\"accuracy_$it\"")
}
true
