package io.github.congeal.control;

import java.util.OptionalDouble;

/**
 * A range of numbers; infinity and NaN are never in it.
 *
 * @param least the least number
 * @param open whether the least number itself is excluded
 * @param greatest the greatest number
 */
public record Range(double least, boolean open, double greatest) {
    /** All finite numbers. */
    public static final Range FINITE = atLeast(-Double.MAX_VALUE);

    /** The range of weights: beyond it, a loss would soon overflow. */
    static final Range WEIGHT = between(-1e9, 1e9);

    /** The range of fractions from 0 up to but not including 1. */
    static final Range FRACTION = between(0, Math.nextDown(1.0));

    /** Returns all finite numbers above the given one. */
    public static Range above(double number) {
        return new Range(number, true, Double.MAX_VALUE);
    }

    /** Returns the given number and all finite ones above it. */
    public static Range atLeast(double number) {
        return new Range(number, false, Double.MAX_VALUE);
    }

    /** Returns the given numbers and all between them. */
    public static Range between(double least, double greatest) {
        return new Range(least, false, greatest);
    }

    /** Returns whether a number is allowed. */
    public boolean contains(double number) {
        return (open ? number > least : number >= least) && number <= greatest;
    }

    /**
     * Checks that a number is allowed.
     *
     * @param name the name of the number in the message
     * @throws IllegalArgumentException if it is not in the range
     */
    public void require(String name, double number) {
        if (!contains(number)) {
            throw new IllegalArgumentException(
                    "%s was %s, but must be %s".formatted(name, Numbers.write(number), this));
        }
    }

    /** Returns whether all numbers of a schedule are allowed. */
    public boolean contains(Schedule schedule) {
        return contains(schedule.least()) && contains(schedule.greatest());
    }

    /** Like {@link #require(String, double)}, for all numbers of a schedule. */
    public void require(String name, Schedule schedule) {
        if (!contains(schedule)) {
            throw new IllegalArgumentException("%s was %s, but must be %s".formatted(name, schedule, this));
        }
    }

    /** Like {@link #require(String, double)}, if there is a number. */
    void require(String name, OptionalDouble number) {
        number.ifPresent(value -> require(name, value));
    }

    /** Returns what is allowed, such as {@code a finite number above 0}. */
    @Override
    public String toString() {
        if (greatest == FRACTION.greatest) {
            return "a number of at least %s and below 1".formatted(Numbers.write(least));
        }
        if (greatest < Double.MAX_VALUE) {
            return "a number from %s to %s".formatted(Numbers.write(least), Numbers.write(greatest));
        }
        if (least == -Double.MAX_VALUE) {
            return "a finite number";
        }
        return "a finite number %s %s".formatted(open ? "above" : "of at least", Numbers.write(least));
    }
}
