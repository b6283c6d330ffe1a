package io.github.l2nas.engine.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.extension.Extension;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.SupernetRecipe;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of all settings says what their records say: names, defaults and comments. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "src", "site", "markdown", "settings.md");
    private static final Path RIGHT = Path.of("target", "settings.md");
    private static final String BEGIN =
            "<!-- From the records of the settings; SettingsPageTest tells what belongs here. -->\n";

    /** Default settings by the names of the parts that have them; parts with the same ones stand together. */
    private static Map<String, Record> defaults(Class<? extends Extension> kind) {
        Map<String, Record> byName = new TreeMap<>();
        for (Extension factory : ServiceLoader.load(kind)) {
            byName.put(factory.name(), (Record) call(factory, "defaults"));
        }
        Map<Record, String> names = new LinkedHashMap<>();
        byName.forEach((part, record) -> {
            if (record.getClass().getRecordComponents().length > 0) {
                names.merge(record, "`" + part + "`", (one, other) -> one + ", " + other);
            }
        });
        Map<String, Record> records = new LinkedHashMap<>();
        names.forEach((record, parts) -> records.put(parts, record));
        return records;
    }

    private static String section(String title, String intro, Map<String, Record> records) throws IOException {
        StringBuilder text = new StringBuilder("## " + title + "\n\n" + intro + "\n");
        for (Map.Entry<String, Record> each : records.entrySet()) {
            text.append("\n### ").append(each.getKey()).append("\n\n| setting | default | |\n|---|---|---|\n");
            Map<String, String> comments = comments(each.getValue().getClass());
            for (RecordComponent component : each.getValue().getClass().getRecordComponents()) {
                text.append("| `")
                        .append(component.getName())
                        .append("` | ")
                        .append(text(call(each.getValue(), component.getName())))
                        .append(" | ")
                        .append(comments.get(component.getName()))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private static Object call(Object target, String method) {
        try {
            Method found = target.getClass().getMethod(method);
            found.setAccessible(true);
            return found.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    private static String text(Object value) {
        if (value == null || value.equals(List.of())) {
            return "";
        }
        return value instanceof Double number ? Decimals.shortest(number).toPlainString() : value.toString();
    }

    /** The comments of a record's components, in its source. */
    private static Map<String, String> comments(Class<?> type) throws IOException {
        Class<?> outer = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
        String path = outer.getName().replace('.', '/') + ".java";
        String source = null;
        for (String module : List.of(".", "../l2nas-spaces", "../l2nas-api")) {
            Path file = Path.of(module, "src", "main", "java").resolve(path);
            if (Files.exists(file)) {
                source = Files.readString(file);
            }
        }
        assertThat(source).as("source of %s", type).isNotNull();
        int declaration = source.indexOf("record " + type.getSimpleName() + "(");
        int begin = source.lastIndexOf("/**", declaration);
        String comment = source.substring(begin, source.indexOf("*/", begin)).replaceAll("(?m)^\\s*\\*", " ");
        Map<String, String> comments = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("@param (\\w+)\\s+(.*?)(?=@param|$)", Pattern.DOTALL)
                .matcher(comment);
        while (matcher.find()) {
            comments.put(
                    matcher.group(1),
                    matcher.group(2)
                            .replaceAll("\\{@code ((?:[^{}]|\\{[^}]*})*)}", "`$1`")
                            .replaceAll("\\{@link #?([^ }]*)[^}]*}", "`$1`")
                            .replace("|", "\\|")
                            .replaceAll("\\s+", " ")
                            .replace("null for", "without it")
                            .replace("Null for", "Without it")
                            .replace("null where", "none where")
                            .strip());
        }
        return comments;
    }

    private static String page() throws IOException {
        Map<String, Record> recipes = new LinkedHashMap<>();
        recipes.put("`train-supernet`", SupernetRecipe.DEFAULT);
        recipes.put("`evaluate`", EvaluationRecipe.DEFAULT);
        return String.join(
                "\n",
                BEGIN,
                section(
                        "Strategies",
                        "`<settings>` of a search. Presets replace some of these defaults, for a space for example.",
                        defaults(StrategyFactory.class)),
                section(
                        "Evaluators",
                        "`<evaluatorSettings>` of a search, and `<warmUpSettings>`, `<featureSettings>` and `<filterSettings>`.",
                        defaults(EvaluatorFactory.class)),
                section(
                        "Executors",
                        "Of what runs trials; in a POM each is a parameter of its own ([many trials at once](many-machines.html)).",
                        defaults(TrialExecutorFactory.class)),
                section(
                        "Training",
                        "`<recipeSettings>` of `train-supernet` and `<evaluationSettings>` of `evaluate`. Spaces replace some of these"
                                + " defaults.",
                        recipes));
    }

    @Test
    void thePageSaysWhatTheRecordsSay() throws IOException {
        String right = page();
        Files.createDirectories(RIGHT.getParent());
        Files.writeString(RIGHT, right);
        String written = Files.readString(PAGE);

        assertThat(written.substring(written.indexOf(BEGIN)))
                .as("what belongs at the end of settings.md lies in %s", RIGHT.toAbsolutePath())
                .isEqualTo(right);
    }
}
