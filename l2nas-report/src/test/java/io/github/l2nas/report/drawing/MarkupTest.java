package io.github.l2nas.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void textAndAttributesAreEscaped() {
        Markup markup = new Markup().element("p", "<b>&\u0000'", "title", "\"><script>");

        assertThat(markup).hasToString("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;\uFFFD&#39;</p>");
    }

    @Test
    void coordinatesAreRoundedToTenths() {
        assertThat(Markup.coordinate(12.04)).isEqualTo("12");
        assertThat(Markup.coordinate(12.06)).isEqualTo("12.1");
        assertThat(Markup.coordinate(-0.04)).isEqualTo("0");
        assertThat(Markup.coordinate(-3.25)).isEqualTo("-3.2");
    }
}
