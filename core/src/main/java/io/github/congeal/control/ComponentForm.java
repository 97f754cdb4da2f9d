package io.github.congeal.control;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Defines how a component of a record is written: one of the types listed here, or any type with a public {@code FORM}.
 */
record ComponentForm(Function<Object, Optional<String>> writer, Function<String, Object> reader, String allowed) {
    private static final Map<Class<?>, ComponentForm> FORMS = Map.of(
            int.class, of(Form.wholeNumber(Integer.MIN_VALUE, 1)),
            long.class, of(Form.longNumber(Long.MIN_VALUE, 1)),
            double.class, of(Form.number(Range.FINITE, 1)),
            boolean.class, of(Form.yesOrNo()),
            String.class, of(Form.of(ComponentForm::unquoted, ComponentForm::quoted, "text", "text")),
            Schedule.class, of(Schedule.FORM),
            Duration.class, of(Form.of(Durations::read, Durations::write, "a duration such as 1m30s", "90s")),
            OptionalInt.class,
                    new ComponentForm(
                            value -> ((OptionalInt) value)
                                    .stream().mapToObj(String::valueOf).findFirst(),
                            text -> OptionalInt.of(Integer.parseInt(text)),
                            "a whole number"),
            OptionalDouble.class,
                    new ComponentForm(
                            value -> ((OptionalDouble) value)
                                    .stream().mapToObj(Numbers::write).findFirst(),
                            text -> OptionalDouble.of(Double.parseDouble(text)),
                            "a number"));

    private static <T> ComponentForm of(Form<T> form) {
        @SuppressWarnings("unchecked")
        Function<Object, Optional<String>> writer = value -> Optional.of(form.write((T) value));
        return new ComponentForm(writer, form::read, form.allowed());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static ComponentForm of(RecordComponent component) {
        Class<?> type = component.getType();
        ComponentForm form = type.isEnum() ? of(new ConstantForm(type)) : FORMS.get(type);
        return form == null ? declaredBy(type, component) : form;
    }

    /** Returns the form that a type declares; its values are quoted if they contain commas, brackets or the like. */
    private static ComponentForm declaredBy(Class<?> type, RecordComponent component) {
        try {
            Form<Object> own = declared(type);
            return of(Form.of(
                    text -> own.read(unquoted(text)), value -> quoted(own.write(value)), own.allowed(), own.example()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "%s has a component of %s, which has no written form"
                            .formatted(component.getDeclaringRecord().getSimpleName(), type),
                    e);
        }
    }

    @SuppressWarnings("unchecked") // The component's type has this FORM, so only its values come here.
    private static Form<Object> declared(Class<?> type) throws ReflectiveOperationException {
        return (Form<Object>) type.getField("FORM").get(null);
    }

    /** Returns the written value; empty if it is left out. */
    Optional<String> write(Object value) {
        return writer.apply(value);
    }

    Object read(String name, String text) {
        try {
            return reader.apply(text);
        } catch (NumberFormatException | FormException e) {
            throw new IllegalArgumentException(
                    "%s was %s, but must be %s".formatted(name, Writing.quoted(text), allowed), e);
        }
    }

    private static String quoted(String text) {
        return text.matches("[^,()=\"\\\\]+") && text.equals(text.strip())
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
                : text;
    }
}
