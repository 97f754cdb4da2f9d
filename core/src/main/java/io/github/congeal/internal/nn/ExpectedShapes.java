package io.github.congeal.internal.nn;

import io.github.congeal.CheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and shapes of a model's tensors, against which weights are checked before any is read. */
public final class ExpectedShapes {
    /** The most names of each kind that a message lists; the rest are counted. */
    private static final int LISTED = 10;

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    /** Expects one more tensor; without dimensions a scalar. */
    public void add(String name, long... shape) {
        shapes.put(name, shape.clone());
    }

    /** Expects a {@code weight} and a {@code bias} of the same length, as normalisations have them. */
    public void addNorm(String name, long channels) {
        add(name + ".weight", channels);
        add(name + ".bias", channels);
    }

    /** Expects a {@code weight} {@code [outputs, inputs]} and a {@code bias}. */
    public void addLinear(String name, long inputs, long outputs) {
        add(name + ".weight", outputs, inputs);
        add(name + ".bias", outputs);
    }

    /** Shapes by names, in the order in which they were added. */
    public Map<String, long[]> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * Checks that all the tensors exist, have their shapes and can be read; there may be others.
     *
     * @param model the model's name with its article
     * @throws CheckpointException if not, listing what is missing or of another shape, or naming what cannot be read
     */
    public void check(Weights weights, String model) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            if (!weights.has(name)) {
                missing.add(name);
            } else if (!Arrays.equals(weights.shape(name), shape)) {
                misshapen.add("%s is %s instead of %s"
                        .formatted(name, Arrays.toString(weights.shape(name)), Arrays.toString(shape)));
            }
        });
        List<String> faults = new ArrayList<>();
        report(faults, "missing", missing);
        report(faults, "of the wrong shape", misshapen);
        if (!faults.isEmpty()) {
            report(
                    faults,
                    "unexpected",
                    weights.names().stream()
                            .filter(name -> !shapes.containsKey(name))
                            .toList());
            throw new CheckpointException(
                    weights.origin(),
                    "the tensors are not those of %s: %s".formatted(model, String.join("; ", faults)));
        }
        shapes.keySet().forEach(weights::requireReadable);
    }

    private static void report(List<String> faults, String kind, List<String> names) {
        if (!names.isEmpty()) {
            String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
            String rest = names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "";
            faults.add("%d %s (%s%s)".formatted(names.size(), kind, listed, rest));
        }
    }
}
