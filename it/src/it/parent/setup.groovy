/*
 * Makes the project "docs" of what the documentation shows: its POMs, parts of POMs and mvn commands, taken out of the pages
 * themselves, so that a page and what is tested can't differ. (This script runs before the first test project is built;
 * the list of what is to be run in "docs" has to be there when Invoker comes to it.)
 *
 * Everything in a fence is run, except for what is named below, with the reason. That is only checked statically, by
 * PomSnippetsTest and CommandsTest of the plugin.
 */
import java.util.zip.GZIPInputStream
import java.util.zip.GZIPOutputStream

// Page and number of its xml snippet, or a part of the command.
def onlyChecked = [
    'getting-started 1': 'is examples/quickstart, which example-quickstart builds',
    'gpu 1': 'needs a GPU',
    'models 1': 'is in examples/serve, which example-quickstart builds',
    'models 2': 'is in examples/classify, which example-quickstart builds',
    'supernets 1': 'trains for hours; the project supernet does the same in small',
    'darts 1': 'is in examples/fashion-mnist, which example-fashion-mnist builds',
    'once-for-all 1': 'is in examples/once-for-all, which example-once-for-all builds',
    'once-for-all 2': 'needs the latencies of 181 blocks; the project once-for-all has made-up ones',
    'once-for-all 3': 'needs a published checkpoint; the project once-for-all has one of random weights',
    'once-for-all 4': 'needs a published checkpoint; example-once-for-all does it with one of random weights',
    'extending 1': 'needs a jar that its reader has; the project outside-jar has one',
    'extending 2': 'is a line; the project own-classes runs such a class',
    'extending 3': 'is a line; the project outside-jar runs such a name',
    'own-spaces 1': 'needs a table of its space; the projects own-choices and graph-networks have one',
    'own-spaces 2': 'needs a file that defines a space; the project own-choices has one',
    'own-data-sets 1': 'needs its class; OwnFormatTest of the engine runs it',
    'data-sets 1': 'needs a file of its reader; TabularTest of the engine has one',
    'search 2': 'needs its program; the project failing-commands has some',
    'proxies 1': 'needs the table of NAS-Bench-201; WarmUpTest of the engine does the same',
    'proxies 2': 'trains for long; the project features-and-filter does the same with a table',
    'proxies 3': 'trains for long; the project features-and-filter does the same with a table',
    'proxies 4': 'needs a data set; ProxyValuesTest of the engine has the values',
    'own-evaluators 1': 'needs its program; OwnPartsTest of the engine runs it',
    'own-evaluators 2': 'needs its class; OwnPartsTest of the engine runs it',
    'own-evaluators 3': 'trains for long; TrainEvaluatorTest of the engine does the same in small',
    'own-strategies 1': 'needs its class; OwnPartsTest of the engine runs it',
    'latency 1': 'times 150 networks; the project latency does the same in small',
    'objectives 3': 'is a part of another one; the project pareto has it',
    'multi-fidelity 1': 'trains for long; FidelitySearchTest of the engine does the same in small',
    'multi-fidelity 2': 'needs a column that the stand-in table does not have; the project fidelities has one',
    'multi-fidelity 3': 'needs a script of its reader; the project fidelities has one',
    'one-shot 1': 'trains for hours; the project one-shot does the same in small',
    'many-machines 2': 'needs a cluster; SparkSearchTest of l2nas-spark has one',
    'faq 1': 'trains for hours; the project supernet-executions does the same in small',
    'releases 1': 'needs native libraries of another system',
    'gate 1': 'needs a version that is published; the project gate has one',
    '-Dl2nas.candidate=': 'needs two results of its reader; the project gate has some',
    '-Dl2nas.artifact=': 'needs a published result; the project gate has one',
    '-DskipTests': 'would install this project while it is tested',
    '-f examples/quickstart/': 'is what example-quickstart does',
    '-Dexec.args=seven.csv': 'is what example-quickstart does',
    '-Dexec.args=photograph.jpg': 'is what the project once-for-all does',
    'mvn -B verify\n': 'is what runs this test',
    'measure-latency -Dl2nas.space=nas-bench-201\n': 'times 150 networks; the project latency does the same in small',
    '-f examples/own-space/': 'times 150 networks; the project latency does the same in small',
    '-Dl2nas.architectures=target/l2nas/front.csv': 'needs a front; the project latency has one',
    'import-table': 'needs the benchmark\'s own files, which can\'t be shipped; the project import-table has others'
]
// What a reader replaces, and sizes.
def replacements = ['=TABLE': '=nas-bench-201.csv.gz', '=FILE': '=nas-bench-201.csv.gz', '-Dl2nas.repeats=10 ': '-Dl2nas.repeats=2 ',
    '-Dl2nas.steps=1000': '-Dl2nas.steps=100', '<steps>1000<': '<steps>100<', '-Dfile=cifar-10.zip': '-Dfile=nas-bench-201.csv.gz',
    '-Dfile=ofa_mbv3_d234_e346_k357_w1.0': '-Dfile=nas-bench-201.csv.gz']
def replaced = { String text ->
    replacements.each { from, to -> text = text.replace(from, to) }
    text
}

def root = examples.toString() + '/..'
def docs = new File(basedir.parentFile, 'docs')
def seen = [] as Set
def invocations = []

def table = { File directory ->
    directory.mkdirs()
    def lines = new GZIPInputStream(new FileInputStream("$examples/nas-bench-201/stand-in.csv.gz")).readLines('UTF-8')
    new GZIPOutputStream(new FileOutputStream(new File(directory, 'nas-bench-201.csv.gz'))).withWriter('UTF-8') { out ->
        out << 'architecture,cifar10_valid,cifar10_test,edgegpu_latency_ms,cifar100_test\n'
        lines.drop(1).each { out << it << ',' << it.split(',')[2] << '\n' }
    }
}
def project = { String name, String content ->
    def directory = new File(docs, name)
    table(directory)
    new File(directory, 'pom.xml').text = content
}
def around = { String name, String content ->
    """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example.docs</groupId>
  <artifactId>$name</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  $content
</project>"""
}
def plugin = { String configuration ->
    """<build><plugins><plugin>
  <groupId>io.github.l2nas</groupId>
  <artifactId>l2nas-maven-plugin</artifactId>
  <version>@version@</version>
  <executions><execution><goals><goal>search</goal></goals></execution></executions>
  <configuration><space>nas-bench-201</space><table>nas-bench-201.csv.gz</table><metric>cifar10_valid</metric>
  $configuration</configuration>
</plugin></plugins></build>"""
}
def run = { String directory, String arguments -> invocations << [directory, arguments] }

def files = [new File(root, 'README.md')] + (new File(root, 'src/site/markdown').listFiles() as List).findAll { it.name.endsWith('.md') }.sort()
files.each { file ->
    def page = file.name - '.md'
    def snippets = 0
    (replaced(file.text) =~ /(?ms)^```(\w*)\n(.*?)^```$/).each { all, language, code ->
        if (language == 'groovy') {
            // A pipeline of Jenkins, which can't be run here.
            new GroovyShell().parse(code)
        }
        if (language == 'xml') {
            def name = "$page ${++snippets}".toString()
            if (onlyChecked.containsKey(name)) {
                seen << name
                return
            }
            def directory = name.replace(' ', '-')
            if (code.startsWith('<project')) {
                project(directory, code)
                run(directory, 'install')
            } else if (code.startsWith('<dependency>')) {
                project(directory, around(directory, "<dependencies>$code</dependencies>"))
                run(directory, 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies')
            } else {
                project(directory, around(directory, code.startsWith('<plugin>') ? "<build><plugins>$code</plugins></build>"
                    : code.startsWith('<reporting>') ? plugin('') + code : plugin(code)).replace('@version@', pluginVersion))
                run(directory, 'process-classes')
                if (code.startsWith('<reporting>')) {
                    run(directory, 'site')
                }
            }
            return
        }
        (code =~ /\bmvn [^\n&|;']*/).each { command ->
            def reason = onlyChecked.keySet().find { (command + '\n').contains(it) }
            if (reason) {
                seen << reason
                return
            }
            // The recipes, the reports and the first page are for a search project; the others need none.
            def ofProject = page in ['ci', 'index', 'report']
            def directory = ofProject ? 'README-1' : page
            if (!ofProject) {
                table(new File(docs, directory))
            }
            def arguments = command.substring(4).strip()
            if (arguments.endsWith('deploy')) {
                arguments += " -DaltDeploymentRepository=docs::file://${new File(docs, 'repository')}"
            }
            run(directory, arguments.replace('-Durl=...', "-Durl=file://${new File(docs, 'repository')}"))
        }
    }
}
def unknown = onlyChecked.keySet() - seen
assert unknown.isEmpty(): "the documentation has no longer: $unknown"

// The recipes of several services have the same commands.
invocations = invocations.unique()
def properties = new StringBuilder('# Once is enough.\ninvoker.maven.version = 3.9+\n')
invocations.eachWithIndex { invocation, i ->
    properties << "invoker.project.${i + 1} = ${invocation[0]}\n"
    // Invoker parts a line of goals at commas, too.
    def (lists, goals) = invocation[1].split(' ').split { it.startsWith('-D') && it.contains(',') }
    properties << "invoker.goals.${i + 1} = ${goals.join(' ')}\n"
    if (lists) {
        properties << "invoker.userPropertiesFile.${i + 1} = ${i + 1}.properties\n"
        new File(docs, "${i + 1}.properties").text = lists.collect { it.substring(2) + '\n' }.join()
    }
}
docs.mkdirs()
new File(docs, 'invoker.properties').text = properties
true
