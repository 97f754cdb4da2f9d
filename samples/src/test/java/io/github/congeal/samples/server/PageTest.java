package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the page, in Chromium. */
@Timeout(1800)
class PageTest {
    private static final int ENTER = 13;
    private static final int ESCAPE = 27;
    private static final int TAB = 9;
    private static final int SPACE = 32;
    private static final int LEFT = 37;
    private static final int SLASH = 191;
    private static final String STEP = "Number(document.querySelector('#bar').getAttribute('aria-valuenow'))";
    private static final String DONE = "!document.querySelector('#png').hidden";

    @TempDir
    private Path folder;

    private RunningServer server;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        server = RunningServer.start();
        browser = Browser.open();
        browser.look(1280, 860, false, false);
        browser.go(server.at("/"));
        browser.await("!!document.querySelector('#model')?.textContent");
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
    }

    private void say(String words, String steps) throws Exception {
        browser.click("#iterations");
        browser.type(steps);
        browser.click("#prompts textarea");
        browser.type(words);
    }

    private void begin() throws Exception {
        say("a red apple", "100000");
        browser.press("Enter", ENTER);
        browser.await(STEP + " >= 2");
    }

    private byte[] shown() throws Exception {
        Object url = browser.value(
                "fetch(document.querySelector('#png').href).then(answer => answer.blob()).then(blob => new Promise(done => {"
                        + " const reader = new FileReader(); reader.onload = () => done(reader.result); reader.readAsDataURL(blob); }))");
        return Base64.getDecoder().decode(String.valueOf(url).replaceFirst(".*,", ""));
    }

    private static int[] madeAgain(byte[] png) throws Exception {
        return OpenAiTest.pixels(Generation.readFrom(new ByteArrayInputStream(png), Model.bundled())
                .image());
    }

    private static int[] pixels(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return OpenAiTest.pixels(image);
    }

    @Test
    void thePictureComesIntoFocusUntilItIsStopped() throws Exception {
        begin();
        Object one = browser.value("document.querySelector('#picture').src");
        browser.await("document.querySelector('#picture').src !== " + Json.write(one));
        browser.await("document.querySelector('#curve .line').getAttribute('d').length > 10");
        assertThat(browser.value("document.querySelector('#status').innerText").toString())
                .containsPattern("Step \\d+ of 100000 · loss \\d\\.\\d+ · [\\d.]+ steps/s · .* left");

        browser.press("Escape", ESCAPE);

        browser.await(DONE);
        byte[] png = shown();
        assertThat(pixels(png)).isEqualTo(madeAgain(png));
        browser.await("document.querySelectorAll('#gallery img').length === 1");
    }

    @Test
    void thePictureIsThatOfGenerate() throws Exception {
        browser.click("#seed");
        browser.type("42");
        say("a red apple", "3");

        browser.click("#make");

        browser.await(DONE);
        Generation same = Generation.builder()
                .model(Model.bundled())
                .prompt("a red apple")
                .size(64, 64)
                .iterations(3)
                .cutouts(1)
                .threads(1)
                .seed(42)
                .build();
        assertThat(pixels(shown())).isEqualTo(OpenAiTest.pixels(same.image()));
    }

    @Test
    void whatIsMadeCanBeChanged() throws Exception {
        begin();
        browser.click("#more-words");
        browser.type("green");

        browser.click("#apply");
        browser.await("!document.querySelector('#apply').disabled");
        // The step that is being taken was begun without the change, and the page shows an earlier one.
        Object here = browser.value("fetch(document.querySelector('#png').href.replace('/picture.png', ''))"
                + ".then(answer => answer.json()).then(picture => picture.step)");
        browser.await(STEP + " > 1 + " + here);
        browser.click("#stop");

        browser.await(DONE);
        byte[] png = shown();
        Generation made = Generation.readFrom(new ByteArrayInputStream(png), Model.bundled());
        assertThat(made.settings().get(Control.CHANGES).toString()).contains("prompt.2=green");
        assertThat(pixels(png)).isEqualTo(madeAgain(png));
    }

    @Test
    void pictureAndFilmAreDownloaded() throws Exception {
        say("a red apple", "4");
        browser.click("#make");
        browser.await(DONE);
        browser.command("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        String name = browser.value("document.querySelector('#png').download").toString();

        browser.click("#png");
        browser.click("#mp4");

        byte[] film = file(name.replace(".png", ".mp4"));
        assertThat(new String(film, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
        assertThat(pixels(file(name))).isEqualTo(pixels(shown()));
    }

    private byte[] file(String name) throws Exception {
        Path file = folder.resolve(name);
        while (Files.notExists(file)) {
            Thread.sleep(50);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void oneLeadsToOthers() throws Exception {
        browser.click("#seed");
        browser.type("42");
        say("a red apple", "3");
        browser.click("#make");
        browser.await(DONE);

        browser.click("#vary");
        browser.await("document.querySelectorAll('#gallery img').length === 2 && " + DONE);
        assertThat(Generation.readFrom(new ByteArrayInputStream(shown()), Model.bundled())
                        .seed())
                .isEqualTo(43);

        browser.click("#go-on");
        browser.await("document.querySelectorAll('#gallery img').length === 3 && " + DONE);
        assertThat(browser.value("document.querySelector('#dropped').src").toString())
                .startsWith("data:image/png");

        browser.click("#gallery li:last-child button");
        browser.await("document.querySelector('#status').innerText.includes('seed 42')");
        browser.click("#again");
        browser.await("document.querySelector('#seed').value === '42'");
        assertThat(browser.value("document.querySelector('#prompts textarea').value"))
                .isEqualTo("a red apple");
        assertThat(browser.value("document.querySelector('#dropped').hidden")).isEqualTo(true);

        browser.click("#forget");
        browser.await("document.querySelectorAll('#gallery img').length === 2");
    }

    private Path red() throws IOException {
        BufferedImage red = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Arrays.fill(((DataBufferInt) red.getRaster().getDataBuffer()).getData(), 0xff0000);
        Path file = folder.resolve("red.png");
        ImageIO.write(red, "png", file.toFile());
        return file;
    }

    private void assertOnlyTheLeftIsNotRed() throws Exception {
        BufferedImage made = ImageIO.read(new ByteArrayInputStream(shown()));
        assertThat(made.getRGB(60, 60) & 0xffffff).isEqualTo(0xff0000);
        assertThat(made.getRGB(20, 32) & 0xffffff).isNotEqualTo(0xff0000);
    }

    @Test
    void onlyWhatIsBrushedIsPaintedAnew() throws Exception {
        browser.drop("#drop", red());
        browser.await("!document.querySelector('#part').hidden");
        browser.click("#part summary");
        browser.await("document.querySelector('#brushed').checkVisibility()");

        browser.brush("#brushed", 0.25, 0.5, 0.4, 0.5);
        say("a green field", "2");
        browser.click("#make");

        browser.await(DONE);
        assertOnlyTheLeftIsNotRed();

        browser.click("#drop-clear");
        browser.await("document.querySelector('#part').hidden");
        browser.click("#again");
        browser.await("document.querySelector('#part').open && document.querySelector('#brushed').width === 64");
    }

    @Test
    void everythingCanBeDoneByKeyboard() throws Exception {
        browser.await("document.activeElement === document.querySelector('#prompts textarea')");
        browser.type("a green field");
        tabTo("#iterations");
        browser.type("100000");
        browser.press("Enter", ENTER);
        browser.await(STEP + " >= 2");
        tabTo("#stop");
        browser.press("Enter", ENTER);
        browser.await(DONE);
        assertThat(browser.value("document.activeElement.id")).isEqualTo("png");
        tabTo("#gallery button");

        browser.choose("#file", red());
        browser.await("!document.querySelector('#part').hidden");
        browser.press("/", SLASH);
        tabTo("#part summary");
        browser.press("Enter", ENTER);
        tabTo("#brushed");
        for (int i = 0; i < 2; i++) {
            browser.press("ArrowLeft", LEFT);
        }
        browser.press(" ", SPACE);
        browser.press("ArrowLeft", LEFT, true);
        tabTo("#iterations");
        browser.value("document.activeElement.value = ''");
        browser.type("2");
        tabTo("#make");
        browser.press(" ", SPACE);

        browser.await("document.querySelectorAll('#gallery img').length === 2 && " + DONE);
        assertOnlyTheLeftIsNotRed();
    }

    /** Goes on with Tab to an element; whatever has the focus on the way shows it. */
    private void tabTo(String selector) throws Exception {
        for (int i = 0; i < 60; i++) {
            browser.press("Tab", TAB);
            assertThat(
                            browser.value(
                                    "(() => { const at = document.activeElement; const style = getComputedStyle(at.closest('#drop') ?? at); return style.outlineStyle === 'solid' && style.outlineWidth === '3px' ? '' : at.outerHTML; })()"))
                    .as("what has the focus, and does not show it")
                    .isEqualTo("");
            if (Boolean.TRUE.equals(browser.value("document.activeElement.matches('%s')".formatted(selector)))) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    @Test
    void whoWaitsKnowsThePlace() throws Exception {
        begin();
        browser.click("#make");
        browser.await("document.querySelector('#invite').innerText === 'You are next.'");

        browser.click("#stop");

        browser.await("document.querySelector('#invite').innerText === 'It was not made.'");
    }

    @Test
    void whatIsWrongIsSaidInASentence() throws Exception {
        browser.click("#size");
        browser.type("large");
        say("a red apple", "3");

        browser.click("#make");

        browser.await("document.querySelector('#problem').innerText.startsWith('size was \"large\", but must be')");
    }

    @Test
    void everyControlHasAField() throws Exception {
        browser.click("#controls summary");
        browser.click("#find");
        browser.type("optimizer");
        browser.await(
                "[...document.querySelectorAll('#fields label')].filter(label => label.checkVisibility()).length < 5");

        for (Control<?> control : Control.all()) {
            boolean isOffered = Boolean.TRUE.equals(browser.value(
                    "!!document.querySelector('#fields [name=%s], #%s')".formatted(control.name(), control.name())));
            assertThat(isOffered)
                    .as(control.name())
                    .isEqualTo(!java.util.Set.of(
                                    "prompt", "initial-image", "target", "mask", "threads", "memory-limit", "every")
                            .contains(control.name()));
        }
    }

    @Test
    void fetchesNothingFromElsewhere() throws Exception {
        say("a red apple", "3");
        browser.click("#make");
        browser.await(DONE);

        assertThat(
                        browser.value(
                                "performance.getEntriesByType('resource').map(entry => new URL(entry.name).origin).filter(origin => origin !== location.origin && origin !== 'null').length"))
                .isEqualTo(0L);
        // Each field is named for those who do not see it.
        assertThat(
                        browser.value(
                                "[...document.querySelectorAll('input, select, textarea')].filter(field => !field.labels?.length && !field.ariaLabel).map(field => field.outerHTML).join()"))
                .isEqualTo("");
        // On a telephone nothing is wider than the screen.
        browser.look(360, 740, true, true);
        browser.await("document.documentElement.scrollWidth === 360");
        browser.await("getComputedStyle(document.body).backgroundColor === 'rgb(21, 17, 15)'");
    }

    @Test
    void theTokenIsAsked() throws Exception {
        try (RunningServer locked = RunningServer.start(2, "long and secret")) {
            browser.go(locked.at("/"));
            browser.await("document.querySelector('#door')?.open === true");
            browser.click("#token");
            browser.type("wrong");
            browser.press("Enter", ENTER);
            browser.await("document.querySelector('#wrong').innerText !== ''");

            browser.value("document.querySelector('#token').value = ''");
            browser.type("long and secret");
            browser.press("Enter", ENTER);

            browser.await("!!document.querySelector('#model').textContent");
            say("a red apple", "2");
            browser.press("Enter", ENTER);
            browser.await(DONE);
        }
    }
}
