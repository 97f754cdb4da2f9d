package io.github.congeal.samples.window;

import io.github.congeal.PictureFile;
import java.awt.AWTException;
import java.io.IOException;
import java.nio.file.Path;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Not a test: makes the picture of the window that stands in the README. */
@EnabledIfSystemProperty(named = WindowScreenshot.FILE, matches = ".+")
class WindowScreenshot {
    static final String FILE = "congeal.screenshot";

    @Test
    void makeIt() throws AWTException, IOException {
        try (WindowDriver window = WindowDriver.open("")) {
            WindowDriver.onEventThread(() -> {
                window.frame().setSize(1000, 720);
                window.frame().validate();
                return true;
            });
            window.type("prompt", "a red apple");
            window.type("seed", "1");
            window.enter();
            JLabel status = window.find("status", JLabel.class);
            window.waitUntil("it can be seen", () -> status.getText().startsWith("Step 12 "));
            PictureFile.write(WindowDriver.look(window.frame().getRootPane(), 1), Path.of(System.getProperty(FILE)));
        }
    }
}
