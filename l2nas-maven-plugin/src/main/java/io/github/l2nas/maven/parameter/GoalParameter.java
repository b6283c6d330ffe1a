package io.github.l2nas.maven.parameter;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A goal's parameter, by the names under which a user sets it.
 *
 * @param name where it stands in the configuration, for example {@code steps} or {@code settings.eliteSize}
 * @param property the property that sets it on the command line
 */
public record GoalParameter(String name, String property) {

    private static final Pattern COUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([kMG]?)");

    private static final Map<String, String> OTHERS = Map.of(
            "evaluator.settings.batchSize", "supernetBatchSize",
            "objective.metric", "metric",
            "objective.consensus", "consensus",
            "strategy.preset", "preset",
            "evaluations.store", "evaluationStore",
            "trials.concurrency", "trialConcurrency",
            "trials.timeout", "trialTimeout",
            "trials.maxAttempts", "maxAttempts");

    private static final Map<String, String> OF_EXECUTOR = Map.of(
            "executor.name", "executor",
            "executor.settings.workers", "workers",
            "executor.settings.memory", "workerMemory",
            "executor.settings.master", "sparkMaster",
            "executor.settings.conf", "sparkConf");

    private static final Pattern SHORT_DURATION =
            Pattern.compile("(\\d+d)?(\\d+h)?(\\d+m)?(\\d+(\\.\\d+)?s)?", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> OF_DATASET = Map.of(
            "dataset.format", "datasetFormat",
            "dataset.classes", "datasetClasses",
            "dataset.imageSize", "imageSize",
            "dataset.testPercent", "testPercent");

    /**
     * The parameter of a name whose property is {@code l2nas.} and that name.
     *
     * @param name for example {@code steps}
     * @return the parameter
     */
    public static GoalParameter named(String name) {
        return new GoalParameter(name, "l2nas." + name);
    }

    /**
     * The parameter that sets a field of the engine's search job, or of any other job unless its goal has another name for
     * it.
     *
     * @param field path of the field, for example {@code stopping.steps}, {@code strategy.settings.eliteSize}, {@code
     *     evaluator.inputs.table.sha256} or {@code constraints.columns[0]}
     * @return the parameter
     */
    public static GoalParameter ofSearchJob(String field) {
        if (field.startsWith("settings.")) {
            return named(field);
        }
        if (field.startsWith("strategy.settings.")) {
            return named(field.substring("strategy.".length()));
        }
        if (field.startsWith("dataset.settings.")) {
            return named(field.replaceFirst("^dataset\\.settings", "datasetSettings"));
        }
        if (field.equals("outputTimestamp")) {
            return new GoalParameter(field, "project.build.outputTimestamp");
        }
        if (field.startsWith("constraints.columns")) {
            return new GoalParameter("constraints.constraint", "l2nas.constraints");
        }
        if (field.startsWith("objectives.metrics.")) {
            return named(field.replaceFirst("^objectives\\.metrics", "objectives"));
        }
        if (field.startsWith("objectives.")) {
            return named(field.substring("objectives.".length()));
        }
        if (field.startsWith("space.")) {
            return ofSpace(field);
        }
        if (field.startsWith("warmUp.") || field.startsWith("filter.")) {
            return ofRanking(field);
        }
        if (field.startsWith("features[")) {
            return named(field.replaceFirst("^features\\[\\d+]\\.settings\\.", "featureSettings.")
                    .replaceFirst("^features\\[.*$", "features"));
        }
        String known = OTHERS.getOrDefault(field, OF_DATASET.getOrDefault(field, OF_EXECUTOR.get(field)));
        if (known != null) {
            return named(known);
        }
        String name = field.replaceFirst("^(evaluator|strategy)\\.(inputs|settings)\\.", "")
                .replaceFirst("^(stopping|constraints|compute|network|objective|evaluations)\\.", "");
        return named(name.replaceFirst("[.\\[].*$", ""));
    }

    /** Its name, its choices and the file that defines it are elements of their own, or the whole; all else are settings. */
    private static GoalParameter ofSpace(String field) {
        String element = field.replaceFirst("^space\\.(inputs\\..*|name)$", "space")
                .replaceFirst("^space\\.settings\\.(name|choices)$", "space.$1");
        return new GoalParameter(element, "l2nas.space");
    }

    /** The evaluator is named by the parameter itself; its settings, and all else, have parameters whose names begin with it. */
    private static GoalParameter ofRanking(String field) {
        String ranking = field.substring(0, field.indexOf('.'));
        String rest = field.substring(ranking.length() + 1);
        if (rest.startsWith("evaluator.settings.")) {
            return named(ranking + "Settings." + rest.substring("evaluator.settings.".length()));
        }
        return rest.startsWith("evaluator")
                ? named(ranking)
                : named(ranking + rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1));
    }

    /**
     * The parameter as an XML element, for example {@code <settings><eliteSize>}.
     *
     * @return opening tags
     */
    public String element() {
        return "<" + name.replace(".", "><") + ">";
    }

    /**
     * A user's mistake about this parameter.
     *
     * @param problem what is wrong and what to do
     * @return to be thrown
     */
    public ParameterException wrong(String problem) {
        return new ParameterException(this + ": " + problem);
    }

    /**
     * Insists on a value.
     *
     * @param value text as configured
     * @param advice what to give, for example {@code give a csv file or Maven coordinates}
     * @return the stripped value
     * @throws ParameterException where the value is absent or blank
     */
    public String required(String value, String advice) {
        if (value == null || value.isBlank()) {
            throw new ParameterException(this + " is missing: " + advice);
        }
        return value.strip();
    }

    /**
     * Insists on a text in each element of a list.
     *
     * @param values as configured; null for none
     * @return the same
     * @throws ParameterException where an element is empty
     */
    public List<String> texts(List<String> values) {
        if (values == null) {
            return List.of();
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null || values.get(i).isEmpty()) {
                throw wrong("element " + (i + 1) + " is empty; write something into it or leave it out");
            }
        }
        return List.copyOf(values);
    }

    /**
     * Insists on a number from 1 where there is one.
     *
     * @param number as configured; may be null
     * @param <N> {@link Integer} or {@link Long}
     * @return {@code number}
     * @throws ParameterException where it is 0 or negative
     */
    public <N extends Number> N positive(N number) {
        if (number != null && number.longValue() < 1) {
            throw wrong(number + " is not a positive number");
        }
        return number;
    }

    /**
     * Reads a count where there is one: a whole number, or a number with k, M or G for thousands, millions or thousands of
     * millions.
     *
     * @param text for example {@code 150M}, {@code 3.5M} or {@code 600000}; may be null
     * @return the count, at least 1, or null
     * @throws ParameterException where the text is no such number
     */
    public Long count(String text) {
        if (text == null) {
            return null;
        }
        Matcher amount = COUNT.matcher(text.strip());
        if (!amount.matches()) {
            throw wrong("'" + text + "' is no count; write for example 600000, 3.5M or 150M, with k, M or G for"
                    + " thousands, millions or thousands of millions");
        }
        BigDecimal count = new BigDecimal(amount.group(1))
                .scaleByPowerOfTen(3 * " kMG".indexOf((amount.group(2) + " ").charAt(0)));
        try {
            return positive(count.longValueExact());
        } catch (ArithmeticException e) {
            throw wrong("'" + text + "' is not a whole number from 1 to " + Long.MAX_VALUE);
        }
    }

    /**
     * Insists on a number from 0 on.
     *
     * @param number as configured
     * @return {@code number}
     * @throws ParameterException where it is negative
     */
    public int notNegative(int number) {
        if (number < 0) {
            throw wrong(number + " is negative");
        }
        return number;
    }

    /**
     * Insists on a share of one where there is a number.
     *
     * @param number as configured; may be null
     * @return {@code number}
     * @throws ParameterException where it is not in (0, 1]
     */
    public Double fraction(Double number) {
        if (number != null && !(number > 0 && number <= 1)) {
            throw wrong(number + " is not above 0 and at most 1; write 94.2 % as 0.942");
        }
        return number;
    }

    /**
     * Reads a duration where there is one.
     *
     * @param text {@code 2h}, {@code 90m}, {@code 1d12h} or ISO 8601, for example {@code PT2H}; may be null
     * @return the duration, or null
     * @throws ParameterException where the text is no duration or not a positive one
     */
    public Duration duration(String text) {
        if (text == null) {
            return null;
        }
        Duration duration;
        try {
            duration = Duration.parse(isoDuration(text.strip()));
        } catch (DateTimeParseException e) {
            throw wrong("'" + text + "' is not a duration; write for example 2h, 90m or 1d12h, or in ISO 8601 PT2H");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw wrong("'" + text + "' leaves no time; write for example 2h or 90m");
        }
        return duration;
    }

    /** Days, hours, minutes and seconds as ISO 8601 has them; any other text as it is. */
    private static String isoDuration(String text) {
        if (text.isEmpty() || !SHORT_DURATION.matcher(text).matches()) {
            return text;
        }
        int afterDays = text.toLowerCase(Locale.ROOT).indexOf('d') + 1;
        String time = text.substring(afterDays);
        return "P" + text.substring(0, afterDays) + (time.isEmpty() ? "" : "T" + time);
    }

    /**
     * Both names, for example {@code <table> (-Dl2nas.table)}.
     *
     * @return text for a message
     */
    @Override
    public String toString() {
        return element() + " (-D" + property + ")";
    }
}
