package io.github.congeal.internal.tensor;

/** The saved state of a run, while it is written or read. */
public interface State {
    /** Saves the elements of a tensor, or overwrites them by the saved ones. */
    void tensor(String name, Tensor tensor);

    /**
     * Saves a whole number, or returns the saved one.
     *
     * @param value the current value
     * @return the value to continue with
     */
    long number(String name, long value);

    /** Saves a number, or returns the saved one, as {@link #number} does. */
    default double real(String name, double value) {
        return Double.longBitsToDouble(number(name, Double.doubleToRawLongBits(value)));
    }

    /**
     * Saves a count, or returns the saved one, as {@link #number} does.
     *
     * @throws IllegalArgumentException if what was saved cannot be a count
     */
    default int count(String name, int value) {
        long count = number(name, value);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s is %s, which cannot be a count".formatted(name, count));
        }
        return (int) count;
    }

    /** The state of a part, whose names are prefixed by {@code part} and a dot. */
    default State of(String part) {
        State whole = this;
        return new State() {
            @Override
            public void tensor(String name, Tensor tensor) {
                whole.tensor(part + "." + name, tensor);
            }

            @Override
            public long number(String name, long value) {
                return whole.number(part + "." + name, value);
            }
        };
    }
}
