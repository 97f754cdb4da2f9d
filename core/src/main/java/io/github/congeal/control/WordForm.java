package io.github.congeal.control;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Writes records by the names of their classes. */
final class WordForm<T> implements Form<T> {
    private final Map<String, T> samples = new LinkedHashMap<>();

    WordForm(List<T> samples) {
        for (T sample : samples) {
            if (!sample.getClass().isRecord()) {
                throw new IllegalArgumentException(sample.getClass() + " is no record");
            }
            this.samples.put(nameOf(sample), sample);
        }
    }

    private static String nameOf(Object word) {
        return Kebab.of(word.getClass().getSimpleName());
    }

    /** Removes hyphens: readers need not know where a name such as DiffGrad divides into words. */
    private static String withoutHyphens(String name) {
        return name.replace("-", "");
    }

    @Override
    public String write(T word) {
        StringJoiner components = new StringJoiner(", ", "(", ")").setEmptyValue("");
        for (RecordComponent component : word.getClass().getRecordComponents()) {
            ComponentForm.of(component)
                    .write(valueOf(word, component))
                    .ifPresent(text -> components.add(Kebab.of(component.getName()) + "=" + text));
        }
        return nameOf(word) + components;
    }

    @Override
    public T read(String text) {
        WrittenWord written = WrittenWord.parse(text);
        T sample = samples.values().stream()
                .filter(some -> withoutHyphens(nameOf(some)).equals(withoutHyphens(Kebab.of(written.name()))))
                .findFirst()
                .orElseThrow(FormException::new);
        Map<String, String> given = new LinkedHashMap<>(written.components());
        RecordComponent[] components = sample.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String value = given.remove(Kebab.of(components[i].getName()));
            values[i] = value == null
                    ? valueOf(sample, components[i])
                    : ComponentForm.of(components[i]).read(Kebab.of(components[i].getName()), value);
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("%s has no %s, only %s"
                    .formatted(written.name(), given.keySet().iterator().next(), namesOf(components)));
        }
        return make(sample, components, values);
    }

    /** Splits at bars outside brackets: those in brackets belong to the word, such as a weight that changes. */
    @Override
    public List<String> separate(String several) {
        return WrittenWord.split(several, '|');
    }

    private static String namesOf(RecordComponent... components) {
        return components.length == 0
                ? "its name"
                : Arrays.stream(components)
                        .map(component -> Kebab.of(component.getName()))
                        .collect(Collectors.joining(", "));
    }

    private static Object valueOf(Object word, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(word);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T make(T sample, RecordComponent[] components, Object... values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = sample.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (T) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String allowed() {
        return (samples.size() == 1 ? "" : "one of ") + String.join(", ", patterns());
    }

    private String[] patterns() {
        return samples.entrySet().stream()
                .map(entry -> {
                    RecordComponent[] components = entry.getValue().getClass().getRecordComponents();
                    return entry.getKey()
                            + (components.length == 0
                                    ? ""
                                    : Arrays.stream(components)
                                            .map(component -> Kebab.of(component.getName()) + "=…")
                                            .collect(Collectors.joining(", ", "(", ")")));
                })
                .toArray(String[]::new);
    }

    @Override
    public String example() {
        return write(samples.values().iterator().next());
    }
}
