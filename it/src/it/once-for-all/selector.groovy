def checkpoint = new File(shared, 'reference-networks/ofa-mobilenetv3/w0.15/supernet.pth')
if (!checkpoint.file) {
    println "skipped: needs reference-networks of the shared data (-Dl2nas.shared=DIRECTORY)"
}
checkpoint.file
