package io.github.congeal.samples;

import io.github.congeal.CheckpointException;
import io.github.congeal.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The newest picture of a run and the file that it is saved in: now and then, and also when the program is stopped by
 * Ctrl-C.
 */
final class NewestPicture implements AutoCloseable {
    private final Path file;
    private final NewestState state;
    private final int patienceSeconds;
    private final Thread run = Thread.currentThread();
    private final Thread whenStopped = new Thread(this::stop, "save the newest picture");
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Frame newest;
    private @Nullable Frame saved;

    /** A picture of a run that is not saved itself. */
    NewestPicture(Path file, int patienceSeconds) {
        this(file, new NewestState(null), patienceSeconds);
    }

    /**
     * A picture of a run that begins.
     *
     * @param state what the run can be resumed from, which is saved when the program is stopped
     * @param patienceSeconds how long a stopped run may take to end before the program is ended anyway
     */
    NewestPicture(Path file, NewestState state, int patienceSeconds) {
        this.file = file;
        this.state = state;
        this.patienceSeconds = patienceSeconds;
        Runtime.getRuntime().addShutdownHook(whenStopped);
    }

    synchronized void replaceBy(Frame frame) {
        newest = frame;
    }

    /** Saves the newest picture, unless it is already in the file. */
    synchronized void save() throws IOException {
        if (newest != null && newest != saved) {
            newest.save(file);
            saved = newest;
        }
    }

    private void saveState() {
        try {
            Path saved = state.save();
            if (saved != null) {
                System.err.printf("%nThe run is saved: go on with --resume %s%n", saved);
            }
        } catch (CheckpointException e) {
            System.err.println(e.getMessage());
        }
    }

    private void stop() {
        try {
            saveState();
            save();
            run.interrupt();
            ended.await(patienceSeconds, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException e) {
            // The program is being stopped, and the hook is running.
        }
    }
}
