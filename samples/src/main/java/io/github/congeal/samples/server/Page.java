package io.github.congeal.samples.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The page's files, which are resources beside this class. They load nothing from other sites, which a content security
 * policy enforces.
 */
final class Page {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                    + " media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private static final Map<String, String> FILES = files();

    private Page() {}

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("/", "index.html");
        for (String file : new String[] {
            "style.css", "icon.svg", "app.js", "api.js", "form.js", "mask.js", "stage.js", "gallery.js"
        }) {
            files.put("/" + file, file);
        }
        return files;
    }

    /** Adds its routes, which need no token: the page itself asks for it. */
    static void serve(Router router) {
        FILES.forEach((path, file) -> {
            byte[] bytes = bytes(file);
            router.openly("GET " + path, (call, name) -> answer(call, file, bytes));
        });
    }

    private static void answer(Call call, String file, byte[] bytes) throws IOException {
        call.with("Content-Security-Policy", POLICY)
                .with("Cache-Control", "no-cache")
                .answer(TYPES.get(file.substring(file.lastIndexOf('.') + 1)), bytes);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("page/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
