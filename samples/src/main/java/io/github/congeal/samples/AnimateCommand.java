package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Motion;
import io.github.congeal.control.Settings;
import io.github.congeal.model.Model;
import io.github.congeal.video.FrameWriter;
import io.github.congeal.video.VideoWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a film through which a camera moves. */
@Command(
        description = "Makes a film: the camera moves, and each frame is developed from the last one.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AnimateCommand implements Callable<Integer>, TakesControls {
    private static final int USUAL_FRAMES = 100;
    private static final int PATIENCE_SECONDS = 120;
    private static final int FRAMES_PER_LINE = 10;

    @Parameters(
            paramLabel = "STORY",
            description = "What the film should show. With ||, prompts replace one another and share the film evenly:"
                    + " \"a forest || the sea || a city at night\".")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--frames",
            paramLabel = "N",
            description =
                    "The number of film frames. Default: 100. Where --settings are those of a film, its length and"
                            + " camera are the defaults.")
    private @Nullable Integer frames;

    @Mixin
    private CameraOptions camera;

    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "The file for the film, .mp4 or .gif; its last frame is saved beside it as .png, with all"
                    + " settings. Default: ${DEFAULT-VALUE}.")
    private Path video = Path.of("congeal.mp4");

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "The frame rate of the film per second. Default: ${DEFAULT-VALUE}.")
    private double framesPerSecond = 15;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Set<Control<?>> ownControls() {
        return Set.of(Control.MOTION, Control.EVERY, Control.ITERATIONS);
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        Motion motion = camera.motion(settings.find(Control.MOTION).orElse(CameraOptions.USUAL));
        int count = frames == null ? framesOf(settings) : frames;
        options.atLeast("--frames", count, 1);
        int most = Integer.MAX_VALUE / motion.every();
        if (count > most) {
            throw options.wrong("--frames was %s, but with %s steps each there are at most %s"
                    .formatted(count, motion.every(), most));
        }
        VideoWriter.Builder film = VideoWriter.builder(video).framesPerSecond(framesPerSecond);
        Path picture = beside(video);
        new OutputFiles().picture("--video", picture).file("--video", video);
        try (Model model = options.open()) {
            Generation.Builder builder =
                    options.builder(model).motion(motion).every(motion.every()).iterations(count * motion.every());
            prompts.forEach(text -> GenerateCommand.say(text, builder));
            make(builder.build(), count, film, picture);
        }
        return 0;
    }

    /** The length of the film that the settings are of; those of a picture say nothing about it. */
    private static int framesOf(Settings settings) {
        return settings.find(Control.MOTION)
                .flatMap(motion -> settings.find(Control.ITERATIONS).map(steps -> Math.max(1, steps / motion.every())))
                .orElse(USUAL_FRAMES);
    }

    private static Path beside(Path film) {
        String name = String.valueOf(film.getFileName());
        return film.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".png");
    }

    private void make(Generation generation, int count, VideoWriter.Builder film, Path picture) throws IOException {
        try (NewestPicture newest = new NewestPicture(picture, PATIENCE_SECONDS);
                FrameWriter writer = film.onFinishing(options.filmProgress()).open();
                Progress progress = options.progress(generation, FRAMES_PER_LINE * generation.every());
                FrameIterator all = generation.frames()) {
            while (all.hasNext()) {
                Frame frame = all.next();
                // What the run begins with is no frame of the film.
                if (frame.iteration() > 0) {
                    writer.add(frame);
                    newest.replaceBy(frame);
                }
                progress.reached(frame);
            }
            newest.save();
        }
        options.say("%s (%s frames, seed %s)".formatted(video, count, generation.seed()));
    }
}
