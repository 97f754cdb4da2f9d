package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.Preset;
import io.github.congeal.ResumeOptions;
import io.github.congeal.SavedRun;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JSeparator;
import javax.swing.SwingConstants;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;

/** The window: settings on the left, the resulting picture on the right. Confined to the event thread. */
public final class CongealWindow {
    private static final Dimension SMALLEST = new Dimension(860, 620);
    private static final Dimension USUAL = new Dimension(1140, 800);
    private static final int SETTINGS_WIDTH = 360;

    private final JFrame frame = new JFrame("Congeal");
    private final Engine engine = new Engine(this::showLoading);
    private final FileQuestion question = new FileQuestion();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Message message = new Message();
    private final Command start =
            new Command("start", "Start", 'S', "ctrl ENTER", "Make the picture (Enter)", this::start);
    private final Command pause =
            new Command("pause", "Pause", 'P', "ctrl P", "Pause, and continue (Ctrl+P)", this::pause);
    private final Command stop = new Command("end", "Stop", 'T', "ESCAPE", "Stop here (Esc)", this::stop);
    private final FilmCommand films = new FilmCommand(frame, question, message);
    private final SaveCommands saving = new SaveCommands(frame, question, message, this::enable);
    private final Command saveRun = new Command(
            "save-run", "Save run…", 'R', "ctrl shift R", "Save the run, to resume it later", this::saveRun);
    private final Command goOn =
            new Command("go-on", "Resume saved run…", 'E', "ctrl L", "Resume a run that was saved", this::goOn);
    private final Command another = new Command(
            "another", "Another", 'N', "ctrl N", "Make another one, with the next seed (Ctrl+N)", this::another);
    private final Command seeds = new Command(
            "seeds", "Nine seeds…", 'e', "ctrl G", "Make small pictures from nine seeds and choose one", this::seeds);
    private final Command open = new Command(
            "open", "Open picture’s settings…", 'O', "ctrl O", "Use the settings of a saved picture", this::open);
    private final Command copy =
            new Command("copy", "Copy picture", 'C', "ctrl shift C", "Copy the picture that is shown", this::copy);
    private final ModelDownloads downloads = new ModelDownloads(frame, this::offerFetchedModels);
    private final SettingsPanel settings = new SettingsPanel(
            Control.all(), this::showDefaults, message::complain, another.button(), downloads.opener());
    private final RunView view = saving.view();

    private final PictureDrag drag;
    private @Nullable GenerationRun run;
    private @Nullable SeedGrid grid;

    private CongealWindow() {
        JPanel left = new JPanel(new BorderLayout());
        left.add(settings.panel(), BorderLayout.CENTER);
        left.add(new RunButtons(start, pause, stop, frame.getRootPane()).panel(), BorderLayout.PAGE_END);
        left.setPreferredSize(new Dimension(UIScale.scale(SETTINGS_WIDTH), 0));
        JPanel side = new JPanel(new BorderLayout());
        side.add(left, BorderLayout.CENTER);
        side.add(new JSeparator(SwingConstants.VERTICAL), BorderLayout.LINE_END);
        JPanel main = new JPanel(new BorderLayout());
        main.add(view.panel(), BorderLayout.CENTER);
        main.add(message.panel(), BorderLayout.PAGE_END);
        frame.add(side, BorderLayout.LINE_START);
        frame.add(main, BorderLayout.CENTER);
        frame.setJMenuBar(new WindowMenu(
                        List.of(
                                open,
                                saving.picture(),
                                saving.film(),
                                saveRun,
                                goOn,
                                films.command(),
                                downloads.command()),
                        List.of(copy),
                        List.of(start, another, seeds, pause, stop, view.play()),
                        PresetCommands.of(this::take),
                        this::close,
                        view)
                .bar());
        drag = new PictureDrag(view.picture(), view.picture()::picture, this::open);
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        Rectangle screen = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        frame.setMinimumSize(within(screen, UIScale.scale(SMALLEST)));
        frame.setSize(within(screen, UIScale.scale(USUAL)));
        frame.setLocationByPlatform(true);
        enable();
    }

    private static Dimension within(Rectangle screen, Dimension size) {
        return new Dimension(Math.min(size.width, screen.width), Math.min(size.height, screen.height));
    }

    /**
     * Opens a window. Call it on the event thread.
     *
     * @param prompt the initial text of the first prompt; may be empty
     */
    public static CongealWindow open(String prompt) {
        Theme.install();
        CongealWindow window = new CongealWindow();
        window.settings.prompts().setFirst(prompt);
        window.frame.setVisible(true);
        window.settings.prompts().focus();
        window.showDefaults();
        return window;
    }

    private void showDefaults() {
        settings.model()
                .ifPresent(choice -> engine.tellDefaults(
                        choice,
                        usual -> {
                            settings.showDefaults(usual);
                            endLoading();
                        },
                        sentence -> {
                            message.complain(sentence);
                            endLoading();
                        }));
    }

    private void offerFetchedModels(String name) {
        message.tell(name
                + (settings.offerFetchedModels()
                        ? " is here: choose it under Model"
                        : " is here; a VQGAN and a CLIP together make a model"));
    }

    private void showLoading(double part) {
        view.tellLoading(part);
    }

    private void endLoading() {
        if (run == null) {
            view.end();
        }
    }

    /** Starts a run or, if one is in progress, applies the edited settings to it. */
    private void start() {
        if (run != null) {
            change(run);
            return;
        }
        if (saving.isBusy()) {
            return;
        }
        message.clear();
        try {
            settings.settings().ifPresent(wanted -> begin(models -> wanted.generation(models.of(wanted.model()))));
        } catch (IllegalArgumentException e) {
            message.complain(Sentence.of(e));
        }
        enable();
    }

    private void begin(GenerationRun.Beginning beginning) {
        closeGrid();
        view.prepare();
        run = engine.start(beginning, new Viewer());
    }

    private void saveRun() {
        if (run != null) {
            question.ask(frame, "Save run", saving.fileName(), ".safetensors").ifPresent(run::save);
        }
    }

    private void goOn() {
        question.askForFile(frame, "Resume a saved run").ifPresent(file -> {
            message.clear();
            ModelChoice choice = settings.model().orElse(ModelChoice.BUNDLED);
            begin(models -> SavedRun.read(file).resume(ResumeOptions.defaults().model(models.of(choice))));
            enable();
        });
    }

    private void change(GenerationRun running) {
        message.clear();
        try {
            settings.settings().ifPresent(wanted -> running.change(wanted.said()));
        } catch (IllegalArgumentException e) {
            message.complain(Sentence.of(e));
        }
    }

    private void another() {
        if (another.isEnabled()) {
            settings.nextSeed();
            start();
        }
    }

    private void seeds() {
        closeGrid();
        message.clear();
        try {
            settings.settings()
                    .ifPresent(wanted -> grid = new SeedGrid(frame, engine, wanted, this::takeSeed, message::complain));
        } catch (IllegalArgumentException e) {
            message.complain(Sentence.of(e));
        }
    }

    private void takeSeed(long seed) {
        settings.enterSeed(seed);
        message.tell("Seed %s is entered: press Enter to make that picture".formatted(seed));
    }

    private void closeGrid() {
        if (grid != null) {
            grid.close();
            grid = null;
        }
    }

    private void take(Preset preset) {
        settings.show(preset);
        message.tell("These are the settings of the preset " + preset.name());
    }

    private void open() {
        question.askForFile(frame, "Open a saved picture").ifPresent(this::open);
    }

    private void open(Path png) {
        if (FilmCommand.isFilm(png)) {
            films.play(png);
            return;
        }
        message.clear();
        engine.readSettings(
                png,
                settings.model().orElse(ModelChoice.BUNDLED),
                found -> {
                    settings.show(found);
                    message.tell("These are the settings of " + png.getFileName());
                },
                message::complain);
    }

    private void copy() {
        drag.copy();
        message.tell("Copied");
    }

    private void pause() {
        if (run == null) {
            return;
        }
        if (run.isPaused()) {
            run.resume();
            view.resume();
        } else {
            run.pause();
        }
        enable();
    }

    private void stop() {
        if (run != null) {
            run.stop();
            enable();
            view.tellWork("Stopping…");
        }
    }

    private void enable() {
        boolean running = run != null;
        boolean paused = run != null && run.isPaused();
        boolean stopping = run != null && run.isStopped();
        // A new run drops the frames of the previous one, of which a film may still be written.
        start.setEnabled(running ? !stopping : !saving.isBusy());
        start.rename(running ? "Apply" : "Start", running ? 'y' : 'S');
        start.setIcon(running ? Glyph.APPLY : Glyph.START);
        seeds.setEnabled(!running);
        another.setEnabled(!running && !saving.isBusy() && view.generation().isPresent());
        saveRun.setEnabled(running && !stopping && view.chosen().isPresent());
        goOn.setEnabled(!running && !saving.isBusy());
        copy.setEnabled(view.picture().picture().isPresent());
        pause.setEnabled(running && !stopping);
        stop.setEnabled(running && !stopping);
        pause.rename(paused ? "Continue" : "Pause", paused ? 'C' : 'P');
        pause.setIcon(paused ? Glyph.START : Glyph.PAUSE);
        saving.enable();
    }

    /** Ends all work and closes the window at once; {@link #awaitEnd} waits until all memory is free. */
    public void close() {
        closeGrid();
        engine.close();
        saving.close();
        films.close();
        downloads.close();
        frame.dispose();
        closed.countDown();
    }

    /** Waits until the window was closed. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /**
     * Waits until the run has ended, and its memory, the model and the frames are freed. Not to be called on the event
     * thread.
     *
     * @return false if that took longer
     */
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return engine.awaitEnd(seconds) && saving.awaitEnd(seconds) && downloads.awaitEnd(seconds);
    }

    /** The listener of the run. */
    private final class Viewer implements RunListener {
        @Override
        public void began(Generation generation, FrameHistory history) {
            settings.showUsedSeed(generation.seed());
            view.begin(generation, history);
        }

        @Override
        public void reached(Frame reached) {
            view.show(reached);
            if (!saving.picture().isEnabled() || !copy.isEnabled()) {
                enable();
            }
        }

        @Override
        public void paused() {
            if (run != null && run.isPaused()) {
                view.pause();
            }
        }

        @Override
        public void changed(Settings changes) {
            view.change(changes);
            message.tell(changes.toText().entrySet().stream()
                    .map(entry -> entry.getValue().isEmpty() ? "no " + entry.getKey() : entry.getValue())
                    .collect(Collectors.joining(", ", "The picture goes on with ", "")));
        }

        @Override
        public void refused(String sentence) {
            if (!settings.complain(sentence)) {
                message.complain(sentence);
            }
        }

        @Override
        public void saved(Path file) {
            message.tell("Saved %s: go on with it from the menu File".formatted(file));
        }

        @Override
        public void ended() {
            run = null;
            view.end();
            enable();
        }

        @Override
        public void failed(String sentence) {
            ended();
            if (!settings.complain(sentence)) {
                message.complain(sentence);
            }
        }
    }
}
