package io.github.l2nas.engine.supernet;

import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Networks of spaces that build them whole, classes of the user's own: a part of them is built before anything is trained, so that
 * mistakes are found early, and so that a supernet and a checkpoint know when the class builds others.
 */
public final class WholeNetworks {

    private static final int RANDOM = 50;

    private WholeNetworks() {}

    /**
     * Insists on a job that sets no channels and cells.
     *
     * @param space builds its networks whole
     * @param size as declared
     * @param settings of the recipe, as declared
     * @throws JobException where it sets one
     */
    static void requireUnsized(NetworkSpace space, NetworkSize size, Map<String, String> settings) {
        for (String name : Skeletons.SIZES) {
            boolean sized = name.equals("channels") ? size.channels() != null : size.cells() != null;
            if (sized || settings.containsKey(name)) {
                throw new JobException(
                        (sized ? "network." : "settings.") + name,
                        "space " + space.name() + " builds its networks itself: they have no '" + name
                                + "' that could be set. Leave it out, or make it a choice of the space");
            }
        }
    }

    /**
     * Builds the networks of random architectures and of all neighbours of one, so that each value of each choice that counts there
     * takes part.
     *
     * @param space builds its networks whole
     * @param skeleton images and classes
     * @return digest of the networks: equal where the space builds the same ones
     * @throws JobException where one can't be built; says which and why
     */
    public static String digest(NetworkSpace space, Skeleton skeleton) {
        SearchContext any = SearchContext.unconstrained(space, 0);
        List<Architecture> architectures = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            architectures.add(any.randomArchitecture(any.stream("networks." + i)));
        }
        architectures.addAll(space.neighbours(architectures.get(0)));
        MessageDigest digest = Sha256.begin();
        for (Architecture architecture : architectures) {
            digest.update(build(space, architecture, skeleton).toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static LayerGraph build(NetworkSpace space, Architecture architecture, Skeleton skeleton) {
        try {
            return space.supernetPath(architecture, skeleton);
        } catch (IllegalArgumentException e) {
            throw new JobException("space", e.getMessage());
        }
    }
}
