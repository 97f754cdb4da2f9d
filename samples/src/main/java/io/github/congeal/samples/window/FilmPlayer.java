package io.github.congeal.samples.window;

import com.formdev.flatlaf.util.UIScale;
import io.github.congeal.video.VideoReader;
import java.awt.BorderLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a film over and over, in a window of its own. No frame is skipped, however long it takes to read; nothing is
 * read ahead. Confined to the event thread, except for reading.
 */
final class FilmPlayer {
    private static final double FASTEST = 60;
    private static final double SLOWEST = 0.1;
    private static final int FIRST_MILLIS = 20;

    private final Path film;
    private final Consumer<String> complaint;
    private final SideWindow window;
    private final PicturePanel picture = new PicturePanel();
    private final JLabel status = new JLabel(" ");
    private final Command play = new Command("film-play", "Pause", 'U', null, "Play or pause", this::playOrPause);
    private final Timer timer = new Timer(FIRST_MILLIS, event -> tick());
    private @Nullable VideoReader reader;
    private int number;
    private boolean reading;
    private boolean closed;

    /**
     * Opens a window and plays.
     *
     * @param film an MP4 file, or a folder of pictures
     * @param complaint called with an error; the window is then closed
     */
    FilmPlayer(JFrame owner, Path film, Consumer<String> complaint) {
        this.film = film;
        this.complaint = complaint;
        status.setName("film-status");
        picture.setName("film-picture");
        picture.showNothing("Opening…");
        JButton button = play.button();
        play.setIcon(Glyph.PAUSE);
        JPanel below = new JPanel(new BorderLayout(UIScale.scale(10), 0));
        below.add(button, BorderLayout.LINE_START);
        below.add(status, BorderLayout.CENTER);
        window = new SideWindow(owner, film.getFileName().toString(), "film", picture, below, this::close);
        timer.start();
    }

    private void playOrPause() {
        boolean plays = timer.isRunning();
        if (plays) {
            timer.stop();
        } else {
            timer.start();
        }
        play.setIcon(plays ? Glyph.START : Glyph.PAUSE);
        play.rename(plays ? "Play" : "Pause", plays ? 'P' : 'U');
    }

    private void tick() {
        if (!reading) {
            reading = true;
            new Reading().execute();
        }
    }

    /** Stops playing, and closes the window and the film. */
    void close() {
        closed = true;
        timer.stop();
        window.dispose();
        if (!reading) {
            release();
        }
    }

    private void release() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            complaint.accept(Sentence.of(e));
        }
    }

    /** Reads one frame; there is only one of these at a time. */
    private final class Reading extends SwingWorker<BufferedImage, Void> {
        @Override
        protected BufferedImage doInBackground() throws IOException {
            if (reader == null || !reader.hasNext()) {
                if (reader != null) {
                    reader.close();
                }
                reader = VideoReader.open(film);
                number = 0;
            }
            number++;
            return reader.next();
        }

        @Override
        protected void done() {
            reading = false;
            if (closed) {
                release();
                return;
            }
            try {
                show(get());
            } catch (ExecutionException e) {
                close();
                complaint.accept(Sentence.of(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void show(BufferedImage frame) {
            picture.show(frame);
            VideoReader read = Objects.requireNonNull(reader);
            double rate = read.framesPerSecond();
            timer.setDelay((int) Math.round(1000 / Math.min(FASTEST, Math.max(SLOWEST, rate))));
            status.setText(String.format(
                    Locale.ROOT,
                    "Frame %s of %s   ·   %s × %s   ·   %.3g frames a second",
                    number,
                    read.count(),
                    frame.getWidth(),
                    frame.getHeight(),
                    rate));
        }
    }
}
