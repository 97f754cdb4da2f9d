package io.github.congeal.samples.window;

import java.nio.file.Path;
import javax.swing.JFrame;

/** The commands that save the picture on display, and all frames as a film. Confined to the event thread. */
final class SaveCommands implements AutoCloseable {
    private final Command picture = new Command(
            "save-picture", "Save picture…", 'P', "ctrl S", "Save the step that is shown (Ctrl+S)", this::savePicture);
    private final Command film = new Command(
            "save-film", "Save film…", 'F', "ctrl shift S", "Save all steps as a film (Ctrl+Shift+S)", this::saveFilm);
    private final Saver saver = new Saver();
    private final JFrame frame;
    private final FileQuestion question;
    private final Message message;
    private final Runnable changed;
    private final RunView view = new RunView(picture.button(), film.button());
    private boolean busy;

    /**
     * Commands of a window.
     *
     * @param changed called when a film is begun, and when a file is saved
     */
    SaveCommands(JFrame frame, FileQuestion question, Message message, Runnable changed) {
        this.frame = frame;
        this.question = question;
        this.message = message;
        this.changed = changed;
    }

    /** The view whose pictures are saved; it contains the commands' buttons. */
    RunView view() {
        return view;
    }

    Command picture() {
        return picture;
    }

    Command film() {
        return film;
    }

    /** Whether a film is being written, whose frames must be kept meanwhile. */
    boolean isBusy() {
        return busy;
    }

    /** Enables the commands that can be used now. */
    void enable() {
        picture.setEnabled(view.chosen().isPresent());
        film.setEnabled(view.chosen().isPresent() && !busy);
    }

    private void savePicture() {
        view.history()
                .ifPresent(history -> view.chosen()
                        .ifPresent(kept -> question.ask(frame, "Save picture", fileName(), ".png")
                                .ifPresent(file -> saver.savePicture(history, kept, file, new Report(false)))));
    }

    private void saveFilm() {
        view.history()
                .ifPresent(history -> view.generation()
                        .ifPresent(generation -> question.ask(frame, "Save film", fileName(), ".mp4")
                                .ifPresent(file -> {
                                    busy = true;
                                    changed.run();
                                    saver.saveFilm(history, generation, file, new Report(true));
                                })));
    }

    /** A suggested file name for the picture on display. */
    String fileName() {
        return view.generation().map(Saver::title).orElse("");
    }

    @Override
    public void close() {
        saver.close();
    }

    /** Waits until everything is written; returns false if that took longer. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return saver.awaitEnd(seconds);
    }

    /** The listener of saving. */
    private final class Report implements Saver.Listener {
        private final boolean ofFilm;

        private Report(boolean ofFilm) {
            this.ofFilm = ofFilm;
        }

        @Override
        public void progress(int done, int total) {
            message.tell("Writing the film: frame %s of %s".formatted(done, total));
        }

        @Override
        public void saved(Path file) {
            message.tell("Saved " + file);
            end();
        }

        @Override
        public void failed(String sentence) {
            message.complain(sentence);
            end();
        }

        private void end() {
            busy &= !ofFilm;
            changed.run();
        }
    }
}
