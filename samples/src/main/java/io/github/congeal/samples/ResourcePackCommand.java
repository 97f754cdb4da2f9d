package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a resource pack with an animated texture. */
@Command(
        description = "Makes a Minecraft resource pack with one animated texture, whose frames are those of one run.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResourcePackCommand implements Callable<Integer>, TakesControls {
    @Parameters(index = "0", paramLabel = "PROMPT", description = "What the texture should show.")
    private String prompt;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The folder for the pack.")
    private Path folder;

    @Option(
            names = "--texture",
            paramLabel = "PATH",
            description = "The texture that it replaces. Default: ${DEFAULT-VALUE}.")
    private String texture = "block/stone";

    @Option(names = "--count", paramLabel = "N", description = "The number of frames. Default: ${DEFAULT-VALUE}.")
    private int count = 8;

    @Option(
            names = "--ticks",
            paramLabel = "N",
            description = "How long each frame is shown, in twentieths of a second. Default: ${DEFAULT-VALUE}.")
    private int ticks = 4;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Integer call() throws IOException {
        options.atLeast("--count", count, 1);
        options.atLeast("--ticks", ticks, 1);
        if (!texture.matches("[a-z0-9_]+(/[a-z0-9_]+)*")) {
            throw options.wrong("--texture was %s, but must be a path such as block/stone".formatted(texture));
        }
        new OutputFiles().folder(folder);
        try (Model model = options.open()) {
            Generation generation = options.generationOf(prompt, model);
            if (generation.width() != generation.height()) {
                throw options.wrong("a texture must be square: give such a --size");
            }
            Sprites.requireRoom(generation, count);
            try (Progress progress = options.progress(generation, generation.iterations())) {
                new ResourcePack(folder).write(prompt, texture, Sprites.FRAMES.of(generation, count, progress), ticks);
            }
        }
        options.say(folder);
        return 0;
    }
}
