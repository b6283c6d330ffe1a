package io.github.l2nas.engine.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles are written as text whose characters are bytes; Python's {@code pickletools.dis} explains them. */
class PlainUnpicklerTest {

    @Test
    void readsPlainDataInItsOrder() throws IOException {
        // pickle.dumps({"b": 1, ("a", 2): [2.5, None, True]}, 4)
        Object read = read("\u0080\4}(\u008c\1bK\1\u008c\1aK\2\u0086](G@\4\0\0\0\0\0\0N\u0088eu.");
        assertThat(read).isInstanceOfSatisfying(Map.class, map -> {
            assertThat(map.keySet().toString()).isEqualTo("[b, [a, 2]]");
            assertThat(map.get(List.of("a", 2))).isEqualTo(Arrays.asList(2.5, null, true));
        });
    }

    @Test
    void readsOrderedDictionariesAndSets() throws IOException {
        assertThat(read("\u0080\4\u008c\13collections\u008c\13OrderedDict\u0093)R(\u008c\1xK\1\u008c\1yK\2u."))
                .hasToString("{x=1, y=2}");
        assertThat(read("\u0080\4\u008f(K\7\u0090.")).hasToString("[7]");
        assertThat(read("\u0080\3cbuiltins\nset\n](K\7K\3e\u0085R.")).hasToString("[7, 3]");
    }

    @ParameterizedTest
    @CsvSource({
        "numpy._core.multiarray, f8, <, 0000000000000440, 2.5",
        "numpy.core.multiarray, f8, >, 4004000000000000, 2.5",
        "numpy.core.multiarray, f4, <, 00002040, 2.5",
        "numpy.core.multiarray, i8, <, 0700000000000000, 7",
        "numpy.core.multiarray, i4, <, 07000000, 7"
    })
    void readsNumbersOfNumpy(String module, String type, String order, String hexadecimal, String value)
            throws IOException {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < hexadecimal.length(); i += 2) {
            bytes.append((char) Integer.parseInt(hexadecimal.substring(i, i + 2), 16));
        }
        Object read = read("\u0080\3c" + module + "\nscalar\ncnumpy\ndtype\nX\2\0\0\0" + type
                + "K\0K\1\u0087R(K\3X\1\0\0\0"
                + order + "NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tbC" + (char) bytes.length() + bytes
                + "\u0086R.");
        assertThat(read).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cposix\nsystem\n(S'touch x'\ntR.", // protocol 0
                "\u0080\2cposix\nsystem\nX\7\0\0\0touch x\u0085R.",
                "\u0080\4\u008c\5posix\u008c\6system\u0093\u008c\7touch x\u0085R.",
                "\u0080\4\u008c\5posix\u008c\6system\u0093)\u0081.",
                "(S'touch x'\niposix\nsystem\n."
            })
    void namesTheFunctionThatAPickleWouldCall(String pickle) {
        refuses(pickle, "it names the class or function posix.system, and for safety only plain data is read");
    }

    @ParameterizedTest
    @CsvSource({
        "builtins, eval",
        "java.lang, Runtime",
        "datetime, datetime",
        "decimal, Decimal",
        "array, array",
        "numpy.core.multiarray, fromfile",
        "_codecs, decode",
        "Pyro5.core, Daemon",
        "torch._utils, _rebuild_tensor_v2"
    })
    void refusesEveryOtherClassEvenThoseTheLibraryKnows(String module, String name) {
        refuses("c" + module + "\n" + name + "\n)R.", module + "." + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080\2\u0082\1.", // EXT1
                "Pid\n.", // PERSID
                "NQ.", // BINPERSID
                "(K\1o.", // OBJ
                "\u0080\4\u008c\13collections\u008c\13OrderedDict\u0093)}\u0092." // NEWOBJ_EX
            })
    void refusesOtherWaysToObjects(String pickle) {
        refuses(pickle, "its pickle holds more than plain data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ccollections\nOrderedDict\n]\u0085R.", "cnumpy\ndtype\nK\1\u0085R.", "K\1K\2\u0085R.", "K\1)R."
            })
    void refusesToConstructFromOtherArguments(String pickle) {
        refuses(pickle, "it constructs an object that is no plain data");
    }

    @Test
    void refusesKeysWhoseHashWouldTakeForEver() {
        refuses("\u0080\4}]K\1s.", "keys that are neither text nor numbers");
        refuses("\u0080\4}((]]tK\1u.", "keys that are neither text nor numbers");
        refuses("\u0080\4\u008f(]\u0090.", "keys that are neither text nor numbers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0080\4",
                "\u0080\4](",
                "\u0080\4K",
                "\u0080\4\u008c\11ab",
                "X\u00ff\u00ff\u00ff\177ab",
                "\u008d\0\0\0\0\0\0\0\177ab.",
                "\u008e\u00ff\u00ff\u00ff\177\0\0\0\0ab.",
                "B\u00ff\u00ff\u00ff\u00ff."
            })
    void reportsAPickleThatIsCutShortOrClaimsToBeLonger(String pickle) {
        assertThatIOException()
                .isThrownBy(() -> read(pickle))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "0.",
                "u.",
                "K\1K\1K\1s.",
                "a.",
                "\u0093.",
                "h\7.",
                "R.",
                "K\1(K\1e.",
                "\u0001",
                "<!DOCTYPE html>"
            })
    void reportsAMalformedPickle(String pickle) {
        assertThatIOException()
                .isThrownBy(() -> read(pickle))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void boundsWhatASmallPickleCanMakeOfMemory() {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        for (int i = 0; i < 3_000_000; i++) {
            pickle.write(']');
        }
        assertThatIOException()
                .isThrownBy(() -> PlainUnpickler.read(pickle.toByteArray()))
                .withMessage("its pickle takes more than 2000000 operations to read");
    }

    private static Object read(String pickle) throws IOException {
        return PlainUnpickler.read(pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void refuses(String pickle, String message) {
        assertThatIOException().isThrownBy(() -> read(pickle)).withMessageContaining(message);
    }
}
