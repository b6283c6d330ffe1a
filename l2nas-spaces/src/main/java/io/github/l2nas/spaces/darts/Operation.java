package io.github.l2nas.spaces.darts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an edge of a cell does; the order is that of the columns of an action. */
public enum Operation {
    /** 3x3 max pooling. */
    MAX_POOL_3X3("max_pool_3x3"),
    /** 3x3 average pooling. */
    AVERAGE_POOL_3X3("avg_pool_3x3"),
    /** The identity; with stride 2 a factorized reduction. */
    SKIP_CONNECT("skip_connect"),
    /** Two depthwise separable 3x3 convolutions. */
    SEPARABLE_3X3("sep_conv_3x3"),
    /** Two depthwise separable 5x5 convolutions. */
    SEPARABLE_5X5("sep_conv_5x5"),
    /** A depthwise separable 3x3 convolution with dilation 2. */
    DILATED_3X3("dil_conv_3x3"),
    /** A depthwise separable 5x5 convolution with dilation 2. */
    DILATED_5X5("dil_conv_5x5");

    private final String notation;

    Operation(String notation) {
        this.notation = notation;
    }

    /**
     * The operation's name in genotypes.
     *
     * @return for example {@code sep_conv_3x3}
     */
    public String notation() {
        return notation;
    }

    static Optional<Operation> of(String notation) {
        return Arrays.stream(values())
                .filter(operation -> operation.notation.equals(notation))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Operation::notation).toList();
    }
}
