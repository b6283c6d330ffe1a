/*
 * Gives each page a description, which search engines and links show: what the page says first, whole sentences up to some
 * 200 characters. A decision is described by what was decided, a goal by what it does, and a page that begins with a heading by
 * its headings. The pages are there by now.
 */
int most = 200

String plain(String html) {
    html.replaceAll(/(?s)<[^>]+>/, '')
            .replaceAll(/&lt;/, '<').replaceAll(/&gt;/, '>').replaceAll(/&quot;/, '"').replaceAll(/&#160;|&nbsp;/, ' ')
            .replaceAll(/&amp;/, '&')
            .replaceAll(/ \+- /, ' ± ')
            .replaceAll(/\s+/, ' ').trim()
}

/** Whole sentences where they fit, else whole words. */
String shortened(String text, int most) {
    if (text.length() <= most) {
        return text
    }
    int sentence = text.substring(0, most).lastIndexOf('. ')
    if (sentence >= 40) {
        return text.substring(0, sentence + 1)
    }
    text.substring(0, text.substring(0, most).lastIndexOf(' ')).replaceAll(/[,:;(]$/, '') + '…'
}

/** The texts of an element, in order. */
List<String> texts(String html, String element) {
    html.findAll("(?s)<${element}[ >].*?</${element}>").collect { plain(it) }.findAll { !it.isEmpty() }
}

String described(String html, int most) {
    int start = html.indexOf('id="bodyColumn"')
    int end = html.indexOf('<footer')
    String body = html.substring(Math.max(0, start), end < 0 ? html.length() : end)
    def goal = body =~ /(?s)<strong>Description<\/strong>:?<\/p>\s*<(?:p|div)>(.*?)<\/(?:p|div)>/
    if (goal.find()) {
        return shortened(plain(goal.group(1)), most)
    }
    def paragraphs = texts(body, 'p')
    String decision = paragraphs.find { it.startsWith('Decision. ') }
    if (decision) {
        return shortened(decision.substring('Decision. '.length()), most)
    }
    // A page that begins with a heading is described by its headings, or by what it lists.
    int section = body.indexOf('<h2')
    int paragraph = body.indexOf('<p>')
    boolean headed = paragraph < 0 || (section >= 0 && section < paragraph)
    String first = paragraphs ? paragraphs[0].replaceFirst(/^Context\. /, '') : ''
    if (!headed && first.length() >= 40) {
        return shortened(first, most)
    }
    def parts = headed && section >= 0 ? texts(body, 'h2') : [first] + texts(body, 'h2') + texts(body, 'li')
    shortened(texts(body, 'h1')[0] + ': ' + parts.findAll { it }.join('; '), most)
}

String escaped(String text) {
    text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;')
}

def site = new File(project.basedir.parentFile, 'target/site')
int given = 0
site.eachFileRecurse { file ->
    def within = site.toPath().relativize(file.toPath())
    if (!file.name.endsWith('.html') || within.startsWith('apidocs')) {
        return
    }
    String html = file.getText('UTF-8')
    String description = html.contains('<meta name="description"') ? null : described(html, most)
    if (description != null) {
        def meta = '<meta name="description" content="' + escaped(description) + '" />\n    '
        int place = html.indexOf('<meta name="generator"')
        file.setText(html.substring(0, place) + meta + html.substring(place), 'UTF-8')
        given++
    }
}
log.info("${given} pages have a description")
