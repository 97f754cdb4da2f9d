package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import io.github.congeal.Sheet;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a sheet of sprites. */
@Command(
        aliases = "strip",
        description = "Makes several sprites and puts them on one sprite sheet, as games load it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SheetCommand implements Callable<Integer>, TakesControls {
    @Parameters(index = "0", paramLabel = "PROMPT", description = "What each sprite should show.")
    private String prompt;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file for the sheet, .png. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("sheet.png");

    @Option(names = "--count", paramLabel = "N", description = "The number of sprites. Default: ${DEFAULT-VALUE}.")
    private int count = 8;

    @Option(
            names = "--columns",
            paramLabel = "N",
            description =
                    "The number of sprites in a row; 1 puts them one below the other. Default: all, in one strip.")
    private int columns;

    @Option(
            names = "--of",
            paramLabel = "WHAT",
            description = "variants, with this seed and the following ones, or frames of one run. Default: variants.")
    private Sprites sprites = Sprites.VARIANTS;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Integer call() throws IOException {
        options.atLeast("--count", count, 1);
        options.atLeast("--columns", columns, 0);
        new OutputFiles().picture("--out", out);
        try (Model model = options.open()) {
            Generation generation = options.generationOf(prompt, model);
            Sprites.requireRoom(generation, count);
            try (Progress progress = options.progress(generation, generation.iterations())) {
                List<BufferedImage> made = sprites.of(generation, count, progress);
                PictureFile.write(Sheet.of(made, columns == 0 ? made.size() : columns), out);
                options.say("%s (%s of %sx%s, seed %s)"
                        .formatted(
                                out,
                                made.size(),
                                made.get(0).getWidth(),
                                made.get(0).getHeight(),
                                generation.seed()));
            }
        }
        return 0;
    }
}
