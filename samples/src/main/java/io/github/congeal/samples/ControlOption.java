package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command-line option of one control, which follows from its declaration.
 *
 * @param control the control
 * @param option as picocli knows it
 */
record ControlOption<T>(Control<T> control, OptionSpec option) {
    /** Shorter names, from before there were controls. */
    private static final Map<String, String> SHORT = Map.of("initial-image", "--init");

    /** A new option for a control. */
    static <T> ControlOption<T> of(Control<T> control) {
        OptionSpec.Builder builder = OptionSpec.builder(namesOf(control.name()))
                .paramLabel(control.name().replace('-', '_').toUpperCase(Locale.ROOT))
                .description(describe(control))
                .converters(text -> read(control, text));
        if (control.isSeveral()) {
            builder.type(List.class).auxiliaryTypes(Object.class).arity("1");
        } else if (control.byDefault().orElse(null) instanceof Boolean) {
            builder.type(Object.class).arity("0..1").fallbackValue("true");
        } else {
            builder.type(Object.class).arity("1");
        }
        return new ControlOption<>(control, builder.build());
    }

    private static String[] namesOf(String control) {
        String name = "--" + control;
        return SHORT.containsKey(control) ? new String[] {SHORT.get(control), name} : new String[] {name};
    }

    private static String describe(Control<?> control) {
        String description = "%s Must be %s, such as %s.%s"
                .formatted(
                        control.says(), control.form().allowed(), control.form().example(), usual(control));
        return description.replace("%", "%%");
    }

    /** What most models take; --print-settings tells what one model does. */
    private static <T> String usual(Control<T> control) {
        return control.isSeveral()
                ? ""
                : control.byDefault()
                        .map(value -> " Default: %s, unless the model says otherwise.".formatted(control.write(value)))
                        .orElse("");
    }

    private static <T> T read(Control<T> control, String text) {
        try {
            return control.read(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Sets the value on the builder, if one was given on the command line. */
    @SuppressWarnings("unchecked") // The converter made it; picocli puts the values of several options into one list.
    void giveTo(Generation.Builder builder) {
        if (option.getValue() != null) {
            builder.set(control, (T) option.getValue());
        }
    }

    /** The settings with the value, if one was given on the command line. */
    @SuppressWarnings("unchecked") // As above.
    Settings giveTo(Settings settings) {
        return option.getValue() == null ? settings : settings.with(control, (T) option.getValue());
    }
}
