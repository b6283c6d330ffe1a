def data = new File(shared, 'data/nas-bench-201.csv.gz')
if (!data.file) {
    println "skipped: needs data/nas-bench-201.csv.gz of the shared data (-Dl2nas.shared=DIRECTORY)"
}
data.file
