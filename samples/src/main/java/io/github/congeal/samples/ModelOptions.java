package io.github.congeal.samples;

import io.github.congeal.model.Model;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which model is to be used. */
final class ModelOptions {
    static final String BUNDLED = "bundled";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model: bundled, the small one inside this program. The default.")
    private @Nullable String name;

    @ArgGroup(exclusive = false)
    private @Nullable Files files;

    /** Both or none of them. */
    static final class Files {
        @Option(
                names = "--vqgan",
                required = true,
                paramLabel = "FILE",
                description = "A VQGAN's weights, as safetensors; with --clip.")
        private Path vqgan;

        @Option(
                names = "--clip",
                required = true,
                paramLabel = "FILE",
                description = "A CLIP's weights, as safetensors; with --vqgan.")
        private Path clip;
    }

    /** The model that was asked for; to be closed. */
    Model open() {
        if (files != null && name != null) {
            throw new ParameterException(command.commandLine(), "give either --model or --vqgan and --clip, not both");
        }
        if (files != null) {
            return Model.load(files.vqgan, files.clip);
        }
        if (name != null && !name.equals(BUNDLED)) {
            throw new ParameterException(
                    command.commandLine(), "there is no model named '%s', only '%s'".formatted(name, BUNDLED));
        }
        return Model.bundled();
    }
}
