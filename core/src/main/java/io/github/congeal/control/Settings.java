package io.github.congeal.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@linkplain Control controls}. Immutable: each method that changes something returns new settings.
 *
 * <p>Settings can be layered, {@code given.over(preset).over(model)}: the first that has a value for a control decides;
 * if none has, the control's default applies.
 */
public final class Settings {
    /** No settings. */
    public static final Settings EMPTY = new Settings(Map.of());

    private final Map<Control<?>, Object> values;

    private Settings(Map<Control<?>, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Returns the value of a control, or its default.
     *
     * @throws NoSuchElementException if there is neither
     */
    public <T> T get(Control<T> control) {
        Objects.requireNonNull(control, "control");
        return find(control)
                .orElseThrow(() ->
                        new NoSuchElementException("%s was not set, and it has no default".formatted(control.name())));
    }

    /** Returns the value of a control, or its default; empty if there is neither. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Control<T> control) {
        Objects.requireNonNull(control, "control");
        Object value = values.get(control);
        return value == null ? control.byDefault() : Optional.of((T) value);
    }

    /** Returns whether a control has a value here, its default aside. */
    public boolean has(Control<?> control) {
        Objects.requireNonNull(control, "control");
        return values.containsKey(control);
    }

    /** Returns the controls that have a value, the built-in ones first and in their order. */
    public Set<Control<?>> controls() {
        Set<Control<?>> controls = new LinkedHashSet<>(Control.all());
        controls.retainAll(values.keySet());
        controls.addAll(values.keySet());
        return Collections.unmodifiableSet(controls);
    }

    /**
     * Returns the controls whose values name files that have not been read. Refuse these in settings from an untrusted
     * source: a builder opens the files of the settings that it is given.
     */
    public List<Control<?>> namingFiles() {
        return controls().stream()
                .filter(control -> namesFile(values.get(control)))
                .toList();
    }

    private static boolean namesFile(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().anyMatch(Settings::namesFile);
        }
        if (value instanceof Change change) {
            return !change.settings().namingFiles().isEmpty();
        }
        return value instanceof Pictured<?> pictured
                        && pictured.pictures().stream()
                                .anyMatch(source -> source.image().isEmpty())
                || value instanceof Palette.InFile
                || value instanceof Regularizer.Aesthetic;
    }

    /**
     * Returns a copy with a value for a control.
     *
     * @throws IllegalArgumentException if it is not allowed; the message names the control, the value and what is
     *     allowed
     */
    public <T> Settings with(Control<T> control, T value) {
        Map<Control<?>, Object> changed = new LinkedHashMap<>(values);
        changed.put(control, control.check(value));
        return new Settings(changed);
    }

    /** Returns a copy without a value for a control. */
    public Settings without(Control<?> control) {
        Objects.requireNonNull(control, "control");
        Map<Control<?>, Object> changed = new LinkedHashMap<>(values);
        changed.remove(control);
        return new Settings(changed);
    }

    /** Returns these settings, completed by the other's values for controls that have none here. */
    public Settings over(Settings other) {
        Map<Control<?>, Object> all = new LinkedHashMap<>(other.values);
        all.putAll(values);
        return new Settings(all);
    }

    /** Returns these settings, completed by the defaults of the given controls. */
    public Settings withDefaults(List<Control<?>> controls) {
        Map<Control<?>, Object> all = new LinkedHashMap<>(values);
        for (Control<?> control : controls) {
            if (!control.isSeveral()) {
                control.byDefault().ifPresent(value -> all.putIfAbsent(control, value));
            }
        }
        return new Settings(all);
    }

    /**
     * Returns the written form by the controls' names. Several values of a control are numbered, from {@code prompt.1}
     * on; an empty list is an empty text.
     */
    public Map<String, String> toText() {
        Map<String, String> text = new LinkedHashMap<>();
        for (Control<?> control : controls()) {
            List<String> each = control.writeEach(values.get(control));
            if (each.isEmpty()) {
                text.put(control.name(), "");
            }
            for (int i = 0; i < each.size(); i++) {
                text.put(control.isSeveral() ? control.name() + "." + (i + 1) : control.name(), each.get(i));
            }
        }
        return text;
    }

    /**
     * Reads the written form with the built-in controls; see {@link #fromText(Map, List)}.
     *
     * @throws IllegalArgumentException if a control is unknown, or a value is not allowed
     */
    public static Settings fromText(Map<String, String> text) {
        return fromText(text, Control.all());
    }

    /**
     * Reads the written form. Several values of a control may also be in one text, separated by bars.
     *
     * @param controls the known controls
     * @throws IllegalArgumentException if a control is unknown, a value is not allowed, or values are numbered otherwise
     *     than from 1 on without gaps
     */
    public static Settings fromText(Map<String, String> text, List<Control<?>> controls) {
        Map<String, Set<String>> numbered = new LinkedHashMap<>();
        Settings settings = EMPTY;
        for (Map.Entry<String, String> entry : text.entrySet()) {
            String name = entry.getKey().replaceFirst("\\.\\d+$", "");
            Control<?> control = Control.named(name, controls);
            if (name.equals(entry.getKey())) {
                settings = settings.withText(control, entry.getValue());
            } else if (!control.isSeveral()) {
                throw new IllegalArgumentException(
                        "%s has one value: leave the number out of \"%s\"".formatted(name, entry.getKey()));
            } else {
                numbered.computeIfAbsent(name, some -> new LinkedHashSet<>()).add(entry.getKey());
            }
        }
        for (Map.Entry<String, Set<String>> several : numbered.entrySet()) {
            String name = several.getKey();
            settings = settings.withEach(Control.named(name, controls), inOrder(name, several.getValue(), text));
        }
        return settings;
    }

    /** Returns the values of numbered keys, all of which must follow one another. */
    private static List<String> inOrder(String name, Set<String> keys, Map<String, String> text) {
        if (text.containsKey(name)) {
            throw new IllegalArgumentException("%s was given both at once and as %s: leave out one of them"
                    .formatted(name, Writing.quoted(keys.iterator().next())));
        }
        List<String> values = new ArrayList<>();
        for (String key = name + ".1"; keys.remove(key); key = name + "." + (values.size() + 1)) {
            values.add(text.get(key));
        }
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s was given, but several values of %s must be numbered from %s.1 on without gaps"
                            .formatted(Writing.quoted(keys.iterator().next()), name, name));
        }
        return values;
    }

    /**
     * Returns a copy with a value in its written form.
     *
     * @throws IllegalArgumentException if the text is not an allowed value; the message names the control, the text and
     *     what is allowed
     */
    public <T> Settings withText(Control<T> control, String text) {
        return with(control, control.read(text));
    }

    private <T> Settings withEach(Control<T> control, List<String> texts) {
        return with(control, control.readEach(texts));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof Settings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the written form, for logs. */
    @Override
    public String toString() {
        return toText().toString();
    }
}
