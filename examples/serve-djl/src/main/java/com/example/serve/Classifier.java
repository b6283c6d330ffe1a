package com.example.serve;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SymbolBlock;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Says what is on a picture, with a model.onnx in DJL. Threads may share one. */
public final class Classifier implements Translator<BufferedImage, Classifications>, AutoCloseable {

    /** What the model's metadata tell of it. */
    private record Description(Input input, List<String> classes) {
        private record Input(int channels, int height, int width) {}
    }

    private final Model model = Model.newInstance("model", "OnnxRuntime");
    private final Description description;

    /** Loads a model from the content of its file. */
    public Classifier(InputStream content) throws IOException, MalformedModelException {
        model.load(content);
        String metadata = ((SymbolBlock) model.getBlock()).getCustomMetadata().get("model");
        description = JsonUtils.GSON.fromJson(metadata, Description.class);
    }

    /** The probability of each class. */
    public Classifications classify(BufferedImage picture) throws TranslateException {
        try (Predictor<BufferedImage, Classifications> predictor = model.newPredictor(this)) {
            return predictor.predict(picture);
        }
    }

    @Override
    public NDList processInput(TranslatorContext context, BufferedImage picture) {
        Description.Input input = description.input();
        float[] pixels = Pixels.of(picture, input.channels(), input.height(), input.width());
        Shape shape = new Shape(1, input.channels(), input.height(), input.width());
        return new NDList(context.getNDManager().create(pixels, shape));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        return new Classifications(description.classes(), outputs.get(1)); // probabilities come after the logits
    }

    /** None: the picture has its batch axis already. */
    @Override
    public Batchifier getBatchifier() {
        return null;
    }

    @Override
    public void close() {
        model.close();
    }
}
