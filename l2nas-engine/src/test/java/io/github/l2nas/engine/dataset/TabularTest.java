package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.Feature;
import io.github.l2nas.api.data.FeatureSet;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TabularTest {

    private static final Reading TABULAR = Reading.tabular(Map.of());
    private static final Reading WHOLE = new Reading("tabular", null, null, 0, Map.of());
    private static final String[] PETS = {
        "weight,colour,animal", "4.5,black,cat", "3.5,white,cat", "20,black,dog", "0.5,grey,mouse"
    };

    @TempDir
    private Path place;

    private Fixture set;

    @BeforeEach
    void begin() {
        set = new Fixture(place.resolve("set"));
    }

    @Test
    void aNumberIsAChannelAndACategoryOneForEachThatThereIs() throws IOException {
        Dataset pets = set.text("pets.csv", PETS).read(WHOLE);

        FeatureSet rows = rows(pets);
        assertThat(pets.format()).isEqualTo("tabular");
        assertThat(pets.classes()).containsExactly("cat", "dog", "mouse");
        assertThat(rows.features())
                .containsExactly(
                        Feature.number("weight"),
                        new Feature("colour", "black"),
                        new Feature("colour", "grey"),
                        new Feature("colour", "white"));
        assertThat(rows.values()).containsExactly(4.5f, 1, 0, 0, 3.5f, 0, 0, 1, 20, 1, 0, 0, 0.5f, 0, 1, 0);
        assertThat(rows.labels()).containsExactly(0, 0, 1, 2);
        assertThat(rows.shape()).isEqualTo(new Shape(4, 1, 1));
    }

    @Test
    void numbersAreStandardizedByTheTrainingPartAloneAndCategoriesStayAsTheyAre() throws IOException {
        Dataset dataset = set.text("train.csv", "size,kind,label", "1,a,x", "3,a,y", "1,b,x", "3,b,y")
                .text("test.csv", "size,kind,label", "12,b,y")
                .read(TABULAR);

        Normalisation normalisation = Normalisation.of(dataset.train());
        assertThat(normalisation.mean()).containsExactly(2, 0, 0);
        assertThat(normalisation.deviation()).containsExactly(1, 1, 1);
        assertThat(Batches.inOrder(dataset.test(), new int[] {0}, 1, normalisation)
                        .batch(0, 0)
                        .images())
                .containsExactly(10, 0, 1);
    }

    @Test
    void aCategoryThatTheTrainingPartHasNotIsNoneOfTheKnownOnes() throws IOException {
        Dataset dataset = set.text("train.csv", "kind,label", "a,x", "b,y")
                .text("test.csv", "kind,label", "c,x", "b,y")
                .read(TABULAR);

        assertThat(((FeatureSet) dataset.test()).values()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void theTestPartThatIsSplitOffPlaysNoPartInCategoriesNorInStandardization() throws IOException {
        List<String> lines = new ArrayList<>(List.of("size,kind,label"));
        for (int row = 0; row < 40; row++) {
            lines.add(row * row + ",k" + row + "," + (row % 2 == 0 ? "x" : "y"));
        }
        Dataset dataset = set.text("rows.csv", lines.toArray(String[]::new)).read(TABULAR);

        assertThat(dataset.train().count()).isEqualTo(32);
        FeatureSet train = rows(dataset);
        FeatureSet test = (FeatureSet) dataset.test();
        assertThat(train.features()).hasSize(1 + 32).isEqualTo(test.features());
        double sum = IntStream.range(0, 32)
                .mapToDouble(row -> train.values()[row * 33])
                .sum();
        assertThat(Normalisation.of(train).mean()[0]).isEqualTo((float) (sum / 32));
        for (int row = 0; row < 8; row++) {
            assertThat(Arrays.copyOfRange(test.values(), row * 33 + 1, (row + 1) * 33))
                    .containsOnly(0);
        }
    }

    @Test
    void whichRowsTestDependsOnTheRowsNotOnTheirOrder() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < 50; row++) {
            lines.add(row + ",k" + row % 7 + "," + (row % 3 == 0 ? "x" : "y"));
        }
        Set<Float> tested = tested(lines);
        Collections.reverse(lines);

        assertThat(tested(lines)).isEqualTo(tested).hasSize(10);
    }

    private Set<Float> tested(List<String> lines) throws IOException {
        Dataset dataset = set.text("rows.csv", "size,kind,label\n" + String.join("\n", lines))
                .read(TABULAR);
        FeatureSet test = (FeatureSet) dataset.test();
        Set<Float> sizes = new TreeSet<>();
        for (int row = 0; row < test.count(); row++) {
            sizes.add(test.values()[row * test.features().size()]);
        }
        return sizes;
    }

    @Test
    void columnsAreChosenBySettings() throws IOException {
        Reading reading = new Reading(
                "tabular",
                null,
                null,
                0,
                Map.of("label", "first", "categorical", "zip, never", "ignored", "id", "missingAsMean", "true"));
        Dataset dataset =
                set.text("a.csv", "first,id,zip,never", "2,17,10,", "10,18,9,").read(reading);

        assertThat(dataset.classes()).containsExactly("2", "10");
        assertThat(rows(dataset).features()).containsExactly(new Feature("zip", "9"), new Feature("zip", "10"));
        assertThat(rows(dataset).values()).containsExactly(0, 1, 1, 0);
    }

    @Test
    void theColumnNamedLabelOrClassHasTheClassesElseTheLastOne() throws IOException {
        assertThat(set.text("a.csv", "a,Class,b", "1,x,5", "2,y,6").read(WHOLE).classes())
                .containsExactly("x", "y");
        assertThat(set.text("a.csv", "a,b,c", "1,x,5", "2,y,6").read(WHOLE).classes())
                .containsExactly("5", "6");
    }

    @Test
    void onlyTheRowsOfTheFirstClassesAreUsed() throws IOException {
        Dataset two = set.text("pets.csv", PETS).read(new Reading("tabular", 2, null, 0));

        assertThat(two.classes()).containsExactly("cat", "dog");
        assertThat(rows(two).labels()).containsExactly(0, 0, 1);
        assertThat(rows(two).features()).doesNotContain(new Feature("colour", "grey"));
    }

    @Test
    void aMissingValueIsRefusedUnlessItIsToBeTheMean() throws IOException {
        set.text("a.csv", "size,kind,label", "1,a,x", "?,b,y", "5,NA,x", ",a,y");
        set.fails(
                TABULAR,
                "data set set, file a.csv: line 3, column 'size': no value. Fill it in, remove the row, leave the column"
                        + " out with the setting ignored, or set missingAsMean to true");

        Dataset dataset = set.read(new Reading("tabular", null, null, 0, Map.of("missingAsMean", "true")));
        Normalisation normalisation = Normalisation.of(dataset.train());
        assertThat(normalisation.mean()[0]).isEqualTo(3);
        assertThat(Batches.inOrder(dataset.train(), new int[] {0, 1, 2, 3}, 4, normalisation)
                        .batch(0, 0)
                        .images())
                .containsExactly(-1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0);
    }

    @Test
    void aColumnThatIsTheSameEverywhereBecomesZero() throws IOException {
        Dataset dataset =
                set.text("a.csv", "same,label", "0.1,x", "0.1,y", "0.1,x").read(WHOLE);

        Normalisation normalisation = Normalisation.of(dataset.train());
        assertThat(normalisation.deviation()).containsExactly(1);
        assertThat(Batches.inOrder(dataset.train(), new int[] {0, 1, 2}, 3, normalisation)
                        .batch(0, 0)
                        .images())
                .containsOnly(0);
    }

    @Test
    void rowsAreNotAugmented() throws IOException {
        Dataset dataset = set.text("pets.csv", PETS).read(WHOLE);
        Normalisation normalisation = Normalisation.of(dataset.train());
        int[] all = {0, 1, 2, 3};

        Batch plain = new Batches(dataset.train(), all, 4, normalisation, Augmentation.NONE, 1, "x").batch(0, 0);
        Batch recipe =
                new Batches(dataset.train(), all, 4, normalisation, new Augmentation(4, true, 16), 1, "x").batch(0, 0);
        assertThat(recipe.images()).isEqualTo(plain.images());
        assertThat(recipe.labels()).isEqualTo(plain.labels());
    }

    @Test
    void theOpticalDigitsAreATableOf64Numbers() {
        Reading reading = new Reading("tabular", null, null, null, Map.of("header", "false"));
        Dataset digits = reading.of(RealData.digits());

        assertThat(digits.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(rows(digits).features()).hasSize(64).allMatch(Feature::isNumber);
        assertThat(digits.train().count() + digits.test().count()).isEqualTo(1797);
        int[] all = IntStream.range(0, digits.train().count()).toArray();
        float[] values = Batches.inOrder(digits.train(), all, all.length, Normalisation.of(digits.train()))
                .batch(0, 0)
                .images();
        for (int column = 0; column < 64; column++) {
            double sum = 0;
            double squares = 0;
            for (int i = column; i < values.length; i += 64) {
                sum += values[i];
                squares += values[i] * values[i];
            }
            assertThat(sum / all.length).isCloseTo(0, within(1e-5));
            assertThat(squares == 0 ? 1 : squares / all.length).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void aTableIsReadOnlyWhereTheFormatIsNamed() {
        assertThat(Reading.DEFAULT.of(RealData.digits()).format()).isEqualTo("csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty. A table has a line with the names of its columns and one for each row",
                "'a,label' | it has no rows. A table has a line for each",
                "'a,a;1,2' | its first line has 'a' twice. Give each column a name of its own",
                "'a,;1,2' | its first line has a column without a name. Give each column a name of its own",
                "'1,2;3,4' | its first line has numbers and no names of columns. Put the names there, or set header to"
                        + " false",
                "'a,b;1,2;3' | line 3 has 1 fields, expected 2 as in the first line. It is malformed or cut short; correct"
                        + " it",
                "'a,b;1,2;3,' | line 3, column 'b': no value. Remove the row, or give its class"
            })
    void aFileThatIsNoTableIsNamedWithItsLine(String lines, String message) throws IOException {
        set.file("a.csv", lines.replace(';', '\n').getBytes(StandardCharsets.UTF_8))
                .fails(TABULAR, "data set set, file a.csv: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "label, dataset.settings.label",
        "categorical, dataset.settings.categorical",
        "ignored, dataset.settings.ignored"
    })
    void aColumnThatIsNotThereIsNamed(String setting, String parameter) throws IOException {
        set.text("pets.csv", PETS);

        assertThatThrownBy(() -> set.read(Reading.tabular(Map.of(setting, "height"))))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessage(
                        "data set set: it has no column 'height'; it has [weight, colour, animal]. The first line of a"
                                + " table names its columns");
    }

    @Test
    void numbersThatFloatsCanNotTellApartAreRefused() throws IOException {
        set.text("a.csv", "time,label", "1600000000,x", "1600000001,y", "1600000007,x")
                .fails(
                        TABULAR,
                        "data set set: column 'time' has numbers that differ by so little for their size that 32-bit"
                                + " floats, which networks run on, can't tell them apart. Subtract what they have in"
                                + " common, or leave the column out with the setting ignored");
    }

    @Test
    void aColumnWithTooManyCategoriesIsRefusedWithTheReason() throws IOException {
        StringBuilder text = new StringBuilder("a,label\n");
        for (int row = 0; row < 1100; row++) {
            text.append(row == 70 ? "7O" : "" + row)
                    .append(",x")
                    .append(row % 2)
                    .append('\n');
        }
        set.text("a.csv", text.toString())
                .fails(
                        TABULAR,
                        "data set set: column 'a' has 1100 categories, and 1000 is the most (it is no column of numbers:"
                                + " '7O' in a.csv, line 72 is no number). Leave it out with the setting ignored, or correct"
                                + " it");
    }

    @Test
    void rowsHaveNoImageSize() throws IOException {
        set.text("pets.csv", PETS)
                .fails(
                        new Reading("tabular", null, 8, 0),
                        "data set set: it has rows and no images. Leave imageSize out");
    }

    @Test
    void bothPartsHaveTheSameColumns() throws IOException {
        set.text("train.csv", "a,b", "1,2", "1,3")
                .text("test.csv", "b,a", "1,2")
                .fails(
                        TABULAR,
                        "data set set, file test.csv: its columns are [b, a], those of train.csv [a, b]. Give both files the"
                                + " same columns in the same order");
        set.text("more.csv", "a,b")
                .fails(
                        TABULAR,
                        "data set set: it has several csv files: [more.csv, test.csv, train.csv]. Give one of them, or"
                                + " train.csv and test.csv");
    }

    private static FeatureSet rows(Dataset dataset) {
        return (FeatureSet) dataset.train();
    }
}
