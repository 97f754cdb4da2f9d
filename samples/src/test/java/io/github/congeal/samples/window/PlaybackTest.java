package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JSlider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of a run are played as a film, in the real window. */
class PlaybackTest extends WindowTest {
    private final List<Integer> seen = new ArrayList<>();

    PlaybackTest() {
        super("a red apple");
    }

    @BeforeEach
    void makeAPicture() {
        window.type("width", "64");
        window.type("height", "64");
        window.type("iterations", "4");
        window.click("more");
        window.type("cutouts", "2");
        assertThat(play().isEnabled()).isFalse();
        window.enter();
        window.waitUntil(
                "it is made",
                () -> window.find("status", JLabel.class).getText().startsWith("Step 4 of 4"));
        slider().addChangeListener(event -> seen.add(slider().getValue()));
    }

    @Test
    void allStepsAreShownFromTheFirst() {
        window.click("play");
        window.waitUntil("it has come to the end", () -> seen.contains(4) && play().getIcon() == Glyph.START);
        assertThat(seen).containsExactly(0, 1, 2, 3, 4);
        window.waitUntil(
                "the last is shown",
                () -> window.find("step", JLabel.class).getText().equals("Step 4"));
    }

    @Test
    void itHaltsAndGoesOnFromThere() {
        WindowDriver.onEventThread(() -> {
            play().doClick();
            assertThat(play().getIcon()).isEqualTo(Glyph.PAUSE);
            slider().setValue(2);
            play().doClick();
            return true;
        });
        assertThat(play().getIcon()).isEqualTo(Glyph.START);
        assertThat(slider().getValue()).isEqualTo(2);

        seen.clear();
        window.click("play");
        window.waitUntil("it has come to the end", () -> seen.contains(4) && play().getIcon() == Glyph.START);
        assertThat(seen).containsExactly(3, 4);
    }

    private JSlider slider() {
        return window.find("frames", JSlider.class);
    }

    private JButton play() {
        return window.find("play", JButton.class);
    }
}
