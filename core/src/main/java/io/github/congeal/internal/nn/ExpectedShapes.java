package io.github.congeal.internal.nn;

import io.github.congeal.CheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The names and shapes of a model's tensors, against which weights are checked before they are read. */
public final class ExpectedShapes {
    /** The most names of each kind that a message lists; the others are counted. */
    private static final int LISTED = 10;

    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    /** Expects a tensor; without dimensions a scalar. */
    public void add(String name, long... shape) {
        shapes.put(name, shape.clone());
    }

    /** Expects the {@code weight} and {@code bias} of a normalisation, {@code [channels]} each. */
    public void addNorm(String name, long channels) {
        add(name + ".weight", channels);
        add(name + ".bias", channels);
    }

    /** Expects the {@code weight}, {@code [outputs, inputs]}, and the {@code bias}, {@code [outputs]}, of a linear map. */
    public void addLinear(String name, long inputs, long outputs) {
        add(name + ".weight", outputs, inputs);
        add(name + ".bias", outputs);
    }

    /** The shapes by name, in the order in which they were added. */
    public Map<String, long[]> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /** The shapes of the tensors with chosen names. */
    public Map<String, long[]> shapes(Predicate<String> chosen) {
        Map<String, long[]> found = new LinkedHashMap<>(shapes);
        found.keySet().removeIf(chosen.negate());
        return found;
    }

    /**
     * Checks that all expected tensors exist, have their shapes and can be read. Further tensors are allowed.
     *
     * @param model the kind of model with its article, such as {@code a CLIP}
     * @throws CheckpointException if not; it lists the tensors that are missing or of another shape, or names one that
     *     cannot be read
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
            String rest = names.size() > LISTED ? " and %s more".formatted(names.size() - LISTED) : "";
            faults.add("%s %s (%s%s)".formatted(names.size(), kind, listed, rest));
        }
    }
}
