package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.Preset;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of how a picture is made, one for each control. What is not given is left to the model. */
final class GenerationOptions {
    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "A file of settings as --print-settings writes it, or a PNG that Congeal made; options take"
                    + " precedence.")
    private @Nullable Path settings;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "Settings for a purpose: draft, standard, fine, notebook, nerdyrodent, pixray, texture, or a file"
                            + " of your own as --print-settings writes it. --settings and options take precedence.")
    private @Nullable String preset;

    private final List<ControlOption<?>> options = new ArrayList<>();
    private List<Control<?>> controls = List.of();

    /**
     * Adds an option for each control to a command, unless it already has an option of that name.
     *
     * @param without controls that get no option; a file of settings may have them all the same
     */
    void addTo(CommandSpec command, List<Control<?>> all, Set<Control<?>> without) {
        controls = all;
        for (Control<?> control : all) {
            if (!without.contains(control) && command.findOption("--" + control.name()) == null) {
                ControlOption<?> option = ControlOption.of(control);
                command.addOption(option.option());
                options.add(option);
            }
        }
    }

    /** The settings that these options say. */
    Settings settings() throws IOException {
        Settings all = Settings.EMPTY;
        for (ControlOption<?> option : options) {
            all = option.giveTo(all);
        }
        if (settings != null) {
            all = all.over(SettingsFile.read(settings, controls));
        }
        return preset == null ? all : all.over(Preset.named(preset).settings());
    }

    /** The controls that have options. */
    List<Control<?>> controls() {
        return controls;
    }

    /** Whether any was given. */
    boolean areGiven() {
        return settings != null
                || preset != null
                || options.stream().anyMatch(one -> one.option().getValue() != null);
    }

    /** A builder with these options, to which the prompts are still to be added. */
    Generation.Builder builder(Model model) throws IOException {
        Generation.Builder builder = Generation.builder().model(model);
        if (preset != null) {
            builder.preset(Preset.named(preset));
        }
        if (settings != null) {
            builder.settings(SettingsFile.read(settings, controls));
        }
        options.forEach(option -> option.giveTo(builder));
        return builder;
    }
}
