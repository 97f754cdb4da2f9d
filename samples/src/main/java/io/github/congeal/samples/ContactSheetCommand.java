package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a sheet of the pictures of several prompts. */
@Command(
        description =
                "Makes a picture of each prompt and shows all of them on one sheet: at the start, after a quarter, halfway and at the end.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ContactSheetCommand implements Callable<Integer>, TakesControls {
    @Parameters(arity = "1..*", paramLabel = "PROMPT", description = "One row each, which may be a story with ||.")
    private List<String> prompts;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file for the sheet, .png or .jpg. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("contact-sheet.png");

    @Option(
            names = "--thumbnail",
            paramLabel = "N",
            description = "The width of each picture on the sheet in pixels. Default: ${DEFAULT-VALUE}.")
    private int thumbnail = 160;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Integer call() throws IOException {
        new OutputFiles().picture("--out", out);
        ContactSheet sheet = new ContactSheet(thumbnail);
        try (Model model = options.open()) {
            for (String prompt : prompts) {
                sheet.add(prompt, stages(model, prompt));
                PictureFile.write(sheet.draw(), out);
            }
        }
        options.say(out);
        return 0;
    }

    private List<BufferedImage> stages(Model model, String prompt) throws IOException {
        Generation generation = options.generationOf(prompt, model);
        int quarter = generation.iterations() / 4;
        int half = generation.iterations() / 2;
        Moments shown = new Moments(0, quarter, half);
        List<BufferedImage> pictures = new ArrayList<>();
        try (Stream<Frame> frames = generation.stream();
                Progress progress = options.progress(generation, half)) {
            frames.peek(progress::reached).filter(shown::include).forEach(frame -> pictures.add(frame.image()));
        }
        return pictures;
    }
}
