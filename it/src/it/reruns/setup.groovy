import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream

// The table once more under its own name, in another directory and with one accuracy changed.
def original = new File(table)
def lines = new GZIPInputStream(new FileInputStream(original)).readLines('UTF-8')
def fields = lines[1].split(',')
fields[1] = '99.5'
lines[1] = fields.join(',')
def changed = new File(basedir, "changed/${original.name}")
changed.parentFile.mkdirs()
new GZIPOutputStream(new FileOutputStream(changed)).withStream {
    it.write((lines.join('\n') + '\n').getBytes('UTF-8'))
}
// Another name, the same content.
new File(basedir, 'renamed.csv.gz').bytes = changed.bytes
true
