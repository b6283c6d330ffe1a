def predictor = new File(shared, 'data/ofa/accuracy-predictor.pth.tar')
if (!predictor.file) {
    println "skipped: needs data/ofa/accuracy-predictor.pth.tar of the shared data (-Dl2nas.shared=DIRECTORY)"
}
predictor.file
