package io.github.l2nas.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PyTorchCheckpointTest {

    private static final byte[] SIX = Checkpoints.floats(ByteOrder.LITTLE_ENDIAN, 0, 1, 2, 3, 4, 5);
    private static final String MATRIX = Checkpoints.tensor("FloatStorage", "K\6", "K\0", "K\2K\3", "K\3K\1");

    @TempDir
    private Path directory;

    @Test
    void aTransposedTensorIsReadInRowMajorOrder() throws IOException {
        NamedTensor tensor = six("K\0", "K\3K\2", "K\1K\3");
        assertThat(tensor.shape()).containsExactly(3, 2);
        assertThat(tensor.values()).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void aTensorMayStartInsideItsStorageAndSkipElements() throws IOException {
        assertThat(six("K\1", "K\2K\2", "K\3K\1").values()).containsExactly(1, 2, 4, 5);
    }

    @Test
    void anExpandedTensorRepeatsItsElements() throws IOException {
        assertThat(six("K\5", "K\2K\2", "K\0K\0").values()).containsExactly(5, 5, 5, 5);
    }

    @Test
    void aNumberHasNoShapeAndAnEmptyTensorNoValues() throws IOException {
        assertThat(six("K\4", "", "").values()).containsExactly(4);
        assertThat(six("K\0", "K\0K\3", "K\3K\1").values()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, 0000000000000440, 2.5",
        "FloatStorage, 000020c0, -2.5",
        "HalfStorage, 00c1, -2.5",
        "HalfStorage, 0100, 5.9604645E-8", // smallest subnormal
        "HalfStorage, ff7b, 65504",
        "HalfStorage, 00fc, -Infinity",
        "BFloat16Storage, 20c0, -2.5",
        "LongStorage, f9ffffffffffffff, -7",
        "IntStorage, f9ffffff, -7",
        "ShortStorage, f9ff, -7",
        "CharStorage, f9, -7",
        "ByteStorage, f9, 249",
        "BoolStorage, 01, 1"
    })
    void everyTypeOfNumberBecomesAFloat(String type, String bytes, float value) throws IOException {
        Path file = Checkpoints.zip(directory)
                .entry("data.pkl", Checkpoints.stateDict(Checkpoints.tensor(type, "K\1", "K\0", "K\1", "K\1")))
                .entry("data/0", HexFormat.of().parseHex(bytes))
                .write();
        assertThat(PyTorchCheckpoint.read(file).get("w").values()).containsExactly(value);
    }

    @Test
    void aFileFromABigEndianMachineSaysSo() throws IOException {
        Path file = Checkpoints.zip(directory)
                .entry("data.pkl", Checkpoints.stateDict(MATRIX))
                .entry("byteorder", "big")
                .entry("data/0", Checkpoints.floats(ByteOrder.BIG_ENDIAN, 0, 1, 2, 3, 4, 5))
                .write();
        assertThat(PyTorchCheckpoint.read(file).get("w").values()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aParameterIsItsTensor() throws IOException {
        String parameter = "ctorch._utils\n_rebuild_parameter\n(" + MATRIX + "\u0088ccollections\nOrderedDict\n)RtR";
        assertThat(read("\u0080\2}X\1\0\0\0w" + parameter + "s.").get("w").values())
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void dictionariesAroundTheStateDictAndThePrefixOfDataParallelAreTakenOff() throws IOException {
        String inner = "}(X\10\0\0\0module.w" + MATRIX + "X\5\0\0\0notesNu";
        assertThat(read("\u0080\2}(X\5\0\0\0epochK\7X\12\0\0\0state_dict}X\5\0\0\0model" + inner + "su."))
                .containsOnlyKeys("w");
    }

    @Test
    void thePrefixStaysWhereNotEveryNameHasIt() throws IOException {
        String two = "\u0080\2}(X\10\0\0\0module.w" + MATRIX + "X\1\0\0\0w" + MATRIX + "u.";
        assertThat(read(two)).containsOnlyKeys("module.w", "w");
    }

    @Test
    void theLegacyFormReads() throws IOException {
        String storage = "\6\0\0\0\0\0\0\0" + new String(SIX, StandardCharsets.ISO_8859_1);
        Path file = Checkpoints.write(directory, Checkpoints.legacy(Checkpoints.stateDict(MATRIX)) + storage);
        assertThat(PyTorchCheckpoint.read(file).get("w").values()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "posix, system",
        "builtins, eval",
        "__builtin__, getattr",
        "collections, defaultdict",
        "argparse, Namespace",
        "torch, Size",
        "torch.nn.modules.container, Sequential",
        "torch._utils, _rebuild_tensor_v3",
        "datetime, datetime",
        "numpy.core.multiarray, _reconstruct"
    })
    void everyOtherClassOrFunctionIsRefusedByName(String module, String name) throws IOException {
        refuses("\u0080\2c" + module + "\n" + name + "\n)R.", module + "." + name);
        refuses("\u0080\2c" + module + "\n" + name + "\n)\u0081.", module + "." + name);
        refuses("(S'x'\ni" + module + "\n" + name + "\n.", "more than tensors and plain data");
        refuses("(i" + module + "\n" + name + "\n.", module + "." + name);
        refuses(
                "\u0080\4\u008c" + (char) module.length() + module + "\u008c" + (char) name.length() + name + "\u0093.",
                module + "." + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080\2\u0082\1.", // EXT1
                "Pid\n.", // PERSID
                "(K\1o.", // OBJ
                "\u0080\4\u008f.", // EMPTY_SET
                "\u0080\4\u008e\u00ff\u00ff\u00ff\177\0\0\0\0ab." // BINBYTES8
            })
    void otherPickleOperationsAreRefused(String pickle) throws IOException {
        refuses(pickle, "more than tensors and plain data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "\u0080\2",
                "\u0080\2}X\u00ff\u00ff\u00ff\177ab",
                "\u0080\2}X\u00ff\u00ff\u00ff\u00ffab",
                "\u0080\2cno end of line",
                "\u0080\2}]K\1s.",
                "\u0080\2K\1K\1K\1s.",
                "\u0080\2}}b.",
                "\u0080\2]}b.",
                "\u0080\2NQ.",
                "\u0080\2ctorch._utils\n_rebuild_tensor_v2\n)R."
            })
    void aMalformedPickleIsReported(String pickle) throws IOException {
        refuses(pickle, "weights.pth");
    }

    @Test
    void aPickleCantTakeMemoryWithoutEnd() throws IOException {
        refuses("\u0080\2" + "]".repeat(3_000_000), "its pickle takes more than 2000000 operations");
    }

    @Test
    void aDictionaryInsideItselfIsNoStateDict() throws IOException {
        refuses("\u0080\2}q\0X\12\0\0\0state_dicth\0s.", "it holds no state dict");
    }

    @Test
    void aSingleTensorOrAWholeModelIsNoStateDict() throws IOException {
        refuses("\u0080\2" + MATRIX + ".", "it holds no state dict");
        refuses("\u0080\2}X\5\0\0\0epochK\7s.", "Save the model's state_dict()");
    }

    @ParameterizedTest
    @CsvSource({
        "75, 1, 1, it reaches to element 75 of a storage with 6",
        "0, 7, 1, it reaches to element 6 of a storage with 6",
        "0, 2, 6, it reaches to element 6 of a storage with 6",
        "-1, 1, 1, it reaches to element -1 of a storage with 6",
        "0, -1, 1, it has shape [-1]",
        "0, 2, -1, it has shape [2] and strides [-1]",
        "0, 2147483647, 0, it has shape [2147483647]",
        "0, 2147483630, 0, more than 8 times as large as the file",
        "0, 73, 2147483647, it reaches to element 154618822584 of"
    })
    void aTensorStaysInsideItsStorage(int offset, int size, int stride, String message) throws IOException {
        String tensor = Checkpoints.tensor(
                "FloatStorage",
                "K\6",
                Checkpoints.number(offset),
                Checkpoints.number(size),
                Checkpoints.number(stride));
        refuses(Checkpoints.stateDict(tensor), "tensor 'w': ");
        refuses(Checkpoints.stateDict(tensor), message);
    }

    @Test
    void sizesWhoseProductOverflowsAreReported() throws IOException {
        String large = "J\0\0\0\100".repeat(5);
        refuses(
                Checkpoints.stateDict(Checkpoints.tensor("FloatStorage", "K\6", "K\0", large, "K\0".repeat(5))),
                "tensor 'w': its shape [1073741824, 1073741824, 1073741824, 1073741824, 1073741824] is too large");
        refuses(
                Checkpoints.stateDict(Checkpoints.tensor(
                        "FloatStorage",
                        "\u008a\10\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\177",
                        "K\0",
                        "K\1",
                        "K\1")),
                "weights.pth");
        refuses(
                Checkpoints.stateDict(
                        Checkpoints.tensor("FloatStorage", "J\u00ff\u00ff\u00ff\u00ff", "K\0", "K\1", "K\1")),
                "contradicts itself about storage 0");
    }

    @Test
    void aStorageShorterThanItSaysIsReported() throws IOException {
        String seven = Checkpoints.stateDict(Checkpoints.tensor("FloatStorage", "K\7", "K\0", "K\1", "K\1"));
        refuses(seven, "tensor 'w': its storage has 24 bytes instead of 28");
    }

    @Test
    void aMissingStorageIsReported() throws IOException {
        Path file = Checkpoints.zip(directory)
                .entry("data.pkl", Checkpoints.stateDict(MATRIX))
                .write();
        refuses(file, "tensor 'w': entry data/0 of the zip is missing");
    }

    @Test
    void aCompressedEntryIsRefused() throws IOException {
        Path file = Checkpoints.zip(directory)
                .entry("data.pkl", Checkpoints.stateDict(MATRIX))
                .compressedEntry("data/0", new byte[1 << 20])
                .write();
        refuses(file, "entry data/0 of the zip is compressed");
    }

    @Test
    void aDamagedStorageIsReported() throws IOException {
        Path file = zip(Checkpoints.stateDict(MATRIX));
        byte[] content = Files.readAllBytes(file);
        int storage = new String(content, StandardCharsets.ISO_8859_1).indexOf("archive/data/0") + 14;
        content[storage + 5]++;
        Files.write(file, content);
        refuses(file, "entry data/0 of the zip is damaged");
    }

    @Test
    void aTruncatedFileOfEitherFormIsReported() throws IOException {
        byte[] zip = Files.readAllBytes(zip(Checkpoints.stateDict(MATRIX)));
        byte[] legacy = Checkpoints.latin1(Checkpoints.legacy(Checkpoints.stateDict(MATRIX)) + "\6\0\0\0\0\0\0\0"
                + new String(SIX, StandardCharsets.ISO_8859_1));
        for (byte[] whole : new byte[][] {zip, legacy}) {
            for (int length = 0; length < whole.length; length++) {
                Path file = directory.resolve("truncated.pth");
                Files.write(file, Arrays.copyOf(whole, length));
                refuses(file, "can't read weights from " + file + ": ");
            }
        }
    }

    @Test
    void aLegacyStorageOfAnotherLengthIsReported() throws IOException {
        String pickle = Checkpoints.stateDict(Checkpoints.tensor("FloatStorage", "J\0\0\0\100", "K\0", "K\1", "K\1"));
        refuses(
                Checkpoints.write(directory, Checkpoints.legacy(pickle) + "\0\0\0\100\0\0\0\0abcd"),
                "storage 0 should have 1073741824 elements; the file is damaged or cut short");
        refuses(
                Checkpoints.write(directory, Checkpoints.legacy(pickle) + "\1\0\0\0\0\0\0\0abcd"),
                "storage 0 should have 1073741824 elements");
    }

    @Test
    void otherFilesAreNoCheckpoints() throws IOException {
        refuses(Checkpoints.write(directory, "<!DOCTYPE html>"), "it is not a file of torch.save");
        refuses(Checkpoints.zip(directory).entry("model.json", "{}").write(), "it is a zip without data.pkl");
        refuses(directory.resolve("absent.pth"), "absent.pth: there is no such file");
        refuses(directory, directory.toString());
    }

    private NamedTensor six(String offset, String shape, String stride) throws IOException {
        return read(Checkpoints.stateDict(Checkpoints.tensor("FloatStorage", "K\6", offset, shape, stride)))
                .get("w");
    }

    private Map<String, NamedTensor> read(String pickle) throws IOException {
        return PyTorchCheckpoint.read(zip(pickle));
    }

    private Path zip(String pickle) throws IOException {
        return Checkpoints.zip(directory)
                .entry("data.pkl", pickle)
                .entry("data/0", SIX)
                .write();
    }

    private void refuses(String pickle, String message) throws IOException {
        refuses(zip(pickle), message);
    }

    private static void refuses(Path file, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> PyTorchCheckpoint.read(file))
                .withMessageContaining("can't read weights from " + file)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("weights"));
    }
}
