package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.PictureFile;
import io.github.congeal.SavedRun;
import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.model.Model;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;

/** The real window, driven with mouse and keys. */
class CongealWindowTest extends WindowTest {
    private static final int ENDLESS = 1_000_000;

    CongealWindowTest() {
        super("");
    }

    @Test
    void aPictureIsMadeOfAPrompt() {
        BufferedImage before = window.look("picture");
        BufferedImage noLosses = window.look("losses");
        describe("a red apple", 6);

        window.enter();
        waitForTheEnd();

        assertThat(status()).startsWith("Step 6 of 6").contains("loss").contains("steps/s");
        assertThat(caption()).contains("a red apple").contains("64 × 64").contains("seed 7");
        assertThat(colours(window.look("picture"))).isGreaterThan(colours(before) + 100);
        assertThat(pixels(window.look("losses"))).isNotEqualTo(pixels(noLosses));
    }

    @Test
    void aRunPausesContinuesAndStops() {
        start("fog", ENDLESS);
        window.waitUntil("there are frames", () -> step() >= 2);

        window.click("pause");
        window.waitUntil("nothing is being made", () -> status().endsWith("paused"));
        String paused = status();
        BufferedImage still = window.look("picture");
        assertThat(button("pause").getText()).isEqualTo("Continue");
        assertThat(pixels(window.look("picture"))).isEqualTo(pixels(still));
        assertThat(status()).isEqualTo(paused);

        window.click("pause");
        int then = step(paused);
        window.waitUntil("it goes on", () -> step() > then);
        assertThat(status()).doesNotContain("paused");

        window.press(KeyEvent.VK_ESCAPE);
        waitForTheEnd();
        assertThat(button("save-picture").isEnabled()).isTrue();
    }

    @Test
    void whatIsEditedMeanwhileIsApplied() throws IOException {
        start("fog", ENDLESS);
        window.waitUntil("there are frames", () -> step() >= 1);
        assertThat(button("start").getText()).isEqualTo("Apply");
        window.type("prompt", "a red house");
        window.click("start");
        window.waitUntil("it is said", () -> caption().contains("a red house"));
        assertThat(window.messageText()).isEqualTo("The picture goes on with a red house");
        int then = step();
        window.waitUntil("it goes on", () -> step() > then + 1);
        window.press(KeyEvent.VK_ESCAPE);
        waitForTheEnd();
        assertThat(button("start").getText()).isEqualTo("Start");
        Path png = folder.resolve("house.png");
        window.click("save-picture");
        choose(png);

        waitForMessage("Saved " + png);
        List<Change> changes = Generation.readFrom(png).settings().get(Control.CHANGES);
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).settings().get(Control.PROMPTS)).containsExactly(Prompt.of("a red house"));
    }

    @Test
    void aRunIsSavedAndGoesOn() {
        start("fog", ENDLESS);
        window.waitUntil("there are frames", () -> step() >= 2);
        window.click("pause");
        window.waitUntil("nothing is being made", () -> status().endsWith("paused"));
        int saved = step();
        Path file = folder.resolve("fog.safetensors");
        window.press(KeyEvent.VK_R, KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT);
        choose(file);
        waitForMessage("Saved %s: go on with it from the menu File".formatted(file));
        window.click("end");
        waitForTheEnd();
        assertThat(SavedRun.read(file).iteration()).isEqualTo(saved);

        // The button that ended it has lost the focus.
        window.click("prompt");
        window.press(KeyEvent.VK_L, KeyEvent.VK_CONTROL);
        choose(file);
        window.waitUntil("it goes on", () -> step() > saved);
        assertThat(caption()).contains("fog").contains("seed 7");
        window.click("end");
        waitForTheEnd();
    }

    @Test
    void anEarlierFrameIsLookedAtAndSavedWithItsSettings() throws IOException {
        start("a red apple", 9);
        waitForTheEnd();
        BufferedImage last = window.look("picture");

        window.click("frames");
        window.press(KeyEvent.VK_HOME);
        window.press(KeyEvent.VK_RIGHT);
        window.press(KeyEvent.VK_RIGHT);
        window.waitUntil(
                "step 2 is shown",
                () -> label("step").equals("Step 2")
                        && !pixels(window.look("picture")).equals(pixels(last)));
        Path png = folder.resolve("apple.png");
        window.click("save-picture");
        choose(png);

        waitForMessage("Saved " + png);
        assertThat(PictureFile.read(png).getWidth()).isEqualTo(64);
        Generation generation = Generation.readFrom(png);
        assertThat(generation.seed()).isEqualTo(7);
        assertThat(generation.prompts()).extracting(Prompt::text).containsExactly("a red apple");
        assertThat(Files.readString(png, StandardCharsets.ISO_8859_1)).contains("step 2 of 9");
    }

    @Test
    void lookingBackIsNotDisturbedByNewFrames() {
        start("fog", ENDLESS);
        window.waitUntil("there are frames", () -> step() >= 3);

        WindowDriver.onEventThread(() -> {
            slider().setValue(1);
            return true;
        });
        int then = step();
        window.waitUntil("there are more", () -> step() > then + 2);

        assertThat(label("step")).isEqualTo("Step 1");
        window.press(KeyEvent.VK_ESCAPE);
        waitForTheEnd();
    }

    @Test
    void theRunBecomesAFilm() throws IOException {
        start("a red apple", 5);
        waitForTheEnd();
        Path film = folder.resolve("apple.mp4");

        window.click("save-film");
        choose(folder.resolve("apple"));

        waitForMessage("Saved " + film);
        assertThat(Files.readAllBytes(film)).containsSequence("ftyp".getBytes()).containsSequence("moov".getBytes());
    }

    @Test
    void whatCannotBeSavedIsSaid() {
        start("a red apple", 1);
        waitForTheEnd();

        window.click("save-picture");
        choose(folder.resolve("missing").resolve("apple.png"));

        window.waitUntil("the reason is said", () -> message().contains("missing"));
        assertThat(message()).contains("cannot be written").doesNotContain("\n");
    }

    @Test
    void closingInMidRunEndsIt() throws InterruptedException {
        start("fog", ENDLESS);
        window.waitUntil("there are frames", () -> step() >= 1);

        WindowDriver.onEventThread(() -> {
            window.frame().dispatchEvent(new WindowEvent(window.frame(), WindowEvent.WINDOW_CLOSING));
            return true;
        });

        assertThat(window.window().awaitEnd(600)).isTrue();
        window.waitUntil("its thread is gone", () -> engine().isEmpty());
        assertThat(window.frame().isDisplayable()).isFalse();
    }

    @Test
    void aPictureIsDroppedAndTakenAway() throws IOException {
        Path file = folder.resolve("red.png");
        BufferedImage red = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        red.createGraphics().fillRect(0, 0, 40, 40);
        PictureFile.write(red, file);
        BufferedImage empty = window.look("initial-image");

        window.drop(file, "initial-image");
        window.waitUntil(
                "it is shown", () -> !pixels(window.look("initial-image")).equals(pixels(empty)));
        window.drop(file, "target");
        window.waitUntil("so is the other", () -> button("remove-target").isVisible());
        JSpinner weight = window.find("target-weight", JSpinner.class);
        WindowDriver.onEventThread(() -> {
            weight.setValue(2.0);
            return true;
        });
        describe("", 2);
        window.enter();
        waitForTheEnd();
        assertThat(message()).isEmpty();
        assertThat(caption()).contains("After a picture");

        window.click("remove-initial-image");
        window.click("remove-target");
        window.enter();
        window.waitUntil("nothing is left to make", () -> message().contains("at least one prompt"));
    }

    @Test
    void aFileWithoutAPictureIsRefusedInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("note.png"), "no picture");

        window.drop(file, "target");

        window.waitUntil("it is said", () -> message().contains("note.png"));
        assertThat(message()).doesNotContain("Exception");
    }

    @Test
    void whatNoFieldCanMeanIsSaidBesideIt() {
        describe("a red apple", 2);
        window.type("seed", "abc");
        assertThat(label("seed-problem")).contains("was \"abc\", but must be a whole number");
        window.enter();
        assertThat(button("end").isEnabled()).isFalse();

        window.type("seed", "7");
        window.type("width", "4");
        window.enter();
        window.waitUntil("the size is refused", () -> label("width-problem").contains("blocks of"));
        assertThat(button("start").isEnabled()).isTrue();

        window.type("width", "64");
        window.enter();
        waitForTheEnd();
        assertThat(status()).startsWith("Step 2 of 2");
    }

    @Test
    void severalPromptsCountByWeight() throws IOException {
        window.click("add-prompt");
        window.waitUntil(
                "there is a second row",
                () -> WindowDriver.focusOwner() != null
                        && "prompt".equals(WindowDriver.focusOwner().getName())
                        && WindowDriver.focusOwner() != window.find("prompt", JTextField.class));
        "fog".chars().forEach(letter -> window.press(KeyEvent.getExtendedKeyCodeForChar(letter)));
        start("a red apple", 0);
        waitForTheEnd();

        assertThat(caption()).contains("a red apple, fog");
    }

    @Test
    void filesOfOnesOwnAreAModel() throws IOException {
        JComboBox<?> models = window.find("model", JComboBox.class);
        WindowDriver.onEventThread(() -> {
            models.setSelectedIndex(models.getItemCount() - 1);
            return true;
        });
        describe("a red apple", 1);
        window.enter();
        window.waitUntil("a file is missed", () -> message().contains("VQGAN's weights"));

        window.drop(modelFile("vqgan.safetensors"), "vqgan");
        window.drop(Files.writeString(folder.resolve("clip.txt"), "no model"), "clip");
        window.waitUntil("that is no model", () -> message().contains("clip.txt"));
        window.drop(modelFile("clip.safetensors"), "clip");
        window.enter();
        waitForTheEnd();

        assertThat(status()).startsWith("Step 1 of 1");
        assertThat(message()).isEmpty();
    }

    private Path modelFile(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + name)) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void darkAndLightChangePlaces() {
        int before = window.look("picture").getRGB(20, 20) & 0xff;
        window.click("dark");
        int after = window.look("picture").getRGB(20, 20) & 0xff;
        window.press(KeyEvent.VK_D, KeyEvent.VK_CONTROL);

        assertThat(Math.abs(before - after)).isGreaterThan(100);
        assertThat(window.look("picture").getRGB(20, 20) & 0xff).isEqualTo(before);
    }

    /** Fills the fields for a run that is as small as can be. */
    private void describe(String prompt, int iterations) {
        if (!prompt.isEmpty()) {
            window.type("prompt", prompt);
        }
        window.type("width", "64");
        window.type("height", "64");
        window.type("iterations", Integer.toString(iterations));
        window.type("seed", "7");
        window.click("more");
        window.type("cutouts", "2");
    }

    private void start(String prompt, int iterations) {
        describe(prompt, iterations);
        window.enter();
    }

    private void waitForTheEnd() {
        window.waitUntil(
                "the run is over",
                () -> button("start").isEnabled() && !button("end").isEnabled());
    }

    private void choose(Path file) {
        window.waitUntil(
                "a file is asked for",
                () -> WindowDriver.first(JFileChooser.class).isPresent());
        WindowDriver.onEventThread(() -> {
            JFileChooser chooser = WindowDriver.first(JFileChooser.class).orElseThrow();
            chooser.setSelectedFile(file.toFile());
            chooser.approveSelection();
            return true;
        });
    }

    private void waitForMessage(String sentence) {
        window.waitUntil("it is said: " + sentence, () -> message().equals(sentence));
    }

    private String message() {
        return WindowDriver.onEventThread(() -> window.messageText());
    }

    private String status() {
        return label("status");
    }

    private String caption() {
        return label("caption");
    }

    private String label(String name) {
        return window.find(name, JLabel.class).getText();
    }

    private JButton button(String name) {
        return window.find(name, JButton.class);
    }

    private JSlider slider() {
        return window.find("frames", JSlider.class);
    }

    private int step() {
        return step(status());
    }

    private static int step(String status) {
        return status.startsWith("Step ") ? Integer.parseInt(status.split(" ")[1]) : -1;
    }

    private static Optional<Thread> engine() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Engine.THREAD))
                .findFirst();
    }

    private static List<Integer> pixels(BufferedImage image) {
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .boxed()
                .toList();
    }

    private static long colours(BufferedImage image) {
        return pixels(image).stream().distinct().count();
    }
}
