package io.github.l2nas.engine.dataset;

/** CIFAR-10's binary layout: one label byte, 0 to 9. */
public final class Cifar10 extends Cifar {

    public Cifar10() {
        super(
                "cifar-10",
                new int[] {10},
                "data_batch_\\d+\\.bin",
                "test_batch.bin",
                "batches.meta.txt",
                "data_batch_1.bin");
    }
}
