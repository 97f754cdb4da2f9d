package io.github.congeal.internal.engine;

import io.github.congeal.internal.tensor.State;
import io.github.congeal.internal.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/** The state of a run in Java's memory, until another run goes on from it. */
final class KeptState implements State {
    private final Map<String, float[]> tensors = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();

    @Override
    public void tensor(String name, Tensor tensor) {
        tensors.put(name, tensor.toFloats());
    }

    @Override
    public long number(String name, long value) {
        numbers.put(name, value);
        return value;
    }

    /** Whether a part of the run kept a whole number. */
    boolean has(String part) {
        return numbers.keySet().stream().anyMatch(name -> name.startsWith(part + "."));
    }

    /** Forgets all that a part kept. */
    void forget(String part) {
        tensors.keySet().removeIf(name -> name.startsWith(part + "."));
        numbers.keySet().removeIf(name -> name.startsWith(part + "."));
    }

    /** The same state to be read. What was not kept stays as it is: the other run may have parts that this one had not. */
    State reading() {
        return new State() {
            @Override
            public void tensor(String name, Tensor tensor) {
                float[] values = tensors.get(name);
                if (values != null) {
                    tensor.write(0, values, 0, values.length);
                }
            }

            @Override
            public long number(String name, long value) {
                return numbers.getOrDefault(name, value);
            }
        };
    }
}
