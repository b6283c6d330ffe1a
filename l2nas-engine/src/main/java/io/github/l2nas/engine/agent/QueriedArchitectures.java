package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a search has suggested, with and without a result: a strategy that never asks twice asks here. */
public final class QueriedArchitectures implements Checkpointable {

    private final SearchContext context;
    private final Set<String> identities = new LinkedHashSet<>();

    /**
     * @param context of the search
     */
    public QueriedArchitectures(SearchContext context) {
        this.context = context;
    }

    /**
     * Whether an architecture is worth a query.
     *
     * @param architecture of the space
     * @return whether it is feasible and was not suggested
     */
    public boolean isNew(Architecture architecture) {
        return context.isNew(architecture, identities);
    }

    /**
     * The identities of what was suggested.
     *
     * @return a view, in the order of the suggestions
     */
    public Set<String> identities() {
        return Collections.unmodifiableSet(identities);
    }

    /**
     * Knows of an architecture from now on.
     *
     * @param architecture of the space
     */
    public void add(Architecture architecture) {
        identities.add(architecture.identity());
    }

    /**
     * Takes a proposal or, without one, a random architecture; either is queried from now on.
     *
     * @param chosen what a model has chosen, where it could
     * @param random the stream that draws otherwise
     * @return the proposal, of origin {@code random} where it was drawn
     */
    public Proposal take(Optional<Proposal> chosen, RandomStream random) {
        Proposal proposal = chosen.orElseGet(() -> new Proposal(context.newArchitecture(random, identities), "random"));
        add(proposal.architecture());
        return proposal;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(identities.size());
        for (String identity : identities) {
            out.writeUTF(identity);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        identities.clear();
        for (int size = in.readInt(); size > 0; size--) {
            identities.add(in.readUTF());
        }
    }
}
