package io.github.l2nas.engine.network;

import io.github.l2nas.api.file.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How well a classifier does.
 *
 * @param top1 part of the images whose class has the highest score
 * @param top5 part of the images whose class is among the five highest scores; all of them where there are fewer classes
 */
public record TopAccuracy(double top1, double top5) {

    private static final int TOP = 5;

    /** Counts batch by batch. */
    public static final class Count implements Checkpointable {
        private int images;
        private int first;
        private int amongFive;

        /**
         * Counts a batch. Of equal scores the class with the lower number counts as higher; an image with a score that is not a
         * number is classified wrongly.
         *
         * @param logits N x classes
         * @param labels N
         */
        public void add(float[] logits, int[] labels) {
            int classes = logits.length / labels.length;
            for (int image = 0; image < labels.length; image++) {
                int rank = rank(logits, image * classes, classes, labels[image]);
                first += rank == 0 ? 1 : 0;
                amongFive += rank < TOP ? 1 : 0;
            }
            images += labels.length;
        }

        /** How many classes have a higher score; all of them where a score is not a number. */
        private static int rank(float[] logits, int from, int classes, int label) {
            float score = logits[from + label];
            int rank = 0;
            for (int k = 0; k < classes; k++) {
                float other = logits[from + k];
                if (!(other < score) && (other != score || k < label)) {
                    rank++;
                }
            }
            return rank;
        }

        /**
         * The accuracy on what was counted so far.
         *
         * @return NaN for both before the first image
         */
        public TopAccuracy accuracy() {
            return new TopAccuracy((double) first / images, (double) amongFive / images);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeInt(images);
            out.writeInt(first);
            out.writeInt(amongFive);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            images = in.readInt();
            first = in.readInt();
            amongFive = in.readInt();
        }
    }
}
