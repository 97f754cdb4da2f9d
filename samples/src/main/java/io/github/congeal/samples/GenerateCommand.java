package io.github.congeal.samples;

import io.github.congeal.Frame;
import io.github.congeal.FrameIterator;
import io.github.congeal.Generation;
import io.github.congeal.SavedRun;
import io.github.congeal.SettingsFile;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Story;
import io.github.congeal.model.Model;
import io.github.congeal.video.FrameWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a picture. */
@Command(description = "Makes a picture from prompts.", mixinStandardHelpOptions = true, sortOptions = false)
final class GenerateCommand implements Callable<Integer>, TakesControls {
    /** How long a stopped run may take to end: one step, and longer if there is a film to finish. */
    private static final int PATIENCE_SECONDS = 5;

    private static final int PATIENCE_WITH_FILM_SECONDS = 120;

    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "PROMPT",
            description = "What the picture should show. Several prompts are separated by |, and each may have a"
                    + " weight: \"a red apple:1.5 | fog:-0.3\". With ||, they replace one another, as in --story.")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--avoid",
            paramLabel = "WORDS",
            description = "What the picture should not show: a prompt of weight -0.5.")
    private List<String> avoid = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file for the picture, .png or .jpg. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("congeal.png");

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Write the picture every N steps, not only at the end. Default: ${DEFAULT-VALUE}.")
    private int every = 50;

    @Option(
            names = "--losses",
            paramLabel = "FILE.csv",
            description = "The file for the loss of each iteration, as a CSV table.")
    private @Nullable Path losses;

    @Option(
            names = "--print-settings",
            description = "Print all settings as JSON, including those of the model, and make no picture.")
    private boolean printSettings;

    @Mixin
    private VariantOptions variants;

    @Mixin
    private FilmOptions film;

    @Mixin
    private StateOptions states;

    @Mixin
    private RunOptions options;

    @Override
    public RunOptions options() {
        return options;
    }

    @Override
    public Integer call() throws IOException {
        options.atLeast("--every", every, 1);
        if (!printSettings) {
            new OutputFiles()
                    .picture("--out", out)
                    .file("--losses", losses)
                    .file("--video", film.video())
                    .file("--state", states.file(out))
                    .folder(film.frames());
            film.check();
            states.check();
            if (variants.areWanted() && (losses != null || film.areGiven() || states.areGiven())) {
                throw options.wrong("--variants makes pictures only: leave out --losses, films and saved runs");
            }
        }
        if (states.resumed() != null) {
            resume(SavedRun.read(states.resumed()));
            return 0;
        }
        try (Model model = options.open()) {
            Generation.Builder builder = options.builder(model);
            prompts.forEach(text -> say(text, builder));
            avoid.forEach(builder::avoid);
            Generation generation = builder.build();
            if (printSettings) {
                options.say(new PlainJson(SettingsFile.toJson(generation.settings())));
            } else if (variants.areWanted()) {
                variants.make(generation, out, command.commandLine(), run -> options.progress(run, run.iterations()));
            } else {
                run(generation, List.of());
            }
        }
        return 0;
    }

    private void resume(SavedRun saved) throws IOException {
        if (!prompts.isEmpty()
                || !avoid.isEmpty()
                || options.generation().areGiven()
                || variants.areWanted()
                || printSettings) {
            throw options.wrong("--resume takes all settings from its file: leave prompts and settings out");
        }
        PrintWriter complaints = options.complaints();
        Generation generation = states.resume(
                saved,
                options.models().again(options.output()),
                options.generation().controls(),
                difference -> {
                    complaints.println(difference);
                    complaints.flush();
                });
        Model model = generation.model();
        try {
            run(generation, saved.losses().subList(0, saved.iteration()));
        } finally {
            model.close();
        }
    }

    /** Adds what a prompt of the command line says: prompts, or a story. */
    static void say(String text, Generation.Builder builder) {
        if (text.contains("||")) {
            builder.story(Story.parse(text));
        } else {
            builder.prompts(Prompt.parse(text));
        }
    }

    /**
     * Makes the picture.
     *
     * @param before the losses of the steps before it was resumed
     */
    private void run(Generation generation, List<Double> before) throws IOException {
        film.requireNoOthers(generation, options.generation().controls());
        NewestState state = new NewestState(states.file(out));
        try (LossTable table = LossTable.in(losses);
                NewestPicture picture =
                        new NewestPicture(out, state, film.areGiven() ? PATIENCE_WITH_FILM_SECONDS : PATIENCE_SECONDS);
                FrameWriter all = film.open(before.size() / generation.every(), options.filmProgress());
                Progress progress = options.progress(generation, every);
                FrameIterator frames = generation.frames()) {
            table.add(before, generation.every());
            while (frames.hasNext()) {
                Frame frame = frames.next();
                state.replaceBy(frames, frame);
                table.add(frame);
                all.add(frame);
                picture.replaceBy(frame);
                if (frame.iteration() % every == 0 || frame.isLast()) {
                    picture.save();
                }
                if (states.isDue(frame.iteration())) {
                    state.save();
                }
                progress.reached(frame);
            }
        }
        options.say("%s (seed %s)".formatted(out, generation.seed()));
        if (film.video() != null) {
            options.say(film.video());
        }
    }
}
