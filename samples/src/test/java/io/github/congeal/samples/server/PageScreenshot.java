package io.github.congeal.samples.server;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes pictures of the page in mid-run, of a desktop and a telephone, light and dark: {@code PageScreenshot ADDRESS FOLDER
 * PROMPT STEP}. The first is the one in the documents.
 */
final class PageScreenshot {
    private PageScreenshot() {}

    /** Takes them. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (Browser browser = Browser.open()) {
            browser.look(1280, 860, false, false);
            browser.go(URI.create(arguments[0]));
            browser.await("!!document.querySelector('#model')?.textContent");
            browser.click("#prompts textarea");
            browser.type(arguments[2]);
            browser.press("Enter", 13);
            browser.await("Number(document.querySelector('#bar').getAttribute('aria-valuenow')) >= " + arguments[3]);
            Files.write(folder.resolve("desktop-light.png"), browser.screenshot(false));
            browser.look(1280, 860, false, true);
            Thread.sleep(300);
            Files.write(folder.resolve("desktop-dark.png"), browser.screenshot(false));
            browser.look(390, 844, true, false);
            Thread.sleep(300);
            Files.write(folder.resolve("phone-light.png"), browser.screenshot(false));
            browser.look(390, 844, true, true);
            Thread.sleep(300);
            Files.write(folder.resolve("phone-dark.png"), browser.screenshot(true));
        }
    }
}
