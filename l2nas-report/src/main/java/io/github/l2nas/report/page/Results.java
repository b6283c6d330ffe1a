package io.github.l2nas.report.page;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.SearchResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Results of searches as rows of a table. */
final class Results {

    static final List<String> HEADER =
            List.of("search", "strategy", "metric", "best accuracy %", "parameters (M)", "MACs (M)", "steps", "scored");

    private static final int DIGITS_OF_MILLION = 6;

    private static final String NONE = "-";

    private Results() {}

    static List<String> row(SearchResult search) {
        FoundArchitecture found = search.found();
        return List.of(
                search.name(),
                found.strategy(),
                found.metric(),
                Decimals.percent(found.accuracy()),
                found.cost().map(cost -> millions(cost.params())).orElse(NONE),
                found.cost().map(cost -> millions(cost.macs())).orElse(NONE),
                String.valueOf(found.steps()),
                String.valueOf(found.uniqueArchitectures()));
    }

    /** A count in millions with two decimals, three below one. */
    static String millions(long count) {
        BigDecimal millions = BigDecimal.valueOf(count, DIGITS_OF_MILLION);
        return millions.setScale(count < 1_000_000 ? 3 : 2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
