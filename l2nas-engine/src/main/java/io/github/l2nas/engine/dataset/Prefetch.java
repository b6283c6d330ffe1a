package io.github.l2nas.engine.dataset;

import java.util.ArrayDeque;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Makes the batches of some steps ahead on a background thread. What comes out is what {@link Batches#batch(long, int)} returns, in
 * order.
 */
public final class Prefetch implements AutoCloseable {

    private static final int AHEAD = 2;

    private final Batches batches;
    private final Queue<Batch> ready = new ArrayDeque<>();
    private final Thread thread;
    private Throwable failure;
    private boolean closed;

    /**
     * Starts with the batch of the first step.
     *
     * @param batches where batches come from
     * @param steps whose batches are made, counted over all epochs from 0; without end or as many as are taken
     */
    public Prefetch(Batches batches, PrimitiveIterator.OfLong steps) {
        this.batches = batches;
        thread = new Thread(() -> produce(steps), "l2nas-batches");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next batch; waits for it.
     *
     * @return never null
     * @throws RuntimeException or Error, the one with which making the batch failed, at its place in the order
     * @throws IllegalStateException after {@link #close()}, or where the thread is interrupted; its interrupt flag stays set
     */
    public synchronized Batch next() {
        waitWhile(() -> ready.isEmpty() && failure == null && !closed);
        if (closed) {
            throw new IllegalStateException("no batches after close");
        }
        if (ready.isEmpty()) {
            throw rethrown(failure);
        }
        notifyAll();
        return ready.remove();
    }

    /** Ends the background thread after the batch that it is making; whoever waits for a batch is told so. */
    @Override
    public synchronized void close() {
        closed = true;
        ready.clear();
        notifyAll();
    }

    /** Waits until the background thread has ended. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    private void produce(PrimitiveIterator.OfLong steps) {
        try {
            boolean wanted = true;
            while (wanted && steps.hasNext()) {
                long step = steps.nextLong();
                wanted = offer(batches.batch(step / batches.perEpoch(), Math.toIntExact(step % batches.perEpoch())));
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Waits for room; false after close. */
    private synchronized boolean offer(Batch batch) {
        waitWhile(() -> ready.size() == AHEAD && !closed);
        if (!closed) {
            ready.add(batch);
            notifyAll();
        }
        return !closed;
    }

    private synchronized void fail(Throwable e) {
        failure = e;
        notifyAll();
    }

    private synchronized void waitWhile(BooleanSupplier condition) {
        try {
            while (condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
