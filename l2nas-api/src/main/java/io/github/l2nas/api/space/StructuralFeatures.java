package io.github.l2nas.api.space;

import java.util.List;

/**
 * What a space offers that can say in a few numbers what kind of network an architecture is, without building it: its
 * parameters, its depth. Surrogate models take architectures for alike that are alike in these.
 */
public interface StructuralFeatures {

    /**
     * What the numbers are.
     *
     * @return at least one name
     */
    List<String> featureNames();

    /**
     * The numbers of an architecture. Only their order matters: a model looks at quantiles.
     *
     * @param architecture an architecture of the space
     * @return as many finite numbers as there are names
     */
    double[] features(Architecture architecture);
}
