import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream

def lines = new GZIPInputStream(new FileInputStream(table)).readLines('UTF-8')
lines[1] = lines[1].replaceAll(/[0-9.]+$/, '99.5')
new GZIPOutputStream(new FileOutputStream(new File(basedir, 'other.csv.gz'))).withStream {
    it.write((lines.join('\n') + '\n').getBytes('UTF-8'))
}
true
