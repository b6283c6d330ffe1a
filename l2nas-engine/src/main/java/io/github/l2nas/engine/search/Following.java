package io.github.l2nas.engine.search;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What follows from a result to come. */
final class Following {

    private Following() {}

    /**
     * A further step. Other than with {@link CompletableFuture#thenCompose}, cancelling it cancels what it follows from.
     *
     * @param first to come
     * @param next what to do then
     * @return the result of {@code next}
     */
    @SuppressWarnings("FutureReturnValueIgnored") // what is done on cancelling has no result
    static <A, B> CompletableFuture<B> then(CompletableFuture<A> first, Function<A, CompletableFuture<B>> next) {
        CompletableFuture<B> second = first.thenCompose(next);
        second.whenComplete((result, problem) -> {
            if (second.isCancelled()) {
                first.cancel(true);
            }
        });
        return second;
    }
}
