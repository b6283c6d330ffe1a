// Nothing is published at first, whatever a run under another version of Maven has left in the local repository.
new File(localRepositoryPath, 'io/github/l2nas/it/gated').deleteDir()

// Another name, another place: a file is known by its digest.
def inputs = new File(basedir, 'inputs/deep')
inputs.mkdirs()
new File(inputs, 'any-name.csv.gz').bytes = new File(table).bytes
true
