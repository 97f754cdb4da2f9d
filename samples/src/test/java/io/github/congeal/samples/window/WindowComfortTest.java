package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Prompt;
import java.awt.Component;
import java.awt.Image;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;

/** What makes the window pleasant: a layout that holds, and short ways to the next picture. */
class WindowComfortTest extends WindowTest {
    private static final String LONG = "a lighthouse in a storm with waves and gulls and rain".repeat(4);

    WindowComfortTest() {
        super(LONG);
    }

    @Test
    void thePictureWellsKeepTheirHeight() {
        int height = height("initial-image");
        assertThat(height).isGreaterThan(80);

        window.press(KeyEvent.VK_D, KeyEvent.VK_CONTROL);
        window.click("add-prompt");
        window.waitUntil("there are two rows", () -> WindowDriver.focusOwner() != null);

        assertThat(height("initial-image")).isEqualTo(height);
        assertThat(height("target")).isEqualTo(height);
        window.press(KeyEvent.VK_D, KeyEvent.VK_CONTROL);
        assertThat(height("initial-image")).isEqualTo(height);
    }

    @Test
    void aStoppedRunCountsDownNoLongerAndItsNextOneHasTheNextSeed() {
        start(1_000_000);
        window.waitUntil("it counts down", () -> status().endsWith(" left"));
        JButton pause = window.find("pause", JButton.class);
        assertThat(pause.getWidth())
                .isGreaterThan(pause.getFontMetrics(pause.getFont()).stringWidth("Continue"));

        window.press(KeyEvent.VK_ESCAPE);
        waitForTheEnd();
        assertThat(status()).contains("loss").doesNotContain("left");

        window.type("iterations", "1");
        window.press(KeyEvent.VK_N, KeyEvent.VK_CONTROL);
        window.waitUntil("the next one is made", () -> status().startsWith("Step 1 of 1"));
        waitForTheEnd();
        assertThat(window.find("caption", JLabel.class).getText()).contains("seed 8");
    }

    @Test
    void whileARunIsStoppingThereIsNothingToApply() {
        start(1_000_000);

        boolean startable = WindowDriver.onEventThread(() -> {
            window.find("end", JButton.class).doClick();
            return window.find("start", JButton.class).isEnabled();
        });

        assertThat(startable).isFalse();
        waitForTheEnd();
        assertThat(window.find("start", JButton.class).getText()).isEqualTo("Start");
    }

    @Test
    void aSavedPictureGivesItsSettingsBack() throws Exception {
        Path png = folder.resolve("frog.png");
        Generation saved = Generation.builder()
                .prompt(Prompt.of("a green frog").weight(2))
                .prompt(Prompt.of("fog").weight(-0.5))
                .size(64, 48)
                .cutouts(3)
                .iterations(1)
                .seed(99)
                .build();
        saved.image();
        saved.frames().next().save(png);

        window.drop(png, "picture");
        window.waitUntil("it was read", () -> window.messageText().contains("frog.png"));

        assertThat(window.text("width")).isEqualTo("64");
        assertThat(window.text("height")).isEqualTo(Integer.toString(saved.height()));
        assertThat(window.text("seed")).isEqualTo("99");
        assertThat(window.text("prompt")).isEqualTo("a green frog");
        window.enter();
        window.waitUntil("it is made again", () -> status().startsWith("Step 1 of 1"));
        waitForTheEnd();
        assertThat(window.find("caption", JLabel.class).getText()).contains("a green frog, fog", "seed 99");
    }

    @Test
    void whatIsToBeAvoidedIsANegativePromptAndThePictureCanBeCopied() throws Exception {
        window.type("avoid", "fog");
        start(1);
        waitForTheEnd();
        assertThat(window.find("caption", JLabel.class).getText()).contains("fog");

        window.press(KeyEvent.VK_C, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT);
        window.waitUntil("it is copied", () -> window.messageText().equals("Copied"));
        Image copied = (Image) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.imageFlavor);
        assertThat(List.of(copied.getWidth(null), copied.getHeight(null))).containsExactly(64, 64);
    }

    private void start(int iterations) {
        window.type("width", "64");
        window.type("height", "64");
        window.type("iterations", Integer.toString(iterations));
        window.type("seed", "7");
        window.enter();
        window.waitUntil("it begins", () -> status().startsWith("Step "));
    }

    private void waitForTheEnd() {
        window.waitUntil(
                "the run is over",
                () -> window.find("start", JButton.class).isEnabled()
                        && !window.find("end", JButton.class).isEnabled());
    }

    private String status() {
        return window.find("status", JLabel.class).getText();
    }

    private int height(String name) {
        Component component = window.find(name, Component.class);
        return WindowDriver.onEventThread(component::getHeight);
    }
}
