package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** The tensors that a model is made of, to hold a checkpoint against before any of it is read. */
public final class ExpectedTensors {

    /** A message lists this many names of each kind; the rest are counted. */
    private static final int LISTED = 10;

    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private Predicate<String> ignored = name -> false;

    /** Expects a tensor of exactly this shape; without dimensions a scalar. */
    public ExpectedTensors add(String name, long... shape) {
        shapes.put(name, shape.clone());
        return this;
    }

    /** Lets a checkpoint have further tensors, if their names satisfy the predicate. */
    public ExpectedTensors ignoring(Predicate<String> names) {
        ignored = ignored.or(names);
        return this;
    }

    /**
     * Checks that a checkpoint has all the tensors, each in its shape, and no further ones except those that are
     * ignored.
     *
     * @throws CheckpointException if it does not, listing what is missing, unexpected or of another shape
     */
    public void check(Checkpoint checkpoint) {
        Map<String, TensorInfo> found = checkpoint.tensors();
        List<String> missing = shapes.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .toList();
        List<String> unexpected = found.keySet().stream()
                .filter(name -> !shapes.containsKey(name) && !ignored.test(name))
                .toList();
        List<String> misshapen = found.values().stream()
                .filter(tensor -> shapes.containsKey(tensor.name()))
                .filter(tensor -> !tensor.hasShape(shapes.get(tensor.name())))
                .map(tensor -> "%s is %s instead of %s"
                        .formatted(
                                tensor.name(),
                                Arrays.toString(tensor.shape()),
                                Arrays.toString(shapes.get(tensor.name()))))
                .toList();
        StringJoiner faults = new StringJoiner("; ");
        report(faults, "missing", missing);
        report(faults, "unexpected", unexpected);
        report(faults, "of the wrong shape", misshapen);
        if (faults.length() > 0) {
            throw new CheckpointException(checkpoint.source(), "the tensors are not those of this model: " + faults);
        }
    }

    private static void report(StringJoiner faults, String kind, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        String listed = String.join(", ", names.stream().limit(LISTED).toList());
        String rest = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
        faults.add("%d %s (%s%s)".formatted(names.size(), kind, listed, rest));
    }
}
