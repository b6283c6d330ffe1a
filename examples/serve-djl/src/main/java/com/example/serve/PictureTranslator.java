package com.example.serve;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture as the network takes it, and what it answers as classes by their number. */
record PictureTranslator(Shape input) implements Translator<BufferedImage, Classifications> {

    @Override
    public NDList processInput(TranslatorContext context, BufferedImage picture) {
        float[] pixels = Pixels.of(picture, (int) input.get(1), (int) input.get(2), (int) input.get(3));
        Shape one = new Shape(1, input.get(1), input.get(2), input.get(3));
        return new NDList(context.getNDManager().create(pixels, one));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        NDArray probabilities = outputs.get(1);
        float[] numbers = probabilities.toFloatArray();
        List<String> names = new ArrayList<>();
        List<Double> each = new ArrayList<>();
        for (int index = 0; index < numbers.length; index++) {
            names.add(String.valueOf(index));
            each.add((double) numbers[index]);
        }
        return new Classifications(names, each);
    }

    /** None: processInput makes the batch. */
    @Override
    public Batchifier getBatchifier() {
        return null;
    }
}
