package io.github.l2nas.engine.tensor.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimitivesTest {

    private static final Shape MAP = new Shape(32, 16, 16);

    @BeforeEach
    void load() {
        OneDnn.load();
    }

    /** Winograd's algorithm has stride 1. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void whatOneDnnDoesNotHaveIsAbsent(int stride, boolean there) {
        Scratch scratch = new Scratch();
        try (Shard shard = new Shard(scratch)) {
            int algorithm = stride == 1 ? dnnl.dnnl_convolution_direct : dnnl.dnnl_convolution_winograd;
            assertThat(shard.primitives().describeWhereImplemented(convolution(algorithm, stride), null))
                    .matches(description -> description.isPresent() == there);
        } finally {
            scratch.close();
        }
    }

    private static dnnl_convolution_desc_t convolution(int algorithm, int stride) {
        dnnl_memory_desc_t weights = Layout.any(MAP.channels(), MAP.channels(), 3, 3);
        dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
        OneDnn.check(dnnl.dnnl_convolution_forward_desc_init(
                operation,
                dnnl.dnnl_forward_training,
                algorithm,
                Layout.activations(2, MAP),
                weights,
                null,
                Layout.activations(2, new Shape(MAP.channels(), MAP.height() / stride, MAP.width() / stride)),
                new long[] {stride, stride},
                new long[] {1, 1},
                new long[] {stride == 1 ? 1 : 0, stride == 1 ? 1 : 0}));
        return operation;
    }
}
