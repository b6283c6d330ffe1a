// High where a red row's number is positive or a blue one's is negative; one label of ten is wrong.
def random = new Random(1)
new File(basedir, 'rows.csv').withWriter('UTF-8') { out ->
    out << 'number,color,class\n'
    600.times {
        def number = random.nextInt(200) - 100
        def red = random.nextBoolean()
        def right = random.nextInt(10) > 0
        out << "${number},${red ? 'red' : 'blue'},${((number > 0) == red) == right ? 'high' : 'low'}\n"
    }
}
true
