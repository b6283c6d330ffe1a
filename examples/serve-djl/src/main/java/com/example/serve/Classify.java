package com.example.serve;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.InputStream;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Says what is on a picture, with a model.onnx in DJL. */
public final class Classify {

    private Classify() {}

    /** Takes the picture's file as its argument. */
    public static void main(String[] arguments) throws Exception {
        BufferedImage picture = ImageIO.read(new File(arguments[0]));
        try (Model model = Model.newInstance("model", "OnnxRuntime");
                InputStream file = Classify.class.getResourceAsStream("/model.onnx")) {
            model.load(file);
            Shape input = model.describeInput().get(0).getValue();
            try (Predictor<BufferedImage, Classifications> predictor = model.newPredictor(new PictureTranslator(input))) {
                Classifications.Classification best =
                        predictor.predict(picture).best();
                System.out.printf(Locale.ROOT, "DJL: %s %.4f%n", best.getClassName(), best.getProbability());
            }
        }
    }
}
