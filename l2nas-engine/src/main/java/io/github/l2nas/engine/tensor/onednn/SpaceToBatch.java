package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * The phases of maps: with d = 2 the maps of even rows and even columns, of even rows and odd columns and so on, each kind
 * of them one part of a larger batch. Phases that lack a last row or column get one of zeros. A convolution dilated by d
 * is an ordinary one on each phase.
 */
final class SpaceToBatch {

    private final Shard shard;
    private final Shape shape;
    private final int batch;
    private final Shape phase;
    private final int kinds;
    private final boolean complete;
    private final long distance;
    private final List<Primitive> splits = new ArrayList<>();
    private final List<Primitive> merges = new ArrayList<>();

    /**
     * @param shape of the maps, whose channels fill blocks
     * @param distance d
     * @param all whether all phases are wanted, d x d in number, or only that of the first row and column
     */
    SpaceToBatch(Shard shard, int batch, Shape shape, int distance, boolean all) {
        this.shard = shard;
        this.batch = batch;
        this.shape = shape;
        this.distance = distance;
        phase = new Shape(shape.channels(), up(shape.height()), up(shape.width()));
        complete = all && shape.height() % distance == 0 && shape.width() % distance == 0;
        kinds = all ? distance * distance : 1;
        for (int kind = 0; kind < kinds; kind++) {
            prepare(kind, kind / distance, kind % distance);
        }
    }

    private int up(int side) {
        return Math.toIntExact((side + distance - 1) / distance);
    }

    private void prepare(int kind, long row, long column) {
        long height = (shape.height() - row + distance - 1) / distance;
        long width = (shape.width() - column + distance - 1) / distance;
        if (height * distance <= shape.height()) {
            prepare(kind, row, column, 0, height, width);
        } else { // oneDNN would take the last row for overlapping the next map
            prepare(kind, row, column, 0, height - 1, width);
            prepare(kind, row, column, height - 1, 1, width);
        }
    }

    private void prepare(int kind, long row, long column, long first, long height, long width) {
        if (height <= 0 || width <= 0) {
            return;
        }
        long maps = (long) batch * Layout.padded(shape.channels()) / Layout.BLOCK;
        long block = Layout.BLOCK;
        long[] sizes = {maps, height, width, block};
        long line = shape.width() * block;
        long rows = height == 1 ? line : distance * line;
        dnnl_memory_desc_t whole = Layout.strided(
                sizes,
                new long[] {shape.height() * line, rows, distance * block, 1},
                (row + first * distance) * line + column * block);
        long partLine = phase.width() * block;
        long size = phase.height() * partLine;
        dnnl_memory_desc_t part =
                Layout.strided(sizes, new long[] {size, partLine, block, 1}, kind * maps * size + first * partLine);
        splits.add(shard.primitives().reorder(whole, part));
        merges.add(shard.primitives().reorder(part, whole));
    }

    /** Shape of one phase. */
    Shape phase() {
        return phase;
    }

    /** Number of maps in all phases. */
    int phases() {
        return kinds * batch;
    }

    /** Memory for all phases, to be released. */
    NativeMemory acquire() {
        return shard.acquire(Layout.bytes(phases(), phase));
    }

    /** The phases, to be released. */
    NativeMemory split(NativeMemory maps) {
        NativeMemory parts = acquire();
        if (!complete) {
            parts.zero();
        }
        splits.forEach(split -> split.execute(maps, parts));
        return parts;
    }

    /** Puts the phases back; what is of no phase becomes zero. */
    void merge(NativeMemory parts, NativeMemory maps) {
        if (!complete) {
            maps.zero();
        }
        merges.forEach(merge -> merge.execute(parts, maps));
    }
}
