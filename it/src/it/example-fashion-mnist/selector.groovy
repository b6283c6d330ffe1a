if (!new File(fashionMnist).directory) {
    println "skipped: needs Debian's package dataset-fashion-mnist, or its files (-Dit.fashion-mnist=DIRECTORY)"
}
new File(fashionMnist).directory
