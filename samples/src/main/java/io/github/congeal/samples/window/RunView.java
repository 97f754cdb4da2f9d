package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Settings;
import io.github.congeal.samples.window.FrameHistory.Kept;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import org.jspecify.annotations.Nullable;

/** The view of a run: the picture, the slider back through its frames, the loss, and the progress. */
final class RunView {
    private static final String INVITATION = "Say what you would like to see, and press Enter";

    private static final int LOADING_STEPS = 1000;
    private static final String NOTHING_YET = "A new picture";

    private final JPanel panel = new JPanel(new BorderLayout(0, UIScale.scale(10)));
    private final JLabel caption = new JLabel(NOTHING_YET);
    private final PicturePanel picture = new PicturePanel();
    private final LossCurve losses = new LossCurve();
    private final FrameSlider slider = new FrameSlider(picture::show, this::mark);
    private final Playback playback = new Playback(slider);
    private final JLabel step = new JLabel(" ");
    private final JLabel status = new JLabel(" ");
    private final JProgressBar progress = new JProgressBar();
    private final Pace pace = new Pace();
    private @Nullable Generation generation;
    private @Nullable FrameHistory history;
    private String reached = " ";

    RunView(JButton savePicture, JButton saveFilm) {
        picture.showNothing(INVITATION);
        caption.setName("caption");
        caption.putClientProperty(FlatClientProperties.STYLE, "font: $h4.font");
        // A prompt is shown literally, even if it begins with <html>.
        caption.putClientProperty("html.disable", true);
        status.setName("status");
        step.setName("step");
        progress.setPreferredSize(UIScale.scale(new Dimension(200, 4)));
        progress.setVisible(false);
        JPanel below = new JPanel(new BorderLayout(0, UIScale.scale(10)));
        below.add(sliderRow(savePicture, saveFilm), BorderLayout.PAGE_START);
        below.add(losses, BorderLayout.CENTER);
        below.add(statusRow(), BorderLayout.PAGE_END);
        panel.setBorder(new Margin(16, 16, 12, 16));
        panel.add(caption, BorderLayout.PAGE_START);
        panel.add(picture, BorderLayout.CENTER);
        panel.add(below, BorderLayout.PAGE_END);
    }

    private JPanel sliderRow(JButton savePicture, JButton saveFilm) {
        JPanel buttons = new JPanel(new GridLayout(1, 2, UIScale.scale(6), 0));
        buttons.add(savePicture);
        buttons.add(saveFilm);
        step.setPreferredSize(new Dimension(step.getFontMetrics(step.getFont()).stringWidth("Step 00000"), 1));
        JPanel row = new JPanel(new BorderLayout(UIScale.scale(10), 0));
        JPanel start = new JPanel(new BorderLayout(UIScale.scale(6), 0));
        start.add(playback.button(), BorderLayout.LINE_START);
        start.add(step, BorderLayout.CENTER);
        row.add(start, BorderLayout.LINE_START);
        row.add(slider.slider(), BorderLayout.CENTER);
        row.add(buttons, BorderLayout.LINE_END);
        return row;
    }

    private JPanel statusRow() {
        Box bar = Box.createVerticalBox();
        bar.add(Box.createVerticalGlue());
        bar.add(progress);
        bar.add(Box.createVerticalGlue());
        JPanel row = new JPanel(new BorderLayout(UIScale.scale(12), 0));
        row.add(status, BorderLayout.CENTER);
        row.add(bar, BorderLayout.LINE_END);
        return row;
    }

    JPanel panel() {
        return panel;
    }

    PicturePanel picture() {
        return picture;
    }

    /** The command that plays the steps as a film. */
    Command play() {
        return playback.command();
    }

    Optional<FrameHistory> history() {
        return Optional.ofNullable(history);
    }

    Optional<Generation> generation() {
        return Optional.ofNullable(generation);
    }

    /** The frame being viewed; empty before the first. */
    Optional<Kept> chosen() {
        return slider.chosen();
    }

    /** Called while the model is being loaded; the previous picture stays. */
    void prepare() {
        tellWork("Getting ready…");
    }

    /** Follows a run from its first frame on. */
    void begin(Generation newGeneration, FrameHistory frames) {
        generation = newGeneration;
        history = frames;
        playback.stop();
        slider.clear();
        slider.follow(frames);
        step.setText(" ");
        picture.showNothing("The first step takes longest");
        losses.clear(newGeneration.iterations());
        reached = " ";
        tellWhat(newGeneration, newGeneration.prompts());
        tellWork("Preparing the first step…");
    }

    /** Called when the run continues with changed settings. */
    void change(Settings changes) {
        if (generation != null && changes.has(Control.PROMPTS)) {
            tellWhat(generation, changes.get(Control.PROMPTS));
        }
    }

    private void tellWhat(Generation made, List<Prompt> prompts) {
        String title = prompts.stream().map(Prompt::text).collect(Collectors.joining(", "));
        caption.setText("%s   %s × %s   seed %s"
                .formatted(title.isEmpty() ? "After a picture" : title, made.width(), made.height(), made.seed()));
    }

    /** Shows a frame. */
    void show(Frame frame) {
        int iteration = frame.iteration();
        pace.tick(System.nanoTime());
        losses.add(iteration, frame.loss());
        if (slider.reached(iteration)) {
            picture.show(frame.image());
        }
        int iterations = frame.generation().iterations();
        tellProgress(iteration, iterations);
        StringBuilder text = new StringBuilder("Step %s of %s".formatted(iteration, iterations));
        text.append(String.format(Locale.ROOT, "   ·   loss %.4f", frame.loss()));
        reached = text.toString();
        pace.stepsPerSecond().ifPresent(speed -> {
            text.append(String.format(Locale.ROOT, "   ·   %.1f steps/s", speed));
            reached = text.toString();
            if (!frame.isLast()) {
                Duration left = Duration.ofMillis(Math.round(1000 * (iterations - iteration) / speed));
                text.append("   ·   ").append(Pace.inWords(left)).append(" left");
            }
        });
        status.setText(text.toString());
    }

    /** Called when no step is taken until {@link #resume()}. */
    void pause() {
        pace.interrupt();
        status.setText(reached.isBlank() ? "Paused" : reached + "   ·   paused");
    }

    /** Called when steps are taken again. */
    void resume() {
        status.setText(reached);
    }

    /** Called when no further frame will follow. */
    void end() {
        pace.interrupt();
        progress.setVisible(false);
        if (losses.isEmpty()) {
            picture.showNothing(INVITATION);
        }
        status.setText(reached);
    }

    /** Shows that work of unknown length is being done. */
    void tellWork(String what) {
        status.setText(what);
        progress.setIndeterminate(true);
        progress.setVisible(true);
    }

    /** Shows the progress of loading a model, 0 to 1. */
    void tellLoading(double part) {
        status.setText("Loading the model…");
        tellProgress((int) Math.round(LOADING_STEPS * part), LOADING_STEPS);
    }

    /** Shows that {@code done} of {@code total} units of work are done. */
    void tellProgress(int done, int total) {
        progress.setIndeterminate(false);
        progress.setMaximum(total);
        progress.setValue(done);
        progress.setVisible(true);
    }

    private void mark(int iteration) {
        losses.mark(iteration);
        step.setText("Step " + iteration);
    }
}
