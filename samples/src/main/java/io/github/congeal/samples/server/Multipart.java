package io.github.congeal.samples.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with files (RFC 7578).
 *
 * @param fields the fields that are not files
 * @param files the files by the names of their fields; the first if there are several of a name
 */
record Multipart(Fields fields, Map<String, byte[]> files) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^\\s;,]{1,200}))");
    private static final Pattern NAME = Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^\\s;]+))");
    private static final Pattern FILE = Pattern.compile("[;\\s]filename\\*?=");
    private static final int MOST_PARTS = 100;
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    /**
     * Reads the body of a request.
     *
     * @param contentType the content type, which gives the boundary
     * @throws Refusal if it is not such a form
     */
    static Multipart read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/form-data") || !boundary.find()) {
            throw Refusal.of("the request must be a form, multipart/form-data with a boundary");
        }
        String between = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        byte[] delimiter = ("\r\n--" + between).getBytes(StandardCharsets.ISO_8859_1);
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        // The first boundary has no line break before it.
        int at = find(body, Arrays.copyOfRange(delimiter, 2, delimiter.length), 0) + delimiter.length - 2;
        for (int parts = 0; at >= delimiter.length - 2 && !isEnd(body, at); parts++) {
            int end = find(body, delimiter, at);
            int content = find(body, BLANK_LINE, at);
            if (end < 0 || content < 0 || content > end || parts >= MOST_PARTS) {
                throw Refusal.of("the form is not complete, or has more than %s parts".formatted(MOST_PARTS));
            }
            String head = new String(body, at, content - at, StandardCharsets.UTF_8);
            byte[] value = Arrays.copyOfRange(body, Math.min(end, content + BLANK_LINE.length), end);
            name(head).ifPresent(name -> {
                if (FILE.matcher(head).find()) {
                    files.putIfAbsent(name, value);
                } else {
                    fields.put(name, Utf8.text(value));
                }
            });
            at = end + delimiter.length;
        }
        return new Multipart(new Fields(fields), files);
    }

    private static boolean isEnd(byte[] body, int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    private static Optional<String> name(String head) {
        Matcher name = NAME.matcher(head);
        return name.find() ? Optional.of(name.group(1) == null ? name.group(2) : name.group(1)) : Optional.empty();
    }

    private static int find(byte[] body, byte[] wanted, int from) {
        for (int at = from; at <= body.length - wanted.length; at++) {
            if (body[at] == wanted[0] && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** The file of a field, also if its name is followed by brackets, as for several files. */
    Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.getOrDefault(name, files.get(name + "[]")));
    }
}
