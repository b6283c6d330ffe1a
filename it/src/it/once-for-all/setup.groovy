import java.awt.image.BufferedImage
import javax.imageio.ImageIO

// Ten classes of coloured noise for a supernet of random weights.
def random = new Random(1)
['train', 'val'].each { part ->
    10.times { label ->
        2.times { number ->
            def image = new BufferedImage(70, 60, BufferedImage.TYPE_INT_RGB)
            def colour = random.nextInt(1 << 24)
            60.times { y -> 70.times { x -> image.setRGB(x, y, colour ^ (random.nextInt(1 << 24) & 0x3f3f3f)) } }
            def file = new File(basedir, "noise/${part}/${label}/${number}.png")
            file.parentFile.mkdirs()
            ImageIO.write(image, 'png', file)
        }
    }
}
// Made-up latencies: about half of the sub-networks are slower than 25 ms.
new File(basedir, 'latency.csv').withWriter('UTF-8') { out ->
    out << 'block,kernel,expansion,latency_ms\n0,,,3.1\n'
    (1..20).each { block -> [3, 5, 7].each { k -> [3, 4, 6].each { e -> out << "$block,$k,$e,${(5 * k * e + 10) / 100}\n" } } }
}
new File(basedir, 'supernet.pth').bytes = new File(shared, 'reference-networks/ofa-mobilenetv3/w0.15/supernet.pth').bytes
def classify = new File(examples, 'classify')
classify.eachFileRecurse { file ->
    if (file.file && !file.path.contains("${File.separator}target${File.separator}")) {
        def copy = new File(basedir, "classify/${classify.toPath().relativize(file.toPath())}")
        copy.parentFile.mkdirs()
        copy.bytes = file.bytes
    }
}
true
