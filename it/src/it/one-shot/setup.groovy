new File(basedir, 'optdigits.csv.gz').bytes = new File(examples, 'quickstart/optdigits.csv.gz').bytes
true
