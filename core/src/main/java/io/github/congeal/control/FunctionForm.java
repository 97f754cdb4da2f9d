package io.github.congeal.control;

import java.util.function.Function;
import java.util.function.Predicate;

/** A form made of functions. */
record FunctionForm<T>(
        Function<String, T> reader, Function<T, String> writer, Predicate<T> bounds, String allowed, String example)
        implements Form<T> {
    @Override
    public String write(T value) {
        return writer.apply(value);
    }

    @Override
    public T read(String text) {
        T value;
        try {
            value = reader.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new FormException();
        }
        if (!bounds.test(value)) {
            throw new FormException();
        }
        return value;
    }

    @Override
    public boolean allows(T value) {
        return bounds.test(value);
    }

    static boolean yesOrNo(String text) {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new FormException();
    }
}
