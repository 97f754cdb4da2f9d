package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.video.VideoWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;

/** Films that were saved, in the real window. */
class FilmPlayerTest extends WindowTest {
    FilmPlayerTest() {
        super("");
    }

    @Test
    void aFilmIsPlayedOverAndOver() throws IOException {
        Path film = folder.resolve("two.mp4");
        try (VideoWriter writer = VideoWriter.builder(film).framesPerSecond(10).open()) {
            writer.add(filled(Color.RED));
            writer.add(filled(Color.BLUE));
        }
        window.drop(film, "picture");
        Set<String> seen = new HashSet<>();
        window.waitUntil("both frames are shown, and the first again", () -> {
            String status = status();
            if (!status.isBlank()) {
                seen.add(status.substring(0, status.indexOf(" of ")));
            }
            return seen.size() == 2;
        });
        assertThat(seen).containsExactlyInAnyOrder("Frame 1", "Frame 2");
        assertThat(window.find("film-picture", PicturePanel.class).picture()).isPresent();

        window.click("film-play");
        window.waitUntil(
                "it pauses",
                () -> window.find("film-play", JButton.class).getText().equals("Play"));
        window.waitUntil(
                "keys reach it",
                () -> WindowDriver.first(JDialog.class).orElseThrow().isFocused());
        window.press(KeyEvent.VK_ESCAPE);
        window.waitUntil("it is gone", () -> WindowDriver.first(JDialog.class).isEmpty());
    }

    @Test
    void whatIsNoFilmIsSaid() throws IOException {
        window.drop(Files.writeString(folder.resolve("letter.mp4"), "Dear Sir or Madam"), "picture");
        window.waitUntil("it is said", () -> window.messageText().contains("letter.mp4"));
        window.waitUntil("it is gone", () -> WindowDriver.first(JDialog.class).isEmpty());
    }

    private String status() {
        return WindowDriver.first(JDialog.class).isEmpty()
                ? ""
                : window.find("film-status", JLabel.class).getText();
    }

    private static BufferedImage filled(Color colour) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(colour);
        canvas.fillRect(0, 0, 64, 48);
        canvas.dispose();
        return image;
    }
}
