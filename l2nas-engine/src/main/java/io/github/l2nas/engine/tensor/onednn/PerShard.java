package io.github.l2nas.engine.tensor.onednn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Something that each shard has of its own, and makes when it first needs it. */
final class PerShard<T> {

    private final IntFunction<T> making;
    private final List<T> made;

    PerShard(Cut cut, IntFunction<T> making) {
        this.making = making;
        made = new ArrayList<>(Collections.nCopies(cut.shards(), null));
    }

    T of(int shard) {
        if (made.get(shard) == null) {
            made.set(shard, making.apply(shard));
        }
        return made.get(shard);
    }
}
