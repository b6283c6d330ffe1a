package io.github.l2nas.engine.dataset;

/** CIFAR-100's binary layout: a byte for the coarse label, 0 to 19, and one for the fine one, 0 to 99, which is the class. */
public final class Cifar100 extends Cifar {

    public Cifar100() {
        super("cifar-100", new int[] {20, 100}, "train\\.bin", "test.bin", "fine_label_names.txt", "train.bin");
    }
}
