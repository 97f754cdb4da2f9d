package io.github.congeal.samples.window;

import com.formdev.flatlaf.FlatClientProperties;
import javax.swing.JButton;
import javax.swing.Timer;

/** Plays the frames of a run as a film, from the one that is viewed or, at the end, from the first. */
final class Playback {
    private static final int SECONDS = 15;
    private static final int SLOWEST = 10;
    private static final int FASTEST = 30;

    private final FrameSlider frames;
    private final Command command = new Command(
            "play",
            "Play the steps",
            'y',
            "ctrl K",
            "Play the steps as a film, or pause it (Ctrl+K)",
            this::playOrPause);
    private final Timer timer = new Timer(1000 / SLOWEST, event -> tick());

    /** A playback that moves a slider. */
    Playback(FrameSlider frames) {
        this.frames = frames;
        command.setIcon(Glyph.START);
        command.setEnabled(false);
        frames.slider()
                .addPropertyChangeListener(
                        "enabled", event -> command.setEnabled(frames.slider().isEnabled()));
    }

    Command command() {
        return command;
    }

    JButton button() {
        JButton button = command.button();
        button.setHideActionText(true);
        button.getAccessibleContext().setAccessibleName("Play");
        button.putClientProperty(FlatClientProperties.BUTTON_TYPE, FlatClientProperties.BUTTON_TYPE_TOOLBAR_BUTTON);
        return button;
    }

    private void playOrPause() {
        if (timer.isRunning()) {
            stop();
            return;
        }
        if (frames.isAtEnd()) {
            frames.toBeginning();
        }
        // At the same rate as a film saved of these frames.
        timer.setDelay(1000 / Math.max(SLOWEST, Math.min(FASTEST, frames.count() / SECONDS)));
        timer.start();
        command.setIcon(Glyph.PAUSE);
        command.rename("Pause film", 'U');
    }

    /** Goes to the next frame once the current one is shown: no frame is skipped, however long it takes to read. */
    private void tick() {
        if (frames.isLoading()) {
            return;
        }
        frames.forward();
        if (frames.isAtEnd()) {
            stop();
        }
    }

    /** Pauses at the current frame. */
    void stop() {
        timer.stop();
        command.setIcon(Glyph.START);
        command.rename("Play the steps", 'y');
    }
}
