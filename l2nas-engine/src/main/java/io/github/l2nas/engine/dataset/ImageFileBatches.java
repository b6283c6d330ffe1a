package io.github.l2nas.engine.dataset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Batches of photographs in order, decoded, framed and normalised on background threads while the last ones are worked on;
 * a few batches ahead, so that memory is bounded. What it gives does not depend on the number of threads. Photographs are
 * decoded again for each iteration, but for those whose squares fit into a cache.
 */
public final class ImageFileBatches implements Iterable<Batch>, AutoCloseable {

    private static final int AHEAD = 2;
    private static final int CHANNELS = 3;

    private final ImageFiles folder;
    private final List<ImageFile> photos;
    private final CropTransform framing;
    private final int batchSize;
    private final float[][] levels;
    private final ExecutorService decoders;
    private final byte[][] kept;
    private final AtomicLong room;

    /**
     * @param folder where the photographs lie
     * @param photos which, in which order
     * @param framing what is seen of each
     * @param batchSize photographs in a batch, at least 1; the last one has the rest
     * @param normalisation of red, green and blue
     * @param threads that decode, at least 1
     * @param cacheBytes how much memory squares are kept in for the next iteration; 0 for none
     */
    public ImageFileBatches(
            ImageFiles folder,
            List<ImageFile> photos,
            CropTransform framing,
            int batchSize,
            Normalisation normalisation,
            int threads,
            long cacheBytes) {
        this.folder = folder;
        this.photos = List.copyOf(photos);
        this.framing = framing;
        this.batchSize = batchSize;
        levels = normalisation.levels();
        kept = new byte[photos.size()][];
        room = new AtomicLong(cacheBytes);
        decoders = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "l2nas-photos");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Number of photographs in all batches.
     *
     * @return as many as were given
     */
    public int count() {
        return photos.size();
    }

    /** A batch whose photographs are on their way. */
    private record Coming(Batch batch, List<Future<?>> photos) {}

    @Override
    public Iterator<Batch> iterator() {
        return from(0);
    }

    /**
     * The batches from a photograph on.
     *
     * @param first index of the photograph, 0 to {@link #count()}
     * @return batches of which the first begins with that photograph
     */
    public Iterator<Batch> from(int first) {
        return new Iterator<>() {
            private final Deque<Coming> coming = new ArrayDeque<>();
            private int next = first;

            @Override
            public boolean hasNext() {
                return !coming.isEmpty() || next < photos.size();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                while (next < photos.size() && coming.size() <= AHEAD) {
                    int end = Math.min(next + batchSize, photos.size());
                    coming.add(begin(next, end));
                    next = end;
                }
                Coming first = coming.remove();
                first.photos().forEach(ImageFileBatches::await);
                return first.batch();
            }
        };
    }

    private Coming begin(int from, int to) {
        int size = CHANNELS * framing.size() * framing.size();
        Batch batch = new Batch(new float[Math.multiplyExact(to - from, size)], new int[to - from]);
        List<Future<?>> pending = new ArrayList<>();
        for (int index = from; index < to; index++) {
            int photo = index;
            batch.labels()[photo - from] = photos.get(photo).label();
            pending.add(decoders.submit(() -> write(photo, batch.images(), (photo - from) * size)));
        }
        return new Coming(batch, pending);
    }

    private void write(int photo, float[] images, int offset) {
        byte[] square = square(photo);
        int plane = square.length / CHANNELS;
        for (int i = 0; i < square.length; i++) {
            images[offset + i] = levels[i / plane][Byte.toUnsignedInt(square[i])];
        }
    }

    /** Each element of the cache is written by one thread at a time and read after a later task was submitted. */
    private byte[] square(int photo) {
        if (kept[photo] != null) {
            return kept[photo];
        }
        byte[] square = framing.square(folder.read(photos.get(photo)), photo);
        if (room.addAndGet(-square.length) >= 0) {
            kept[photo] = square;
        }
        return square;
    }

    private static void await(Future<?> photo) {
        try {
            photo.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a photograph", e);
        }
    }

    /** Ends the background threads after what they are at. */
    @Override
    public void close() {
        decoders.shutdownNow();
    }
}
