package io.github.congeal.samples;

import io.github.congeal.samples.window.CongealWindow;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.SwingUtilities;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens the window. */
@Command(description = "Opens a window to make pictures in.", mixinStandardHelpOptions = true, sortOptions = false)
final class WindowCommand implements Callable<Integer> {
    /** How long a run may take to end after the window was closed. */
    private static final long PATIENCE_SECONDS = 60;

    /** The same when the program is being stopped from outside. */
    private static final long HURRY_SECONDS = 5;

    @Parameters(arity = "0..1", paramLabel = "PROMPT", description = "The initial text of the first prompt.")
    private String prompt = "";

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CongealWindow window = open();
        Thread whenStopped = new Thread(() -> end(window), "close the window");
        Runtime.getRuntime().addShutdownHook(whenStopped);
        window.awaitClosed();
        window.awaitEnd(PATIENCE_SECONDS);
        return 0;
    }

    private CongealWindow open() throws IOException, InterruptedException {
        try {
            if (GraphicsEnvironment.isHeadless()) {
                throw new IOException(noDisplay("this Java finds none, or has no windows built in"));
            }
            AtomicReference<CongealWindow> window = new AtomicReference<>();
            SwingUtilities.invokeAndWait(() -> window.set(CongealWindow.open(prompt)));
            return window.get();
        } catch (AWTError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw new IOException(noDisplay(String.valueOf(e.getMessage())), e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String noDisplay(String reason) {
        return "there is no display to open a window on (%s): start it on a desktop with a full Java, or use generate"
                .formatted(reason);
    }

    private static void end(CongealWindow window) {
        try {
            SwingUtilities.invokeAndWait(window::close);
            window.awaitEnd(HURRY_SECONDS);
        } catch (InvocationTargetException e) {
            // The program ends anyway.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
