package io.github.congeal.control;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How the values of a control are written as text: the same form on the command line, in PNGs, in JSON and in the
 * documents. What {@link #write} writes, {@link #read} reads back as an equal value.
 *
 * @param <T> the type of the values
 */
public interface Form<T> {
    /** Writes a value. */
    String write(T value);

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is not a value, with a sentence that says why
     */
    T read(String text);

    /** What is allowed, to follow "must be": {@code a whole number of at least 1}. */
    String allowed();

    /** A typical value, in its written form. */
    String example();

    /** Separates several written values that have bars between them. */
    default List<String> separate(String several) {
        return Bars.split(several);
    }

    /** Whether a value is within bounds. */
    default boolean allows(T value) {
        return true;
    }

    /**
     * A form made of two functions.
     *
     * @param allowed what is allowed, to follow "must be"
     * @param example a value in its written form
     */
    static <T> Form<T> of(Function<String, T> read, Function<T, String> write, String allowed, String example) {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(write, "write");
        Objects.requireNonNull(allowed, "allowed");
        Objects.requireNonNull(example, "example");
        return new FunctionForm<>(read, write, value -> true, allowed, example);
    }

    /** Whole numbers that fit into an {@code int}. */
    static Form<Integer> wholeNumber(int least, int example) {
        return new FunctionForm<>(
                Integer::valueOf, String::valueOf, value -> value >= least, WholeNumbers.from(least), "" + example);
    }

    /** Whole numbers that fit into a {@code long}. */
    static Form<Long> longNumber(long least, long example) {
        return new FunctionForm<>(
                Long::valueOf, String::valueOf, value -> value >= least, WholeNumbers.from(least), "" + example);
    }

    /** Numbers. */
    static Form<Double> number(Range range, double example) {
        Objects.requireNonNull(range, "range");
        return new FunctionForm<>(
                Double::valueOf, Numbers::write, range::contains, range.toString(), Numbers.write(example));
    }

    /** {@code true} and {@code false}. */
    static Form<Boolean> yesOrNo() {
        return of(FunctionForm::yesOrNo, String::valueOf, "true or false", "true");
    }

    /** Text, taken as it is. */
    static Form<String> text(String example) {
        Objects.requireNonNull(example, "example");
        return of(Function.identity(), Function.identity(), "text", example);
    }

    /** The constants of an enum, in small letters with hyphens; capitals and underscores are read too. */
    static <E extends Enum<E>> Form<E> constants(Class<E> type) {
        Objects.requireNonNull(type, "type");
        return new ConstantForm<>(type);
    }

    /** Numbers that may change in the course of a run, all of them in a range. */
    static Form<Schedule> schedule(Range range, String example) {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(example, "example");
        return new FunctionForm<>(
                text -> ScheduleParser.find(text).orElseThrow(FormException::new),
                Schedule::toString,
                range::contains,
                range + ", or a schedule of such numbers",
                example);
    }

    /**
     * Records, written as their name and components: {@code perlin(octaves=5, contrast=0.6)}. The name is that of the
     * class in small letters with hyphens. A component may be a number, {@code boolean}, {@code String}, an enum, a
     * {@link Schedule}, a {@link java.time.Duration}, or an optional number, which is not written if it is empty.
     *
     * @param samples one record of each class, from which components that a text leaves out are taken
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // The list is never written to.
    static <T> Form<T> words(T... samples) {
        return new WordForm<>(List.of(samples));
    }
}
