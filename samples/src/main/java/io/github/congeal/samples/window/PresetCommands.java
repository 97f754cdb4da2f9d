package io.github.congeal.samples.window;

import io.github.congeal.Preset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A command for each preset that comes with Congeal. */
final class PresetCommands {
    private PresetCommands() {}

    /**
     * The commands.
     *
     * @param taken called with the preset that was chosen
     */
    static List<Command> of(Consumer<Preset> taken) {
        return Preset.all().stream().map(preset -> command(preset, taken)).toList();
    }

    private static Command command(Preset preset, Consumer<Preset> taken) {
        String name = preset.name();
        return new Command(
                "preset-" + name,
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                name.charAt(0),
                null,
                "Enter the settings of this preset",
                () -> taken.accept(preset));
    }
}
