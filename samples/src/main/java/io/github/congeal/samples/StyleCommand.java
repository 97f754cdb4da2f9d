package io.github.congeal.samples;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.model.Model;
import io.github.congeal.video.FrameWriter;
import io.github.congeal.video.PngSequence;
import io.github.congeal.video.Styling;
import io.github.congeal.video.VideoReader;
import io.github.congeal.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a film anew. */
@Command(
        description = "Redraws a film, or a folder of pictures, in the style that a prompt describes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StyleCommand implements Callable<Integer>, TakesControls {
    private static final int USUAL_SIDE = 256;

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "A film as .mp4 with H.264, or a folder of pictures, taken in the order of their names,"
                    + " frame-9999 before frame-10000.")
    private Path source;

    @Parameters(
            index = "1",
            paramLabel = "PROMPT",
            description = "What each frame should show: \"in the style of a watercolour\".")
    private String prompt;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file for the film, .mp4 or .gif, or else a folder for numbered pictures. An .mp4 has the"
                    + " sound of the source. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("styled.mp4");

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "The number of steps for each frame. Default: ${DEFAULT-VALUE}.")
    private int steps = 10;

    @Option(
            names = "--likeness",
            paramLabel = "WEIGHT",
            description =
                    "How much each frame should resemble its source, beside the prompt. Default: ${DEFAULT-VALUE}.")
    private double likeness = 1;

    @Option(
            names = "--carried",
            paramLabel = "PART",
            description = "How much of the last frame is kept where the source stands still, 0 to 1; reduces flicker."
                    + " Default: ${DEFAULT-VALUE}.")
    private double carried = 0.8;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "The frame rate of the film per second. Default: that of the source, 15 for a folder.")
    private @Nullable Double framesPerSecond;

    @Option(names = "--frames", paramLabel = "N", description = "The most frames to draw, to try it out. Default: all.")
    private int frames = Integer.MAX_VALUE;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Set<Control<?>> ownControls() {
        return Set.of(Control.ITERATIONS);
    }

    @Override
    public Integer call() throws IOException {
        options.atLeast("--frames", frames, 1);
        if (Files.exists(out) && Files.exists(source) && Files.isSameFile(out, source)) {
            throw options.wrong("--out is the source itself: give it another name");
        }
        if (isFilm()) {
            new OutputFiles().file("--out", out);
        } else {
            new OutputFiles().folder(out);
        }
        try (VideoReader video = VideoReader.open(source)) {
            BufferedImage first = video.next();
            if (isFilm()) {
                film(video);
            }
            try (Model model = options.open()) {
                Generation.Builder builder =
                        options.builder(model).prompts(Prompt.parse(prompt)).iterations(steps);
                if (!command.commandLine().getParseResult().hasMatchedOption("--size")) {
                    double scale = Math.min(1, (double) USUAL_SIDE / Math.max(first.getWidth(), first.getHeight()));
                    builder.size((int) Math.max(Math.round(first.getWidth() * scale), 1), (int)
                            Math.max(Math.round(first.getHeight() * scale), 1));
                }
                Generation generation = builder.build();
                try {
                    Interruption.tidily(() -> draw(first, video, generation));
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
                options.say("%s (seed %s)".formatted(out, generation.seed()));
            }
        }
        return 0;
    }

    /** Draws all frames, or those before an interruption, and finishes the film; the number of frames. */
    private int draw(BufferedImage first, VideoReader video, Generation generation) {
        Styling styling = Styling.of(generation).likeness(likeness).carried(carried);
        try (FrameWriter writer = isFilm() ? film(video).open() : PngSequence.in(out)) {
            return style(first, video, styling, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isFilm() {
        String name = out.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".mp4") || name.endsWith(".gif");
    }

    private VideoWriter.Builder film(VideoReader video) throws IOException {
        VideoWriter.Builder film = VideoWriter.builder(out)
                .framesPerSecond(framesPerSecond != null ? framesPerSecond : video.framesPerSecond());
        return VideoReader.hasSound(source) ? film.soundOf(source) : film;
    }

    private int style(BufferedImage first, VideoReader video, Styling styling, FrameWriter writer) throws IOException {
        PrintWriter lines = options.complaints();
        int count = Math.min(video.count(), frames);
        long begin = System.nanoTime();
        BufferedImage frame = first;
        for (int i = 1; i <= count; i++) {
            writer.add(styling.style(frame));
            if (!options.output().quiet()) {
                double seconds = (System.nanoTime() - begin) / 1e9 / i;
                lines.printf(
                        Locale.ROOT,
                        "frame %s of %s, %.1f s each, %.0f s left%n",
                        i,
                        count,
                        seconds,
                        seconds * (count - i));
                lines.flush();
            }
            if (i < count) {
                frame = video.next();
            }
        }
        return count;
    }
}
