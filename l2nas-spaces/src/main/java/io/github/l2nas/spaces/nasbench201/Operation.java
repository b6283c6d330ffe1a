package io.github.l2nas.spaces.nasbench201;

import java.util.Optional;

/** What an edge of a cell does; the order is that of the columns of an action. */
public enum Operation {
    /** Zeros: the edge is not there. */
    NONE("none"),
    /** The identity. */
    SKIP_CONNECT("skip_connect"),
    /** ReLU, 1x1 convolution, batch normalisation. */
    CONVOLUTION_1X1("nor_conv_1x1"),
    /** ReLU, 3x3 convolution, batch normalisation. */
    CONVOLUTION_3X3("nor_conv_3x3"),
    /** 3x3 average pooling. */
    AVERAGE_POOL_3X3("avg_pool_3x3");

    private final String notation;

    Operation(String notation) {
        this.notation = notation;
    }

    /**
     * The operation's name in architecture strings.
     *
     * @return for example {@code nor_conv_3x3}
     */
    public String notation() {
        return notation;
    }

    static Optional<Operation> of(String notation) {
        for (Operation operation : values()) {
            if (operation.notation.equals(notation)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
