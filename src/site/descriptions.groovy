/*
 * Gives each page a description, which search engines and links show: what the page says first, whole sentences up to some
 * 200 characters. Decisions begin with what was decided. The pages are there by now.
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

String described(String html, int most) {
    int start = html.indexOf('id="bodyColumn"')
    String body = start < 0 ? html : html.substring(start)
    def paragraphs = body.findAll(/(?s)<p[ >].*?<\/p>/).collect { plain(it) }.findAll { it.length() > 25 }
    String decision = paragraphs.find { it.startsWith('Decision. ') }
    def first = decision ? decision.substring('Decision. '.length()) : paragraphs.find { !it.startsWith('Full name') }
    first == null ? null : shortened(first, most)
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
