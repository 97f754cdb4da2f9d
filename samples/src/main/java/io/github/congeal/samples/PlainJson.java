package io.github.congeal.samples;

import java.nio.charset.Charset;

/** JSON for the console: letters that it cannot show, as in the POSIX locale, are written as their numbers. */
record PlainJson(String json) {
    private static final Charset CONSOLE = Charset.forName(System.getProperty(
            "stdout.encoding",
            System.getProperty("native.encoding", Charset.defaultCharset().name())));

    @Override
    public String toString() {
        if (CONSOLE.newEncoder().canEncode(json)) {
            return json;
        }
        StringBuilder plain = new StringBuilder();
        json.chars().forEach(unit -> {
            if (unit < 0x80) {
                plain.append((char) unit);
            } else {
                plain.append("\\u%04x".formatted(unit));
            }
        });
        return plain.toString();
    }
}
