package io.github.l2nas.engine.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Names with numbers, and numbers as names. */
final class NaturalOrder {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})\\D*$");

    private NaturalOrder() {}

    /** Sorted by the last number in the name, so that batch 10 follows batch 9. */
    static List<String> sorted(List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(NaturalOrder::number).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int number(String name) {
        Matcher matcher = NUMBER.matcher(name);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** Names of classes that have none. */
    static List<String> classes(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** Names of columns that have none, from 1. */
    static List<String> counted(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
