package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The content of {@code evaluation.json}.
 *
 * @param name whose evaluation, for example {@code evaluate}
 * @param architecture in its notation
 * @param mean mean test accuracy, in [0, 1]; of inherited weights that of the model
 * @param deviation its sample standard deviation
 * @param runs trainings of the architecture; none where its weights are inherited
 * @param inherited how the network does with weights of a supernet; empty where it was trained
 * @param random random architectures that were trained alike
 * @param top next best architectures of the search that were trained alike, best of the search first
 * @param provenance engine, data set and recipe by their paths
 */
public record Evaluation(
        String name,
        String architecture,
        double mean,
        double deviation,
        List<Run> runs,
        List<Inherited> inherited,
        List<Other> random,
        List<Other> top,
        Map<String, String> provenance) {

    private static final String REMEDY = "Give the evaluation.json that l2nas:evaluate has written, or evaluate again";

    /**
     * A training.
     *
     * @param seed its seed
     * @param top1 test accuracy, in [0, 1]
     * @param confusion test images of the class of the row that were taken for the class of the column; may be empty
     */
    public record Run(long seed, double top1, List<List<Long>> confusion) {}

    /**
     * Another architecture that was trained alike.
     *
     * @param architecture in its notation; empty where the file does not name it
     * @param top1 test accuracy, in [0, 1]
     */
    public record Other(String architecture, double top1) {}

    /**
     * A network with weights of a supernet.
     *
     * @param weights what was done to them, for example {@code calibrated}
     * @param top1 test accuracy, in [0, 1]
     * @param top5 test images whose class is among the five highest scores, in [0, 1]
     */
    public record Inherited(String weights, double top1, double top5) {}

    public Evaluation {
        runs = List.copyOf(runs);
        inherited = List.copyOf(inherited);
        random = List.copyOf(random);
        top = List.copyOf(top);
    }

    /**
     * Reads the file.
     *
     * @param name whose evaluation
     * @param file {@code evaluation.json}
     * @return its content
     * @throws ResultException where it is none
     */
    public static Evaluation read(String name, Path file) {
        ResultDocument document = ResultDocument.read(file, REMEDY);
        return document.find("accuracy", "model").isPresent() ? inherited(name, document) : trained(name, document);
    }

    private static Evaluation trained(String name, ResultDocument document) {
        List<Run> runs = new ArrayList<>();
        for (JsonNode entry : document.entries("runs")) {
            runs.add(run(document.part(entry)));
        }
        return new Evaluation(
                name,
                architecture(document),
                document.share("accuracy", "mean"),
                document.number("accuracy", "deviation"),
                runs,
                List.of(),
                others(document, "randomArchitectures"),
                others(document, "topArchitectures"),
                document.provenance());
    }

    private static List<Other> others(ResultDocument document, String field) {
        List<Other> others = new ArrayList<>();
        if (document.find(field).isPresent()) {
            for (JsonNode entry : document.entries(field, "architectures")) {
                ResultDocument other = document.part(entry);
                String notation = other.find("architecture").isPresent() ? other.text("architecture") : "";
                others.add(new Other(notation, other.share("top1")));
            }
        }
        return others;
    }

    private static Evaluation inherited(String name, ResultDocument document) {
        List<Inherited> inherited = new ArrayList<>();
        for (Map.Entry<String, JsonNode> weights :
                document.find("accuracy").orElseThrow().properties()) {
            if (weights.getValue().isObject()) {
                inherited.add(new Inherited(
                        weights.getKey(),
                        document.share("accuracy", weights.getKey(), "top1"),
                        document.share("accuracy", weights.getKey(), "top5")));
            }
        }
        return new Evaluation(
                name,
                architecture(document),
                document.share("accuracy", document.text("accuracy", "model"), "top1"),
                0,
                List.of(),
                inherited,
                List.of(),
                List.of(),
                document.provenance());
    }

    private static String architecture(ResultDocument document) {
        return document.find("architecture")
                .map(node -> node.isTextual() ? node.asText() : node.toString())
                .orElse("");
    }

    private static Run run(ResultDocument run) {
        List<List<Long>> confusion = new ArrayList<>();
        if (run.find("confusion").isPresent()) {
            for (JsonNode row : run.entries("confusion")) {
                List<Long> counts = new ArrayList<>();
                for (JsonNode count : row) {
                    if (!count.isIntegralNumber() || count.asLong() < 0) {
                        throw run.wrong("a confusion matrix holds '" + count.asText() + "', which is no count");
                    }
                    counts.add(count.asLong());
                }
                confusion.add(counts);
            }
            for (List<Long> row : confusion) {
                if (row.size() != confusion.size()) {
                    throw run.wrong("a confusion matrix has " + confusion.size() + " rows, but a row has " + row.size()
                            + " columns");
                }
            }
        }
        return new Run(run.seed("seed"), run.share("top1"), confusion);
    }
}
