package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;

/**
 * How a batch is cut into shards: part of what results depend on, as sums are taken shard by shard. At least four, so that
 * threads have something to share and none waits long for another; of a large batch more, of sixteen images each, which stay
 * in a processor's cache. But no shard is so small that a layer takes longer to begin than to run. And none has a multiple of eight
 * images where its neighbour can take one: with powers of two, numbers that are used together lie in the same places of a
 * cache and push each other out.
 */
final class Cut {

    /** In words, for results. */
    static final String RULE = "one for 16 images, at least 4, at most 16, none below 4096 pixels;"
            + " of two with the same multiple of 8 images, one has one more and the other one less";

    private static final int FEWEST = 4;
    private static final int MOST = 16;
    private static final int IMAGES = 16;
    private static final int PIXELS = 4096;
    private static final int ROUND = 8;

    private final int[] firsts;

    private Cut(int batch, int shards) {
        firsts = new int[shards + 1];
        for (int shard = 0; shard < shards; shard++) {
            int images = batch / shards + (shard < batch % shards ? 1 : 0);
            firsts[shard + 1] = firsts[shard] + images;
        }
        if (batch % (shards * ROUND) == 0) {
            makeUnlike();
        }
    }

    /** Of each two shards the first one takes an image from the second. */
    private void makeUnlike() {
        for (int shard = 0; shard + 1 < shards(); shard += 2) {
            firsts[shard + 1]++;
        }
    }

    /**
     * The usual one.
     *
     * @param image that the batch consists of
     */
    static Cut of(int batch, Shape image) {
        int wanted = Math.max(FEWEST, (batch + IMAGES - 1) / IMAGES);
        long pixels = (long) batch * image.height() * image.width();
        return new Cut(batch, (int) Math.max(1, Math.min(Math.min(wanted, MOST), Math.min(batch, pixels / PIXELS))));
    }

    /** One shard of all images. */
    static Cut whole(int batch) {
        return new Cut(batch, 1);
    }

    int shards() {
        return firsts.length - 1;
    }

    /** How many images there are. */
    int batch() {
        return firsts[shards()];
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
