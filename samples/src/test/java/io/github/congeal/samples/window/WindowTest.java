package io.github.congeal.samples.window;

import java.awt.AWTException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each have the real window to themselves, and a folder for files. */
@Timeout(1800)
abstract class WindowTest {
    @TempDir
    Path folder;

    WindowDriver window;

    private final String prompt;

    /**
     * Tests of the window.
     *
     * @param prompt what it opens with
     */
    WindowTest(String prompt) {
        this.prompt = prompt;
    }

    @BeforeEach
    void open() throws AWTException {
        window = WindowDriver.open(prompt);
    }

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
    }
}
