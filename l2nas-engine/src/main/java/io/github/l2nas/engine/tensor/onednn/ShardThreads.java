package io.github.l2nas.engine.tensor.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs commands on shards. Each shard runs all commands in the order in which they came; threads take shards as they are free,
 * and go on with one until it has to wait for others. So a thread that the system delays holds one shard up. Commands come
 * from one thread, which runs shards, too, while it waits for results. What commands compute does not depend on which threads
 * run them, nor on how many there are.
 */
final class ShardThreads implements AutoCloseable {

    /** How often an idle thread looks for work before it sleeps: some microseconds. */
    private static final int LOOKS = 200;

    /** What a shard does. */
    interface Work {
        void run(int shard);
    }

    private static final class Command {
        private final Work work;
        private final Runnable last;
        private final AtomicInteger awaited;
        private volatile boolean passable;
        private volatile Command next;

        /** The beginning of a row of commands; nothing is to be done. */
        private Command() {
            this(null, null, 0, true);
        }

        /**
         * @param last to be done when all shards have done the work; null for nothing
         * @param passable whether a shard may go on before
         */
        private Command(Work work, Runnable last, int shards, boolean passable) {
            this.work = work;
            this.last = last;
            this.passable = passable;
            awaited = new AtomicInteger(shards);
        }
    }

    /** How far a shard has come, and whether a thread is at it. */
    private static final class Place {
        private final AtomicBoolean taken = new AtomicBoolean();
        private volatile Command last;
    }

    private final Object bed = new Object();
    private final List<Thread> helpers = new ArrayList<>();
    private volatile int sleepers;
    private volatile Place[] places = {};
    private volatile Command latest = new Command();
    private volatile Throwable failure;
    private volatile boolean closed;

    /** @param threads how many run shards, the caller's included */
    ShardThreads(int threads) {
        for (int helper = 1; helper < threads; helper++) {
            int number = helper;
            Thread thread = new Thread(() -> help(number, threads), "l2nas-shards-" + helper);
            thread.setDaemon(true);
            helpers.add(thread);
            thread.start();
        }
    }

    /** Waits for all commands and goes on with another number of shards, where it is another one. */
    void cut(int shards) {
        if (shards == places.length) {
            return;
        }
        await();
        // A row of its own: who still looks at the former places must find nothing to do there.
        Command beginning = new Command();
        Place[] anew = new Place[shards];
        for (int shard = 0; shard < shards; shard++) {
            anew[shard] = new Place();
            anew[shard].last = beginning;
        }
        latest = beginning;
        places = anew;
    }

    /** Every shard does this. */
    void run(Work work) {
        append(new Command(work, null, places.length, true));
    }

    /** Every shard does this; when all have, one thread does something with the results while others go on. */
    void run(Work work, Runnable last) {
        append(new Command(work, last, places.length, true));
    }

    /** Every shard does this; when all have, one thread does something with the results before any shard goes on. */
    void meet(Work work, Runnable meeting) {
        append(new Command(work, meeting, places.length, false));
    }

    private void append(Command command) {
        latest.next = command;
        latest = command;
        wake();
    }

    private void wake() {
        if (isShared() && sleepers > 0) {
            wakeAll();
        }
    }

    private void wakeAll() {
        synchronized (bed) {
            bed.notifyAll();
        }
    }

    /** Waits until every shard has run everything. */
    void await() {
        boolean interrupted = false;
        while (!isDone()) {
            try {
                workOrSleep(0, true);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        forget();
        if (failure instanceof RuntimeException problem) {
            throw problem;
        }
        if (failure instanceof Error problem) {
            throw problem;
        }
    }

    /** Begins a new row of commands: one old command that a garbage collection has kept would hold all that came after it. */
    private void forget() {
        Command beginning = new Command();
        for (Place place : places) {
            place.last = beginning;
        }
        latest = beginning;
    }

    private boolean isDone() {
        Command end = latest;
        for (Place place : places) {
            if (place.last != end) {
                return false;
            }
        }
        return end.passable;
    }

    private void help(int number, int threads) {
        while (!closed) {
            try {
                workOrSleep((double) number / threads, false);
            } catch (InterruptedException e) {
                return; // nobody interrupts it but a virtual machine that ends
            }
        }
    }

    /** @param preferred where in the row of shards it looks first, so that a thread mostly meets the same ones */
    private void workOrSleep(double preferred, boolean awaiting) throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (((awaiting || isShared()) && work(preferred)) || closed || (awaiting && isDone())) {
                return;
            }
            Thread.onSpinWait();
        }
        synchronized (bed) {
            sleepers++;
            try {
                while (!((awaiting || isShared()) && isAnyReady()) && !closed && !(awaiting && isDone())) {
                    bed.wait();
                }
            } finally {
                sleepers--;
            }
        }
    }

    /** A single shard stays with the thread that gives commands. */
    private boolean isShared() {
        return places.length > 1;
    }

    private boolean isAnyReady() {
        for (Place place : places) {
            if (isReady(place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReady(Place place) {
        Command last = place.last;
        return !place.taken.get() && last.passable && last.next != null;
    }

    /** Runs a shard as far as it can go, if there is one. */
    private boolean work(double preferred) {
        Place[] all = places;
        int first = (int) (preferred * all.length);
        for (int i = 0; i < all.length; i++) {
            int shard = (first + i) % all.length;
            if (isReady(all[shard]) && all[shard].taken.compareAndSet(false, true)) {
                run(all[shard], shard);
                all[shard].taken.set(false);
                wake();
                return true;
            }
        }
        return false;
    }

    private void run(Place place, int shard) {
        for (Command next = next(place); next != null && !closed; next = next(place)) {
            Command command = next;
            attempt(() -> command.work.run(shard));
            boolean opens = false;
            if (next.last != null && next.awaited.decrementAndGet() == 0) {
                attempt(next.last);
                opens = !next.passable;
                next.passable = true;
            }
            place.last = next;
            if (opens) {
                wake();
            }
        }
    }

    private static Command next(Place place) {
        Command last = place.last;
        return last.passable ? last.next : null;
    }

    /** After a failure nothing is run any more: the commands only pass, so that whoever awaits them hears of it. */
    private void attempt(Runnable action) {
        if (failure == null) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeAll();
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
