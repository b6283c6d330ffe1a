package io.github.l2nas.engine.ofa;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.ImageFileBatches;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Folding;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.TopAccuracy;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A test of networks side by side, so that each photograph is prepared once. It goes on where it was saved, to the same
 * accuracies.
 */
public final class ImageTest implements Checkpointable {

    private final ImageFileBatches photos;
    private final Executor executor;
    private final List<Network> networks;
    private final List<TopAccuracy.Count> counts;
    private int done;

    ImageTest(ImageFileBatches photos, Executor executor, List<Network> networks) {
        this.photos = photos;
        this.executor = executor;
        this.networks = networks.stream().map(Folding::of).toList();
        counts = networks.stream().map(network -> new TopAccuracy.Count()).toList();
    }

    /**
     * Photographs so far.
     *
     * @return 0 to {@link #photographs()}
     */
    public int done() {
        return done;
    }

    /**
     * Photographs in all.
     *
     * @return at least 1
     */
    public int photographs() {
        return photos.count();
    }

    public boolean complete() {
        return done == photos.count();
    }

    /**
     * Tests until the last photograph is done or the time is up.
     *
     * @param timeUp whether to stop now; at least one batch is tested where one is left
     * @param tested is told after each batch
     */
    public void run(BooleanSupplier timeUp, Runnable tested) {
        Iterator<Batch> batches = photos.from(done);
        while (batches.hasNext()) {
            test(batches.next());
            tested.run();
            if (timeUp.getAsBoolean()) {
                return;
            }
        }
    }

    private void test(Batch batch) {
        for (int i = 0; i < networks.size(); i++) {
            Network network = networks.get(i);
            counts.get(i)
                    .add(
                            executor.logits(network.graph(), network.parameters(), batch.images(), Statistics.RUNNING),
                            batch.labels());
        }
        done += batch.count();
    }

    /**
     * How well the networks do on the photographs so far, at least one.
     *
     * @return accuracies in the order of the networks
     */
    public List<TopAccuracy> accuracies() {
        return counts.stream().map(TopAccuracy.Count::accuracy).toList();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(done);
        for (TopAccuracy.Count count : counts) {
            count.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        done = in.readInt();
        for (TopAccuracy.Count count : counts) {
            count.restore(in);
        }
    }
}
