// Another name, another place: a file is known by its digest.
def inputs = new File(basedir, 'inputs/deep')
inputs.mkdirs()
new File(inputs, 'any-name.csv.gz').bytes = new File(table).bytes
true
