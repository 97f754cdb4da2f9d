package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a resource pack with an animated texture. */
@Command(
        description =
                "Makes a resource pack of Minecraft with one animated texture, whose frames are those of one run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResourcePackCommand implements Callable<Integer>, TakesControls {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "PROMPT", description = "What the texture should show.")
    private String prompt;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the pack goes.")
    private Path folder;

    @Option(
            names = "--texture",
            paramLabel = "PATH",
            description = "Which texture it replaces. Default: ${DEFAULT-VALUE}.")
    private String texture = "block/stone";

    @Option(names = "--count", paramLabel = "N", description = "How many frames. Default: ${DEFAULT-VALUE}.")
    private int count = 8;

    @Option(
            names = "--ticks",
            paramLabel = "N",
            description = "For how many twentieths of a second a frame is seen. Default: ${DEFAULT-VALUE}.")
    private int ticks = 4;

    @Mixin
    private GenerationOptions options;

    @Mixin
    private ModelOptions models;

    @Mixin
    private OutputOptions output;

    @Override
    public void take(List<Control<?>> controls) {
        options.addTo(command, controls);
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1 || ticks < 1 || !texture.matches("[a-z0-9_]+(/[a-z0-9_]+)*")) {
            throw new ParameterException(
                    command.commandLine(),
                    "--count was %d, --ticks %d and --texture %s, but must be at least 1, at least 1, and a path such as block/stone"
                            .formatted(count, ticks, texture));
        }
        try (Model model = models.open(NeededNetworks.BOTH, output)) {
            Generation generation =
                    options.builder(model).prompts(Prompt.parse(prompt)).build();
            if (generation.width() != generation.height()) {
                throw new ParameterException(command.commandLine(), "a texture must be square: give such a --size");
            }
            try (Progress progress = Progress.of(
                    generation,
                    Math.max(1, generation.iterations()),
                    command.commandLine().getErr(),
                    output.quiet())) {
                new ResourcePack(folder).write(prompt, texture, Sprites.FRAMES.of(generation, count, progress), ticks);
            }
        }
        command.commandLine().getOut().println(folder);
        command.commandLine().getOut().flush();
        return 0;
    }
}
