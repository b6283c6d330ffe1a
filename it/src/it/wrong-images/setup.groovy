def digits = new File(examples, 'quickstart/optdigits.csv.gz').bytes
new File(basedir, 'optdigits.csv.gz').bytes = digits
new File(basedir, 'truncated.csv.gz').bytes = Arrays.copyOf(digits, (int) (digits.length / 2))
// What a disk that ran full leaves of a zip.
new File(basedir, 'corrupted.zip').bytes = [0x50, 0x4b, 3, 4] as byte[]
true
