package io.github.l2nas.benchmarks.pytorch;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.github.l2nas.api.graph.Layer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Average pooling that leaves padding out of the mean. DJL 0.36.0 drops {@code count_include_pad} on its way to PyTorch, so
 * the operation is called by a TorchScript module of one line: the same kernel forward and backward.
 */
final class AveragePools {

    private static final String CODE = """
            class AveragePool(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.AveragePool,
                x: Tensor) -> Tensor:
                return torch.avg_pool2d(x, [%1$d, %1$d], [%2$d, %2$d], [%3$d, %3$d], False, False, None)
            """;

    /** The pickled module: its class and {@code training = True}. */
    private static final String MODULE =
            "\u0080\u0002c__torch__\nAveragePool\nq\0)\u0081}(X\u0008\0\0\0trainingq\u0001\u0088ubq\u0002.";

    /** An empty tuple. */
    private static final String CONSTANTS = "\u0080\u0002).";

    private static final String FORMAT_VERSION = "3\n";

    private final PtNDManager owner;
    private final Map<Layer.Pool, PtSymbolBlock> modules = new HashMap<>();

    AveragePools(PtNDManager owner) {
        this.owner = owner;
    }

    PtNDArray apply(Layer.Pool pool, PtNDArray x) {
        PtSymbolBlock module = modules.computeIfAbsent(pool, this::load);
        return (PtNDArray) IValueUtils.forward(module, new NDList(x), true).get(0);
    }

    private PtSymbolBlock load(Layer.Pool pool) {
        try (ByteArrayInputStream archive = new ByteArrayInputStream(archive(pool))) {
            return JniUtils.loadModule(owner, archive, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] archive(Layer.Pool pool) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "data.pkl", MODULE);
            add(zip, "code/__torch__.py", CODE.formatted(pool.kernel(), pool.stride(), pool.padding()));
            add(zip, "constants.pkl", CONSTANTS);
            add(zip, "version", FORMAT_VERSION);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("pool/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
