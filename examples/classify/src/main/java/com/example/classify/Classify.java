package com.example.classify;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Says what is on a picture, with the model that this project depends on. */
public final class Classify {

    private Classify() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("give a picture: mvn -q compile exec:java -Dexec.args=seven.csv");
        }
        try (InputStream resource = Classify.class.getResourceAsStream("/model.zip");
                ImageClassifier classifier = ImageClassifier.load(resource.readAllBytes())) {
            float[] probabilities = classifier.classify(classifier.picture(new File(arguments[0])));
            int best = 0;
            for (int index = 1; index < probabilities.length; index++) {
                best = probabilities[index] > probabilities[best] ? index : best;
            }
            System.out.printf(Locale.ROOT, "%s %.4f%n", classifier.className(best), probabilities[best]);
        }
    }
}
