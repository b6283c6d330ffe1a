package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Makes primitives and keeps them, to free them in the end. Their scratch memory is ours: oneDNN's own belongs to the thread that
 * makes a primitive, and another one may run it.
 */
final class Primitives {

    /** The second summand of {@link #describeJoining}. */
    static final int JOINED = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1;

    private final dnnl_engine engine;
    private final dnnl_stream stream;
    private final Scratch scratch;
    private final dnnl_primitive_attr usual = attributes();
    private final List<Primitive> made = new ArrayList<>();
    private final List<dnnl_primitive_desc> described = new ArrayList<>();
    private final Map<List<Integer>, WeightLayout> unblocking = new HashMap<>();

    Primitives(dnnl_engine engine, dnnl_stream stream, Scratch scratch) {
        this.engine = engine;
        this.stream = stream;
        this.scratch = scratch;
    }

    /** What a primitive of these settings looks like. */
    dnnl_primitive_desc describe(Pointer operation) {
        return describe(operation, usual, null);
    }

    /** What a convolution looks like that adds its result to what is there. */
    dnnl_primitive_desc describeAdding(Pointer operation) {
        return describe(operation, after -> dnnl.dnnl_post_ops_append_sum(after, 1));
    }

    /** What a convolution looks like that writes the sum of its result and other numbers, its argument {@link #JOINED}. */
    dnnl_primitive_desc describeJoining(Pointer operation, dnnl_memory_desc_t other) {
        return describe(operation, after -> dnnl.dnnl_post_ops_append_binary(after, dnnl.dnnl_binary_add, other));
    }

    private dnnl_primitive_desc describe(Pointer operation, ToIntFunction<dnnl_post_ops> appended) {
        dnnl_post_ops after = new dnnl_post_ops();
        dnnl_primitive_attr attributes = attributes();
        check(dnnl.dnnl_post_ops_create(after));
        check(appended.applyAsInt(after));
        check(dnnl.dnnl_primitive_attr_set_post_ops(attributes, after));
        dnnl_primitive_desc description = describe(operation, attributes, null);
        check(dnnl.dnnl_primitive_attr_destroy(attributes));
        check(dnnl.dnnl_post_ops_destroy(after));
        return description;
    }

    /** What a backward primitive looks like that belongs to a forward one. */
    dnnl_primitive_desc describe(Pointer operation, dnnl_primitive_desc forward) {
        return describe(operation, usual, forward);
    }

    /**
     * The same where oneDNN has the operation for this processor.
     *
     * @param forward the forward primitive of a backward one; otherwise null
     */
    Optional<dnnl_primitive_desc> describeWhereImplemented(Pointer operation, dnnl_primitive_desc forward) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        int status = dnnl.dnnl_primitive_desc_create(
                description, new const_dnnl_op_desc_t(operation), usual, engine, forward);
        if (status == dnnl.dnnl_unimplemented) {
            return Optional.empty();
        }
        check(status);
        described.add(description);
        return Optional.of(description);
    }

    private static dnnl_primitive_attr attributes() {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        check(dnnl.dnnl_primitive_attr_create(attributes));
        check(dnnl.dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl.dnnl_scratchpad_mode_user));
        return attributes;
    }

    private dnnl_primitive_desc describe(
            Pointer operation, dnnl_primitive_attr attributes, dnnl_primitive_desc forward) {
        return keep(description -> dnnl.dnnl_primitive_desc_create(
                description, new const_dnnl_op_desc_t(operation), attributes, engine, forward));
    }

    private interface Describing {
        int describe(dnnl_primitive_desc description);
    }

    private dnnl_primitive_desc keep(Describing describing) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        check(describing.describe(description));
        described.add(description);
        return description;
    }

    /** Begins the argument list of a primitive. */
    Primitive.Builder of(dnnl_primitive_desc description) {
        return new Primitive.Builder(engine, stream, description, scratch);
    }

    /** Ends the argument list. */
    Primitive keep(Primitive.Builder builder) {
        Primitive primitive = builder.build();
        made.add(primitive);
        return primitive;
    }

    /** A copy from one layout to another, of the same sizes. */
    Primitive reorder(dnnl_memory_desc_t from, dnnl_memory_desc_t to) {
        dnnl_primitive_desc description =
                keep(made -> dnnl.dnnl_reorder_primitive_desc_create(made, from, engine, to, engine, usual));
        return keep(of(description).with(dnnl.DNNL_ARG_FROM, from).with(dnnl.DNNL_ARG_TO, to));
    }

    /** Tensors side by side along the channels. */
    Primitive concat(List<dnnl_memory_desc_t> inputs, dnnl_memory_desc_t output) {
        dnnl_memory_desc_t all = new dnnl_memory_desc_t(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            Pointer.memcpy(all.getPointer(i), inputs.get(i), inputs.get(i).sizeof());
        }
        dnnl_primitive_desc description = keep(
                made -> dnnl.dnnl_concat_primitive_desc_create(made, output, inputs.size(), 1, all, usual, engine));
        Primitive.Builder builder = of(description);
        for (int i = 0; i < inputs.size(); i++) {
            builder.with(dnnl.DNNL_ARG_MULTIPLE_SRC + i, inputs.get(i));
        }
        return keep(builder.with(dnnl.DNNL_ARG_DST, output));
    }

    /**
     * A layout that a primitive has chosen for a parameter, with the copies to and from PyTorch's order.
     *
     * @param chosen the layout, possibly of larger sizes than the parameter's
     * @param sizes the parameter's
     */
    WeightLayout form(dnnl_memory_desc_t chosen, long... sizes) {
        dnnl_memory_desc_t plain = Layout.plain(sizes);
        if (Layout.same(chosen, plain)) {
            return new WeightLayout(chosen, true, null, null);
        }
        if (chosen.format_kind() == dnnl.dnnl_format_kind_wino) {
            // Transformed for Winograd's algorithm: these are more numbers, and nobody wants them back.
            return new WeightLayout(chosen, false, reorder(plain, chosen)::execute, null);
        }
        dnnl_memory_desc_t filled = Layout.beginning(chosen, sizes);
        Primitive fromPlain = reorder(plain, filled);
        WeightLayout.Copy filling = (from, to) -> {
            to.zero();
            fromPlain.execute(from, to);
        };
        boolean full = Layout.same(chosen, filled);
        return new WeightLayout(chosen, false, full ? fromPlain::execute : filling, reorder(filled, plain)::execute);
    }

    /** Between blocked activations and row-major ones. */
    WeightLayout unblocking(List<Integer> sizes) {
        return unblocking.computeIfAbsent(sizes, key -> {
            Shape shape = new Shape(sizes.get(1), sizes.get(2), sizes.get(3));
            dnnl_memory_desc_t blocked = Layout.unpadded(sizes.get(0), shape);
            dnnl_memory_desc_t plain = Layout.plain(sizes);
            return new WeightLayout(blocked, false, reorder(plain, blocked)::execute, reorder(blocked, plain)::execute);
        });
    }

    /**
     * A 1 x 1 convolution forward, with stride 1.
     *
     * @param bias null where there is none
     */
    static dnnl_convolution_desc_t pointwise(
            dnnl_memory_desc_t source,
            dnnl_memory_desc_t weights,
            dnnl_memory_desc_t bias,
            dnnl_memory_desc_t destination) {
        dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
        check(dnnl.dnnl_convolution_forward_desc_init(
                operation,
                dnnl.dnnl_forward_inference,
                dnnl.dnnl_convolution_direct,
                source,
                weights,
                bias,
                destination,
                new long[] {1, 1},
                new long[2],
                new long[2]));
        return operation;
    }

    /** The layout a description has settled on. */
    static dnnl_memory_desc_t query(dnnl_primitive_desc description, int what) {
        return dnnl.dnnl_primitive_desc_query_md(description, what, 0);
    }

    /** Whether oneDNN has no fast kernel for it: its reference takes a hundred times as long. */
    static boolean isReference(dnnl_primitive_desc description) {
        try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
            check(dnnl.dnnl_primitive_desc_query(description, dnnl.dnnl_query_impl_info_str, 0, name));
            return name.get(BytePointer.class).getString().startsWith("ref");
        }
    }

    /** How many there are. */
    int count() {
        return made.size();
    }

    void close() {
        made.forEach(Primitive::close);
        described.forEach(description -> check(dnnl.dnnl_primitive_desc_destroy(description)));
        check(dnnl.dnnl_primitive_attr_destroy(usual));
        made.clear();
        described.clear();
    }
}
