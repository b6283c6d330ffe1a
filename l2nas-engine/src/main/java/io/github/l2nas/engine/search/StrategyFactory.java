package io.github.l2nas.engine.search;

import io.github.l2nas.engine.agent.AgentSettings;
import io.github.l2nas.engine.agent.GuidedSettings;
import io.github.l2nas.engine.agent.GuidedStrategy;
import io.github.l2nas.engine.agent.L2nasStrategy;
import io.github.l2nas.engine.agent.Policy;
import io.github.l2nas.engine.agent.Reward;
import io.github.l2nas.engine.artifact.Decimals;
import io.github.l2nas.engine.artifact.PolicyFile;
import io.github.l2nas.engine.evaluator.Evaluator;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.job.SearchJob;
import io.github.l2nas.engine.strategy.LocalSearch;
import io.github.l2nas.engine.strategy.RandomStrategy;
import io.github.l2nas.engine.strategy.RegularizedEvolution;
import io.github.l2nas.engine.strategy.Reinforce;
import io.github.l2nas.engine.strategy.SearchContext;
import io.github.l2nas.engine.strategy.Settings;
import io.github.l2nas.engine.strategy.Strategy;
import io.github.l2nas.spaces.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A job's strategy: its settings, checked once, and a new instance for each seed.
 *
 * @param settings the settings in force
 * @param presetSteps steps of a search that declares no other number
 * @param constructor makes an instance that has observed nothing
 */
record StrategyFactory(Record settings, int presetSteps, Function<SearchContext, Strategy> constructor) {

    private static final String L2NAS = "l2nas";
    private static final String GUIDED = "l2nas-guided";
    private static final List<String> NAMES =
            List.of(L2NAS, GUIDED, "random", "regularized-evolution", "local-search", "reinforce");

    Strategy create(SearchContext context) {
        return constructor.apply(context);
    }

    /**
     * The factory for a job.
     *
     * @param job names the strategy, its preset and settings, and the policy to start from
     * @param space the search space
     * @param evaluator gives Acc_env where the reward needs it and the job doesn't say
     * @return the factory
     * @throws JobException for an unknown name or a setting out of range
     */
    static StrategyFactory of(SearchJob job, SearchSpace space, Evaluator evaluator) {
        if (L2NAS.equals(job.strategy())) {
            return l2nas(job, space, evaluator);
        }
        int steps = AgentSettings.preset(presetOf(job, space)).steps();
        if (GUIDED.equals(job.strategy())) {
            return guided(job, steps);
        }
        if (job.policy() != null) {
            throw new JobException(
                    "strategy",
                    "only strategies l2nas and l2nas-guided can start from a policy, not " + job.strategy());
        }
        if (job.preset() != null) {
            throw new JobException(
                    "preset",
                    "only strategies l2nas and l2nas-guided have presets; leave it out for " + job.strategy());
        }
        Map<String, String> overrides = job.settings();
        return switch (job.strategy() == null ? "" : job.strategy()) {
            case "random" ->
                new StrategyFactory(
                        Settings.override(new RandomStrategy.Configuration(), overrides), steps, RandomStrategy::new);
            case "local-search" ->
                new StrategyFactory(
                        Settings.override(new LocalSearch.Configuration(), overrides), steps, LocalSearch::new);
            case "regularized-evolution" -> {
                var settings = Settings.override(RegularizedEvolution.Configuration.DEFAULT, overrides);
                yield new StrategyFactory(settings, steps, context -> new RegularizedEvolution(context, settings));
            }
            case "reinforce" -> {
                var settings = Settings.override(Reinforce.Configuration.DEFAULT, overrides);
                yield new StrategyFactory(settings, steps, context -> new Reinforce(context, settings));
            }
            default ->
                throw new JobException("strategy", "there is no strategy '" + job.strategy() + "'; there are " + NAMES);
        };
    }

    private static StrategyFactory l2nas(SearchJob job, SearchSpace space, Evaluator evaluator) {
        AgentSettings declared = Settings.override(
                AgentSettings.preset(job.preset() != null ? job.preset() : presetOf(job, space)), job.settings());
        AgentSettings settings = declared.reward() == Reward.RELATIVE && declared.accEnv() == null
                ? Settings.override(
                        declared,
                        Map.of(
                                "accEnv",
                                Decimals.shortest(evaluator.environmentAccuracy())
                                        .toPlainString()))
                : declared;
        if (job.policy() == null) {
            return new StrategyFactory(settings, settings.steps(), context -> new L2nasStrategy(context, settings));
        }
        Policy policy = PolicyFile.read(job.policy());
        return new StrategyFactory(
                settings, settings.steps(), context -> L2nasStrategy.fineTune(context, settings, policy));
    }

    private static StrategyFactory guided(SearchJob job, int steps) {
        String name = job.preset() != null ? job.preset() : job.policy() != null ? "guided-transfer" : "guided";
        GuidedSettings settings = Settings.override(GuidedSettings.preset(name, steps), job.settings());
        if (job.policy() == null) {
            return new StrategyFactory(settings, settings.steps(), context -> new GuidedStrategy(context, settings));
        }
        Policy policy = PolicyFile.read(job.policy());
        return new StrategyFactory(
                settings, settings.steps(), context -> GuidedStrategy.fineTune(context, settings, policy));
    }

    /** The paper's settings for a search, or a transfer, that declares no others. */
    private static String presetOf(SearchJob job, SearchSpace space) {
        if (job.policy() == null) {
            return space.name();
        }
        return space.name().equals("nas-bench-201") ? "nas-bench-201-finetune" : "transfer-finetune";
    }
}
