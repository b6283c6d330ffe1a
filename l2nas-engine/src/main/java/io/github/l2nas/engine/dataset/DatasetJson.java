package io.github.l2nas.engine.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.result.ResultJson;

/** A data set as provenance tells it: its files, and all by which they were read. */
public final class DatasetJson {

    private DatasetJson() {}

    /**
     * Puts a data set as {@code dataset}.
     *
     * @param parent where
     * @param input as declared
     * @param dataset as it was read
     * @return the new object, for more about the data set
     */
    public static ObjectNode put(ObjectNode parent, DatasetInput input, Dataset dataset) {
        ObjectNode node = ResultJson.putInput(parent, "dataset", input.files());
        node.put("format", dataset.format())
                .put("classes", dataset.classes().size())
                .put("imageHeight", dataset.train().shape().height())
                .put("imageWidth", dataset.train().shape().width())
                .put("testPercent", DatasetLoader.testPercent(input))
                .put("trainImages", dataset.train().count())
                .put("testImages", dataset.test().count());
        if (!input.settings().isEmpty()) {
            ObjectNode settings = node.putObject("settings");
            input.settings().forEach(settings::put);
        }
        return node;
    }
}
