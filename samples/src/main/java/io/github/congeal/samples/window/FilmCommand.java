package io.github.congeal.samples.window;

import java.nio.file.Path;
import java.util.Locale;
import javax.swing.JFrame;
import org.jspecify.annotations.Nullable;

/** Plays films that were saved, one at a time. Confined to the event thread. */
final class FilmCommand implements AutoCloseable {
    private final Command command = new Command(
            "open-film", "Play a film…", 'l', "ctrl shift O", "Play a film that was saved (Ctrl+Shift+O)", this::ask);
    private final JFrame frame;
    private final FileQuestion question;
    private final Message message;
    private @Nullable FilmPlayer player;

    FilmCommand(JFrame frame, FileQuestion question, Message message) {
        this.frame = frame;
        this.question = question;
        this.message = message;
    }

    Command command() {
        return command;
    }

    private void ask() {
        question.askForFile(frame, "Play a film").ifPresent(this::play);
    }

    /** Whether a file is a film by its name. */
    static boolean isFilm(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".mp4");
    }

    /** Plays a film, and closes the previous one. */
    void play(Path film) {
        close();
        message.clear();
        player = new FilmPlayer(frame, film, message::complain);
    }

    @Override
    public void close() {
        if (player != null) {
            player.close();
            player = null;
        }
    }
}
