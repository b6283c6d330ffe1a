package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What each shard has of a tensor. The shards' threads put it there and take it away. */
final class ShardedTensor implements Tensor {

    /** What the parts are of the whole. */
    enum Parts {
        /** The shards' images, in the order of the shards. */
        IMAGES,
        /** Summands, which {@link #addUp} adds up. */
        SUMMANDS,
        /** Each the whole. */
        COPIES,
        /** Nothing that anybody but the kernel knows. */
        OPAQUE
    }

    private final Parts parts;
    private final List<Integer> sizes;
    private final Cut cut;
    private final List<List<Tensor>> ofShards;
    private float[] total;

    ShardedTensor(Parts parts, List<Integer> sizes, Cut cut) {
        this.parts = parts;
        this.sizes = sizes;
        this.cut = cut;
        ofShards = new ArrayList<>(cut.shards());
        for (int shard = 0; shard < cut.shards(); shard++) {
            ofShards.add(List.of());
        }
    }

    /** What kernels keep for their way back. */
    static ShardedTensor opaque(Cut cut) {
        return new ShardedTensor(Parts.OPAQUE, List.of(0), cut);
    }

    /** Adds the summands in double precision, in the order of the shards. */
    void addUp() {
        total = get(0).memory().floats(count());
        if (cut.shards() > 1) {
            addTheOthers();
        }
    }

    private void addTheOthers() {
        double[] sums = new double[total.length];
        add(sums);
        for (int shard = 1; shard < cut.shards(); shard++) {
            get(shard).memory().read(total, 0, total.length);
            add(sums);
        }
        for (int i = 0; i < sums.length; i++) {
            total[i] = (float) sums[i];
        }
    }

    private void add(double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += total[i];
        }
    }

    /** The sum of the summands. */
    float[] total() {
        return total;
    }

    @Override
    public List<Integer> sizes() {
        return sizes;
    }

    Parts parts() {
        return parts;
    }

    Cut cut() {
        return cut;
    }

    void set(int shard, Tensor part) {
        set(shard, List.of(part));
    }

    void set(int shard, List<Tensor> tensors) {
        ofShards.set(shard, tensors);
    }

    OneDnnTensor get(int shard) {
        return (OneDnnTensor) ofShards.get(shard).get(0);
    }

    List<Tensor> all(int shard) {
        return ofShards.get(shard);
    }
}
