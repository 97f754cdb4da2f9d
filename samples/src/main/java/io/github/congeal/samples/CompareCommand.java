package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import io.github.congeal.Preset;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one picture several times with other settings, and shows them side by side. */
@Command(
        description = "Makes a picture several times with different settings and shows all of them in one row.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer>, TakesControls {
    @Parameters(
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "What all of them show; leave it out if the settings have prompts.")
    private @Nullable String prompt;

    @Option(
            names = "--with",
            required = true,
            paramLabel = "NAME=VALUE; …",
            description =
                    "The settings of one picture in addition to the options, and its caption: --with \"start=plain\" --with"
                            + " \"start=random; seed=7\" --with \"preset=texture\". Empty, \"\", for the options alone.")
    private List<String> pictures;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file for the row, .png or .jpg. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("compare.png");

    @Option(
            names = "--thumbnail",
            paramLabel = "N",
            description = "The width of each picture in the row in pixels. Default: ${DEFAULT-VALUE}.")
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
        CaptionedRow row = new CaptionedRow(thumbnail);
        try (Model model = options.open()) {
            // All are checked before the first is made.
            List<Generation> generations = new ArrayList<>();
            for (String picture : pictures) {
                generations.add(generation(model, picture));
            }
            for (int i = 0; i < pictures.size(); i++) {
                row.add(pictures.get(i).isBlank() ? "as usual" : pictures.get(i), last(generations.get(i)));
            }
        }
        PictureFile.write(row.draw(), out);
        options.say(out);
        return 0;
    }

    private Generation generation(Model model, String picture) throws IOException {
        Generation.Builder builder = options.builder(model);
        if (prompt != null) {
            GenerateCommand.say(prompt, builder);
        }
        for (String setting : picture.split(";")) {
            if (!setting.isBlank()) {
                int equals = setting.indexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException(
                            "--with was \"%s\", but must be settings such as \"start=plain; seed=7\""
                                    .formatted(picture));
                }
                set(
                        builder,
                        setting.substring(0, equals).strip(),
                        setting.substring(equals + 1).strip());
            }
        }
        return builder.build();
    }

    private static void set(Generation.Builder builder, String name, String value) {
        if (name.equals("preset")) {
            builder.preset(Preset.named(value));
        } else {
            builder.set(name, value);
        }
    }

    private BufferedImage last(Generation generation) {
        try (FrameIterator frames = generation.frames();
                Progress progress = options.progress(generation, generation.iterations() / 2)) {
            Frame frame = frames.next();
            while (frames.hasNext()) {
                frame = frames.next();
                progress.reached(frame);
            }
            return frame.image();
        }
    }
}
