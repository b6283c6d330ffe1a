import java.awt.image.BufferedImage
import javax.imageio.ImageIO

// Ten classes of one grey photograph.
10.times { label ->
    def file = new File(basedir, "photographs/${label}/grey.png")
    file.parentFile.mkdirs()
    ImageIO.write(new BufferedImage(240, 260, BufferedImage.TYPE_BYTE_GRAY), 'png', file)
}
// The example as a user copies it.
new File(examples, 'once-for-all').eachFile { file ->
    if (file.file) {
        new File(basedir, file.name).bytes = file.bytes
    }
}
true
