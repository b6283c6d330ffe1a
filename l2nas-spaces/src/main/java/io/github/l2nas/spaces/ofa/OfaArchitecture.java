package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.spaces.NotationJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sub-network of Once-for-All's MobileNetV3 supernet. Entries of layers beyond a unit's depth are kept as given, but
 * have no effect.
 *
 * @param kernelSizes of 20 layers, 4 to a unit: 3, 5 or 7
 * @param expansions of 20 layers: 3, 4 or 6
 * @param depths layers of 5 units: 2, 3 or 4
 */
public record OfaArchitecture(List<Integer> kernelSizes, List<Integer> expansions, List<Integer> depths)
        implements Architecture {

    /** Kernel sizes of a layer, in the order of {@link #choices()}. */
    public static final List<Integer> KERNEL_SIZES = List.of(3, 5, 7);

    /** Expansions of a layer, in the order of {@link #choices()}. */
    public static final List<Integer> EXPANSIONS = List.of(3, 4, 6);

    /** Layers of all units at their greatest depth. */
    public static final int LAYERS = 20;

    static final int UNITS = 5;
    static final int LAYERS_PER_UNIT = LAYERS / UNITS;
    static final List<Integer> DEPTHS = List.of(2, 3, 4);

    /** The least of everything. */
    public static final OfaArchitecture SMALLEST = uniform(3, 3, 2);

    /** The most of everything: the whole supernet. */
    public static final OfaArchitecture LARGEST = uniform(7, 6, 4);

    private static final List<String> FIELDS = List.of("ks", "e", "d");

    public OfaArchitecture {
        kernelSizes = require("ks", kernelSizes, LAYERS, KERNEL_SIZES);
        expansions = require("e", expansions, LAYERS, EXPANSIONS);
        depths = require("d", depths, UNITS, DEPTHS);
    }

    /**
     * A sub-network whose layers are all alike.
     *
     * @param kernelSize of every layer: 3, 5 or 7
     * @param expansion of every layer: 3, 4 or 6
     * @param depth of every unit: 2, 3 or 4
     * @return the sub-network
     */
    public static OfaArchitecture uniform(int kernelSize, int expansion, int depth) {
        return new OfaArchitecture(
                Collections.nCopies(LAYERS, kernelSize),
                Collections.nCopies(LAYERS, expansion),
                Collections.nCopies(UNITS, depth));
    }

    private static List<Integer> require(String name, List<Integer> values, int size, List<Integer> allowed) {
        if (values.size() != size || !allowed.containsAll(values)) {
            throw new IllegalArgumentException(
                    name + " has " + size + " entries, each one of " + allowed + "; got " + values);
        }
        return List.copyOf(values);
    }

    /**
     * Whether a layer is part of the network.
     *
     * @param layer 4 x unit + position, 0 to 19
     * @return whether its unit is deep enough
     */
    public boolean active(int layer) {
        return layer % LAYERS_PER_UNIT < depths.get(layer / LAYERS_PER_UNIT);
    }

    /** OFA's {@code {"ks": [...], "e": [...], "d": [...]}}. */
    @Override
    public String notation() {
        return "{\"ks\": " + kernelSizes + ", \"e\": " + expansions + ", \"d\": " + depths + "}";
    }

    /** The notation with the smallest kernel and expansion for layers that are not active. */
    @Override
    public String identity() {
        List<Integer> kernels = new ArrayList<>(kernelSizes);
        List<Integer> widths = new ArrayList<>(expansions);
        for (int layer = 0; layer < LAYERS; layer++) {
            if (!active(layer)) {
                kernels.set(layer, KERNEL_SIZES.get(0));
                widths.set(layer, EXPANSIONS.get(0));
            }
        }
        return new OfaArchitecture(kernels, widths, depths).notation();
    }

    /** Per layer the column 3 x (index of the expansion) + (index of the kernel size), then per unit that of the depth. */
    @Override
    public int[] choices() {
        int[] choices = new int[LAYERS + UNITS];
        for (int layer = 0; layer < LAYERS; layer++) {
            choices[layer] = KERNEL_SIZES.size() * EXPANSIONS.indexOf(expansions.get(layer))
                    + KERNEL_SIZES.indexOf(kernelSizes.get(layer));
        }
        for (int unit = 0; unit < UNITS; unit++) {
            choices[LAYERS + unit] = DEPTHS.indexOf(depths.get(unit));
        }
        return choices;
    }

    static OfaArchitecture of(int[] choices) {
        List<Integer> kernels = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        List<Integer> depths = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            kernels.add(KERNEL_SIZES.get(choices[layer] % KERNEL_SIZES.size()));
            widths.add(EXPANSIONS.get(choices[layer] / KERNEL_SIZES.size()));
        }
        for (int unit = 0; unit < UNITS; unit++) {
            depths.add(DEPTHS.get(choices[LAYERS + unit]));
        }
        return new OfaArchitecture(kernels, widths, depths);
    }

    static OfaArchitecture parse(String text) {
        Map<String, List<Integer>> fields = new HashMap<>();
        NotationJson.readObject(text, (name, json) -> {
            json.expect(FIELDS.contains(name), "one of " + FIELDS);
            json.expect(!fields.containsKey(name), "'" + name + "' only once");
            fields.put(name, json.wholeNumbers());
        });
        if (fields.size() != FIELDS.size()) {
            throw new NotationException(text, text.length(), "all of " + FIELDS + " before the end");
        }
        try {
            return new OfaArchitecture(fields.get("ks"), fields.get("e"), fields.get("d"));
        } catch (IllegalArgumentException e) {
            throw new NotationException(text, 0, "a sub-network; " + e.getMessage());
        }
    }
}
