package io.github.l2nas.engine.tensor.onednn;

/**
 * How a batch is cut into shards: part of what results depend on, as sums are taken shard by shard. At least four, so that
 * threads have something to share and none waits long for another; of a large batch more, of sixteen images each, which stay
 * in a processor's cache.
 */
final class Cut {

    /** In words, for results. */
    static final String RULE = "one for 16 images, at least 4, at most 16";

    private static final int FEWEST = 4;
    private static final int MOST = 16;
    private static final int IMAGES = 16;

    private final int[] firsts;

    private Cut(int batch, int shards) {
        firsts = new int[shards + 1];
        for (int shard = 0; shard < shards; shard++) {
            int images = batch / shards + (shard < batch % shards ? 1 : 0);
            firsts[shard + 1] = firsts[shard] + images;
        }
    }

    /** The usual one. */
    static Cut of(int batch) {
        int wanted = Math.max(FEWEST, (batch + IMAGES - 1) / IMAGES);
        return new Cut(batch, Math.min(batch, Math.min(MOST, wanted)));
    }

    /** One shard of all images. */
    static Cut whole(int batch) {
        return new Cut(batch, 1);
    }

    int shards() {
        return firsts.length - 1;
    }

    /** How many images a shard has. */
    int images(int shard) {
        return firsts[shard + 1] - firsts[shard];
    }

    /** The number of a shard's first image. */
    int first(int shard) {
        return firsts[shard];
    }
}
