package io.github.l2nas.maven.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.maven.parameter.ParameterException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceParameterTest {

    private static SpaceParameter read(String xml, String property) throws IOException, XmlPullParserException {
        return SpaceParameter.of(new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(xml))), property);
    }

    /** As Maven merges a text and elements of two POMs, or the property's expression and elements; no parser makes such. */
    private static SpaceParameter merged(String text, String xml, String property)
            throws IOException, XmlPullParserException {
        Xpp3Dom element = Xpp3DomBuilder.build(new StringReader(xml));
        element.setValue(text);
        return SpaceParameter.of(new XmlPlexusConfiguration(element), property);
    }

    @Test
    void elementsAreChoicesInTheirOrder() throws IOException, XmlPullParserException {
        Part part = read("""
                        <space>
                          <name> mine </name>
                          <choices>
                            <op>gat, gcn,gin</op>
                            <depth>
                              2,
                              3
                            </depth>
                            <kernel3 when=" depth = 3 ">3, 5</kernel3>
                            <another>0.5, a-b</another>
                          </choices>
                        </space>
                        """, null).part(null);
        ChoiceSpace space = (ChoiceSpace) SearchSpaces.of(part);
        assertThat(space.name()).isEqualTo("mine");
        assertThat(space.choices())
                .containsExactly(
                        Choice.of("op", "gat", "gcn", "gin"),
                        Choice.of("depth", 2, 3),
                        Choice.of("kernel3", 3, 5).when("depth", 3),
                        Choice.of("another", "0.5", "a-b"));
    }

    @Test
    void aTextIsANameUnlessOnlyThePropertySaysSomething() throws IOException, XmlPullParserException {
        assertThat(read("<space> darts </space>", "ofa-mbv3").part(null)).isEqualTo(Part.named("darts"));
        assertThat(read("<space>${l2nas.space}</space>", "ofa-mbv3").part(null)).isEqualTo(Part.named("ofa-mbv3"));
        assertThat(read("<space>${l2nas.space}</space>", null).name()).isEmpty();
        assertThat(SpaceParameter.of(null, null).name()).isEmpty();
        assertThat(SpaceParameter.of(null, "darts").name()).isEqualTo("darts");
    }

    @Test
    void elementsAreStrongerThanTheProperty() throws IOException, XmlPullParserException {
        String xml = "<space><name>mine</name><choices><a>1, 2</a></choices></space>";
        assertThat(merged("${l2nas.space}", xml, "darts").part(null))
                .isEqualTo(new Part("choices", null, Map.of("name", "mine", "choices", "{\"a\":[\"1\",\"2\"]}"), null));
    }

    @Test
    void aSpaceOfAnotherKindCanHaveSettings() throws IOException, XmlPullParserException {
        assertThat(read("<space><name>com.example.Mine</name><settings><width>3</width></settings></space>", null)
                        .part(null))
                .isEqualTo(new Part("com.example.Mine", null, Map.of("width", "3"), null));
    }

    @Test
    void aNameBesideElementsIsAmbiguous() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> merged("darts", "<space><name>mine</name></space>", null))
                .withMessageStartingWith("<space> (-Dl2nas.space): it has both the name 'darts' and elements")
                .withMessageContaining("combine.self=\"override\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<space><choices><a>1, 2</a></choices></space> | <space><name> | name the space",
                "<space><name>mine</name><choice/></space> | <space><choice> | <space> has [name, choices, settings]",
                "<space><name>mine</name><choices><a>1</a><a>2</a></choices></space> | <space><choices><a> | stands twice",
                "<space><name>mine</name><choices><a><b>1</b></a></choices></space> | <space><choices><a> | as text",
                "<space><name>mine</name><choices><a if='b=1'>1</a></choices></space> | <space><choices><a> | 'if'",
                "<space><name>mine</name><choices><a when='b'>1</a></choices></space> | <space><choices><a> | no condition",
                "<space><name>m</name><choices><a>1</a></choices><settings/></space> | <space><settings> | no settings"
            })
    void whatIsWrongIsToldWithItsElement(String xml, String element, String message) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> read(xml, null).part(null))
                .withMessageStartingWith(element + " (-Dl2nas.space)")
                .withMessageContaining(message);
    }
}
