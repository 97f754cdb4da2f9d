package io.github.congeal.internal.engine;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.tensor.Saved;
import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of a run on the Java heap, from which another run can continue. */
public final class KeptState implements State {
    private final String source;
    private final Map<String, Values> tensors = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();

    /** The elements and the shape of a tensor; not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Values(float[] numbers, long... shape) {}

    /**
     * An empty state.
     *
     * @param source its name in messages
     */
    KeptState(String source) {
        this.source = source;
    }

    @Override
    public void tensor(String name, Tensor tensor) {
        put(name, new Values(tensor.toFloats(), tensor.shape()));
    }

    @Override
    public long number(String name, long value) {
        numbers.put(name, value);
        return value;
    }

    /** Adds a tensor that was read from a file. */
    void put(String name, Values values) {
        tensors.put(name, values);
    }

    /** All tensors. */
    Map<String, Values> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** All whole numbers. */
    Map<String, Long> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    /** The sum of the losses of each picture of the run so far, from that before the first step on. */
    public List<Double> losses() {
        Map<String, Long> own = new HashMap<>();
        String part = Run.LOSSES + ".";
        numbers.forEach((name, value) -> {
            if (name.startsWith(part)) {
                own.put(name.substring(part.length()), value);
            }
        });
        return LossHistory.of(own);
    }

    /** Whether a part of the run saved a whole number. */
    boolean has(String part) {
        return numbers.keySet().stream().anyMatch(name -> name.startsWith(part + "."));
    }

    /** Removes everything that a part saved. */
    void forget(String part) {
        tensors.keySet().removeIf(name -> name.startsWith(part + "."));
        numbers.keySet().removeIf(name -> name.startsWith(part + "."));
    }

    /** This state for reading. Values that it lacks stay as they are, since another run may have additional parts. */
    State reading() {
        return new State() {
            @Override
            public void tensor(String name, Tensor tensor) {
                Values values = tensors.get(name);
                if (values != null) {
                    tensor.write(0, values.numbers, 0, values.numbers.length);
                }
            }

            @Override
            public long number(String name, long value) {
                return numbers.getOrDefault(name, value);
            }
        };
    }

    /**
     * Overwrites the state of a run that has the same parts.
     *
     * @throws CheckpointException if the run has a part that this state lacks or has in another size, or if this state
     *     has a part that the run lacks
     */
    void readInto(Saved run) {
        Reading reading = new Reading();
        try {
            run.state(reading);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(source, null, "it is no state of this run: " + e.getMessage(), e);
        }
        if (!reading.unread.isEmpty()) {
            throw new CheckpointException(
                    source, Collections.min(reading.unread), "the run has no place for this part of its state");
        }
    }

    /** Reads the state, and records what has not been read. */
    private final class Reading implements State {
        private final Set<String> unread = new HashSet<>();

        private Reading() {
            unread.addAll(tensors.keySet());
            unread.addAll(numbers.keySet());
        }

        @Override
        public void tensor(String name, Tensor tensor) {
            float[] values = required(name, tensors.get(name)).numbers;
            if (values.length != tensor.length()) {
                throw new CheckpointException(
                        source,
                        name,
                        "it has %s numbers, but the run needs %s".formatted(values.length, tensor.length()));
            }
            tensor.write(0, values, 0, values.length);
        }

        @Override
        public long number(String name, long value) {
            return required(name, numbers.get(name));
        }

        private <T> T required(String name, @Nullable T value) {
            unread.remove(name);
            if (value == null) {
                throw new CheckpointException(source, name, "the run needs this part of its state, which is missing");
            }
            return value;
        }
    }
}
