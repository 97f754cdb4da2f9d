package io.github.congeal.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Defines how the values of a control are written as text: the same on the command line, in PNGs, in JSON and in the
 * documents. {@link #read} reads what {@link #write} writes back as an equal value.
 *
 * @param <T> the type of the values
 */
public interface Form<T> {
    /** Writes a value. */
    String write(T value);

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is not a value; the message is a sentence that says why
     */
    T read(String text);

    /** Returns what is allowed, as a phrase to follow "must be": {@code a whole number of at least 1}. */
    String allowed();

    /** Returns a typical value in its written form. */
    String example();

    /** Splits a text into several written values, at the bars between them. */
    default List<String> separate(String several) {
        return Bars.split(several);
    }

    /** Returns whether a value is within bounds. */
    default boolean allows(T value) {
        return true;
    }

    /**
     * Returns a form made of two functions.
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

    /** Returns the form of whole numbers that fit into an {@code int}. */
    static Form<Integer> wholeNumber(int least, int example) {
        return new FunctionForm<>(
                Integer::valueOf, String::valueOf, value -> value >= least, WholeNumbers.from(least), "" + example);
    }

    /** Returns the form of whole numbers that fit into a {@code long}. */
    static Form<Long> longNumber(long least, long example) {
        return new FunctionForm<>(
                Long::valueOf, String::valueOf, value -> value >= least, WholeNumbers.from(least), "" + example);
    }

    /** Returns the form of numbers in a range. */
    static Form<Double> number(Range range, double example) {
        Objects.requireNonNull(range, "range");
        return new FunctionForm<>(
                Double::valueOf, Numbers::write, range::contains, range.toString(), Numbers.write(example));
    }

    /** Returns the form of {@code true} and {@code false}. */
    static Form<Boolean> yesOrNo() {
        return of(FunctionForm::yesOrNo, String::valueOf, "true or false", "true");
    }

    /** Returns the form of paths of files and folders. */
    static Form<Path> path(String example) {
        return new PathForm(Objects.requireNonNull(example, "example"));
    }

    /** Returns the form of text, taken literally. */
    static Form<String> text(String example) {
        Objects.requireNonNull(example, "example");
        return of(Function.identity(), Function.identity(), "text", example);
    }

    /**
     * Returns the form of an enum's constants, in small letters with hyphens; capitals and underscores are read too.
     */
    static <E extends Enum<E>> Form<E> constants(Class<E> type) {
        Objects.requireNonNull(type, "type");
        return new ConstantForm<>(type);
    }

    /** Returns the form of schedules whose numbers all lie in a range. */
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
     * Returns the form of records, written as their name and components: {@code perlin(octaves=5, contrast=0.6)}. The
     * name is that of the class in small letters with hyphens. A component may be a number, {@code boolean}, {@code
     * String}, an enum, a {@link Schedule}, a {@link java.time.Duration}, or an optional number, which is left out if
     * empty.
     *
     * @param samples one record of each class; it supplies the components that a text leaves out
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // The list is never written to.
    static <T> Form<T> words(T... samples) {
        return new WordForm<>(List.of(samples));
    }
}
