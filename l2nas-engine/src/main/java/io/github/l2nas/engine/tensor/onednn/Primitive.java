package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/** A oneDNN primitive with its argument list; memory is given anew for each execution. */
final class Primitive {

    /** What the memory of an argument is and how it is laid out. */
    private record Argument(int role, dnnl_memory_desc_t descriptor) {}

    private final dnnl_stream stream;
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final dnnl_exec_arg_t arguments;
    private final dnnl_memory[] memories;
    private final NativeMemory[] given;
    private final Scratch scratch;
    private final long scratchBytes;

    private Primitive(
            dnnl_engine engine,
            dnnl_stream stream,
            dnnl_primitive_desc description,
            List<Argument> arguments,
            Scratch scratch,
            long scratchBytes) {
        this.stream = stream;
        this.scratch = scratch;
        this.scratchBytes = scratchBytes;
        check(dnnl.dnnl_primitive_create(primitive, description));
        this.arguments = new dnnl_exec_arg_t(arguments.size());
        memories = new dnnl_memory[arguments.size()];
        given = new NativeMemory[arguments.size()];
        for (int i = 0; i < memories.length; i++) {
            memories[i] = new dnnl_memory();
            check(dnnl.dnnl_memory_create(memories[i], arguments.get(i).descriptor(), engine, new Pointer()));
            this.arguments.getPointer(i).arg(arguments.get(i).role()).memory(memories[i]);
        }
    }

    /**
     * Runs the primitive.
     *
     * @param memory of each argument, in the order in which they were declared
     */
    void execute(NativeMemory... memory) {
        for (int i = 0; i < memory.length; i++) {
            give(i, memory[i]);
        }
        if (scratchBytes > 0) {
            give(memory.length, scratch.of(scratchBytes));
        }
        check(dnnl.dnnl_primitive_execute(primitive, stream, memories.length, arguments));
    }

    private void give(int argument, NativeMemory memory) {
        if (given[argument] != memory) {
            check(dnnl.dnnl_memory_set_data_handle(memories[argument], memory.pointer()));
            given[argument] = memory;
        }
    }

    /** Frees the primitive and its memory objects. */
    void close() {
        check(dnnl.dnnl_primitive_destroy(primitive));
        for (dnnl_memory memory : memories) {
            check(dnnl.dnnl_memory_destroy(memory));
        }
        arguments.deallocate();
    }

    /** Collects a primitive's arguments. */
    static final class Builder {
        private final dnnl_engine engine;
        private final dnnl_stream stream;
        private final dnnl_primitive_desc description;
        private final Scratch scratch;
        private final List<Argument> arguments = new ArrayList<>();

        Builder(dnnl_engine engine, dnnl_stream stream, dnnl_primitive_desc description, Scratch scratch) {
            this.engine = engine;
            this.stream = stream;
            this.description = description;
            this.scratch = scratch;
        }

        Builder with(int role, dnnl_memory_desc_t descriptor) {
            arguments.add(new Argument(role, descriptor));
            return this;
        }

        Builder withIf(boolean present, int role, dnnl_memory_desc_t descriptor) {
            return present ? with(role, descriptor) : this;
        }

        Primitive build() {
            dnnl_memory_desc_t wanted = Primitives.query(description, dnnl.dnnl_query_scratchpad_md);
            long bytes = wanted == null ? 0 : Layout.bytes(wanted);
            if (bytes > 0) {
                with(dnnl.DNNL_ARG_SCRATCHPAD, wanted);
            }
            return new Primitive(engine, stream, description, arguments, scratch, bytes);
        }
    }
}
