package io.github.l2nas.api.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FidelitiesTest {

    @Test
    void readsAmountUnitAndColumn() {
        Fidelities fidelities = Fidelities.of(List.of("12 epochs short", " 200  epochs "), null);
        assertThat(fidelities.unit()).isEqualTo("epochs");
        assertThat(fidelities.levels()).containsExactly(new Fidelity(12, "short"), new Fidelity(200, null));
        assertThat(fidelities).hasToString("12, 200 epochs");
        assertThat(fidelities.share(0)).isEqualTo(0.06);
        assertThat(fidelities.share(1)).isEqualTo(1);
        assertThat(fidelities.at(0.06).column()).isEqualTo("short");
    }

    @Test
    void noneIsNone() {
        assertThat(Fidelities.of(List.of(), null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twelve epochs | 'twelve epochs' is no fidelity; write a positive amount and its unit",
                "0 epochs | '0 epochs' is no fidelity",
                "-1 epochs | '-1 epochs' is no fidelity",
                "12 | '12' is no fidelity",
                "12 Epochs | '12 Epochs' is no fidelity",
                "12 epochs a b | '12 epochs a b' is no fidelity",
                "12 epochs;200 images | '200 images' is not counted in epochs as the one before",
                "12 epochs;3 epochs | 3 epochs comes after 12; write the lowest first, each once",
                "12 epochs;12 epochs | 12 epochs comes after 12; write the lowest first, each once",
            })
    void mistakesAreToldWithTheText(String texts, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Fidelities.of(List.of(texts.split(";", -1)), null))
                .withMessageContaining(message);
    }

    @Test
    void aTrialThatGoesOnCostsTheDifference() {
        List<String> texts = List.of("1 epochs", "3 epochs", "9 epochs");
        Fidelities anew = Fidelities.of(texts, null);
        Fidelities continued = Fidelities.of(texts, true);
        assertThat(anew.cost(1, anew.share(1))).isEqualTo(9);
        assertThat(continued.cost(1, continued.share(1))).isEqualTo(6);
        assertThat(continued.cost(1, 0)).isEqualTo(9);
    }

    @Test
    void continuingWithoutFidelitiesIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Fidelities.of(List.of(), true))
                .withMessageContaining("declare some");
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "0.3333333333333333, 3", "0.01, 1"})
    void amountsOfARangeAreMultiplesOfItsStep(double share, double amount) {
        assertThat(new FidelityRange("epochs", 1, 9, true).amount(share)).isEqualTo(amount);
    }
}
