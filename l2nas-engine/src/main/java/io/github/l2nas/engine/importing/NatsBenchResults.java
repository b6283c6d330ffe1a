package io.github.l2nas.engine.importing;

import io.github.l2nas.api.text.Decimals;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a NATS-Bench file says about one architecture of the topology space: a dictionary of training schedule ({@code
 * "12"}, {@code "200"} epochs) to the results of its trials, keyed by data set and seed. Accuracies are those of the
 * benchmark's own {@code get_more_info(index, dataset, hp=schedule, is_random=False)}: the mean over the trials of a data
 * set after their last epoch.
 *
 * <table>
 * <caption>Where the columns come from</caption>
 * <tr><th>column</th><th>data set</th><th>evaluation set</th></tr>
 * <tr><td>cifar10_valid</td><td>cifar10-valid</td><td>x-valid</td></tr>
 * <tr><td>cifar10_test</td><td>cifar10</td><td>ori-test</td></tr>
 * <tr><td>cifar100_valid</td><td>cifar100</td><td>x-valid</td></tr>
 * <tr><td>cifar100_test</td><td>cifar100</td><td>x-test</td></tr>
 * <tr><td>imagenet16_120_valid</td><td>ImageNet16-120</td><td>x-valid</td></tr>
 * <tr><td>imagenet16_120_test</td><td>ImageNet16-120</td><td>x-test</td></tr>
 * </table>
 *
 * <p>200 epochs have these names, 12 epochs the suffix {@code _12ep}. Columns {@code <dataset>_params} and {@code
 * <dataset>_flops} are {@code params} and {@code flop} of the trials, counted in ones where the benchmark counts in
 * millions.
 *
 * @param index the official index
 * @param architecture its string
 * @param values numbers as text, by column
 */
record NatsBenchResults(int index, String architecture, Map<String, String> values) {

    /** A column: data set and evaluation set in the benchmark's terms. */
    private record Source(String column, String dataset, String set) {}

    private static final List<Source> ACCURACIES = List.of(
            new Source("cifar10_valid", "cifar10-valid", "x-valid"),
            new Source("cifar10_test", "cifar10", "ori-test"),
            new Source("cifar100_valid", "cifar100", "x-valid"),
            new Source("cifar100_test", "cifar100", "x-test"),
            new Source("imagenet16_120_valid", "ImageNet16-120", "x-valid"),
            new Source("imagenet16_120_test", "ImageNet16-120", "x-test"));

    private static final List<Source> COSTS = List.of(
            new Source("cifar10_params", "cifar10", "params"),
            new Source("cifar10_flops", "cifar10", "flop"),
            new Source("cifar100_params", "cifar100", "params"),
            new Source("cifar100_flops", "cifar100", "flop"),
            new Source("imagenet16_120_params", "ImageNet16-120", "params"),
            new Source("imagenet16_120_flops", "ImageNet16-120", "flop"));

    private static final String LONG_SCHEDULE = "200";
    private static final String SHORT_SCHEDULE = "12";
    private static final String SHORT_SUFFIX = "_12ep";
    private static final int MILLION_DIGITS = 6;

    /**
     * Reads the content of a file.
     *
     * @param index the index that its name says
     * @param content the unpickled content
     * @return the results
     * @throws IOException where it is not laid out like a file of the benchmark, or says another index
     */
    static NatsBenchResults of(int index, Object content) throws IOException {
        Map<?, ?> schedules = map(content, "the file");
        if (!schedules.containsKey(LONG_SCHEDULE) && !schedules.containsKey(SHORT_SCHEDULE)) {
            throw new IOException("it has results of neither 12 nor 200 epochs, only of " + schedules.keySet());
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put(ImportedTable.INDEX, Integer.toString(index));
        String architecture = null;
        for (String schedule : List.of(LONG_SCHEDULE, SHORT_SCHEDULE)) {
            if (schedules.containsKey(schedule)) {
                Map<?, ?> results = map(schedules.get(schedule), schedule);
                architecture = architecture(index, results, architecture);
                addAccuracies(results, schedule.equals(SHORT_SCHEDULE) ? SHORT_SUFFIX : "", values);
            }
        }
        String schedule = schedules.containsKey(LONG_SCHEDULE) ? LONG_SCHEDULE : SHORT_SCHEDULE;
        addCosts(map(schedules.get(schedule), schedule), values);
        return new NatsBenchResults(index, architecture, values);
    }

    private static String architecture(int index, Map<?, ?> results, String earlier) throws IOException {
        if (!(results.get("arch_index") instanceof Number number) || number.longValue() != index) {
            throw new IOException("its name says architecture " + index + ", its content another");
        }
        if (!(results.get("arch_str") instanceof String architecture)) {
            throw new IOException("'arch_str' is not text");
        }
        if (earlier != null && !earlier.equals(architecture)) {
            throw new IOException("its schedules are of different architectures");
        }
        return architecture;
    }

    private static void addAccuracies(Map<?, ?> results, String suffix, Map<String, String> values) throws IOException {
        for (Source source : ACCURACIES) {
            List<Object> numbers = new ArrayList<>();
            for (Map<?, ?> trial : trials(results, source.dataset())) {
                if (!(trial.get("epochs") instanceof Number epochs)) {
                    throw new IOException("a trial on " + source.dataset() + " has no number 'epochs'");
                }
                String last = source.set() + "@" + (epochs.longValue() - 1);
                numbers.add(map(trial.get("eval_acc1es"), "eval_acc1es").get(last));
            }
            OptionalDouble mean = mean(source, numbers);
            if (mean.isPresent()) {
                values.put(
                        source.column() + suffix,
                        Decimals.shortest(mean.getAsDouble()).toPlainString());
            }
        }
    }

    private static void addCosts(Map<?, ?> results, Map<String, String> values) throws IOException {
        for (Source source : COSTS) {
            List<Object> numbers = new ArrayList<>();
            for (Map<?, ?> trial : trials(results, source.dataset())) {
                numbers.add(trial.get(source.set()));
            }
            OptionalDouble mean = mean(source, numbers);
            if (mean.isPresent()) {
                values.put(
                        source.column(),
                        Decimals.shortest(mean.getAsDouble())
                                .movePointRight(MILLION_DIGITS)
                                .setScale(0, RoundingMode.HALF_EVEN)
                                .toPlainString());
            }
        }
    }

    /** The trials on a data set, in the order of their seeds. */
    private static List<Map<?, ?>> trials(Map<?, ?> results, String dataset) throws IOException {
        Object seeds = map(results.get("dataset_seed"), "dataset_seed").get(dataset);
        List<Map<?, ?>> trials = new ArrayList<>();
        if (seeds instanceof List<?> list) {
            for (Object seed : list) {
                if (!(seed instanceof Number || seed instanceof String)) {
                    throw new IOException("a seed on " + dataset + " is not a number");
                }
                Object trial = map(results.get("all_results"), "all_results").get(List.of(dataset, seed));
                trials.add(map(trial, "the trial on " + dataset + " with seed " + seed));
            }
        }
        return trials;
    }

    /** As the benchmark does: no value where there is no trial, or one lacks it. */
    private static OptionalDouble mean(Source source, List<Object> numbers) throws IOException {
        double sum = 0;
        for (Object value : numbers) {
            if (!(value instanceof Number number)) {
                return OptionalDouble.empty();
            }
            sum += number.doubleValue();
        }
        if (numbers.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!Double.isFinite(sum)) {
            throw new IOException("the " + source.set() + " of " + source.dataset() + " is not finite");
        }
        return OptionalDouble.of(sum / numbers.size());
    }

    private static Map<?, ?> map(Object value, String what) throws IOException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException("it is not laid out like a file of NATS-Bench: " + what + " is not a dictionary");
    }
}
