package io.github.congeal.control;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the constants of an enum. */
record ConstantForm<E extends Enum<E>>(Class<E> type) implements Form<E> {
    @Override
    public String write(E value) {
        return Kebab.of(value.name());
    }

    @Override
    public E read(String text) {
        String name = Kebab.of(text.strip());
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> write(constant).equals(name))
                .findFirst()
                .orElseThrow(FormException::new);
    }

    @Override
    public String allowed() {
        return "one of "
                + Arrays.stream(type.getEnumConstants()).map(this::write).collect(Collectors.joining(", "));
    }

    @Override
    public String example() {
        return write(type.getEnumConstants()[0]);
    }
}
