package io.github.congeal.samples;

import io.github.congeal.PictureFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a picture with texts. */
@Command(
        description = "Ranks texts by how well they describe a picture, best first.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The picture.")
    private Path image;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "A text that may describe it.")
    private List<String> texts;

    @Mixin
    private ModelOptions models;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        BufferedImage picture = PictureFile.read(image);
        try (Model model = models.open(NeededNetworks.CLIP, output)) {
            double[] cosines = model.similarity(picture, texts);
            double[] probabilities = model.probabilities(picture, texts);
            PrintWriter out = command.commandLine().getOut();
            out.println(" cosine  softmax  text");
            IntStream.range(0, texts.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                    .forEach(i ->
                            out.printf(Locale.ROOT, "%7.4f  %7.4f  %s%n", cosines[i], probabilities[i], texts.get(i)));
            out.flush();
        }
        return 0;
    }
}
