package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;

/** Nine pictures at once, in the real window. */
class SeedGridTest extends WindowTest {
    SeedGridTest() {
        super("");
    }

    @Test
    void oneOfNinePicturesIsChosenByItsSeed() {
        describe("a red apple", "0");
        window.press(KeyEvent.VK_G, KeyEvent.VK_CONTROL);
        window.waitUntil(
                "the grid is there", () -> WindowDriver.first(JDialog.class).isPresent());
        window.waitUntil("all are made", () -> gridStatus().equals("Click one to take its seed."));
        for (int i = 1; i <= 9; i++) {
            assertThat(window.find("seed-" + i, Thumbnail.class).isEmpty()).isFalse();
        }

        window.click("seed-3");

        window.waitUntil("its seed is entered", () -> window.text("seed").equals("9"));
        assertThat(window.messageText()).isEqualTo("Seed 9 is entered: press Enter to make that picture");
    }

    @Test
    void aRunOrEscapeEndsThem() {
        describe("fog", "1000000");
        window.press(KeyEvent.VK_G, KeyEvent.VK_CONTROL);
        window.waitUntil("one is being made", () -> gridStatus().startsWith("Picture 1 of 9, step "));
        window.waitUntil(
                "keys reach it",
                () -> WindowDriver.first(JDialog.class).orElseThrow().isFocused());
        window.press(KeyEvent.VK_ESCAPE);
        window.waitUntil("it is gone", () -> WindowDriver.first(JDialog.class).isEmpty());
        window.type("iterations", "1");
        window.enter();
        window.waitUntil(
                "the picture is made",
                () -> window.find("status", JLabel.class).getText().startsWith("Step 1 of 1"));
    }

    @Test
    void whatCannotBeMadeIsSaid() {
        describe("", "1");
        window.press(KeyEvent.VK_G, KeyEvent.VK_CONTROL);
        window.waitUntil("it is said", () -> !window.messageText().isEmpty());
        assertThat(WindowDriver.first(JDialog.class)).isEmpty();
    }

    private String gridStatus() {
        return WindowDriver.first(JDialog.class).isEmpty()
                ? ""
                : window.find("seeds-status", JLabel.class).getText();
    }

    private void describe(String prompt, String iterations) {
        if (!prompt.isEmpty()) {
            window.type("prompt", prompt);
        }
        window.type("width", "64");
        window.type("height", "64");
        window.type("iterations", iterations);
        window.type("seed", "7");
        window.click("more");
        window.type("cutouts", "2");
    }
}
