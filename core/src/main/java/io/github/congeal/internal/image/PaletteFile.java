package io.github.congeal.internal.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the colours in a palette file of GIMP ({@code .gpl}: three numbers per line), Lospec ({@code .hex}: six digits
 * per line) or JASC ({@code .pal}: three numbers per line, after a count).
 */
public final class PaletteFile {
    /** No palette of 256 colours is longer, names and comments included. */
    private static final int LONGEST = 1 << 16;

    private static final int MOST_COLOURS = 256;
    private static final int MOST = 255;
    private static final int HEX = 16;
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})(\\s.*)?");
    private static final Pattern DIGITS = Pattern.compile("#?(\\p{XDigit}{6})");

    private final Path file;
    private final List<Integer> colours = new ArrayList<>();

    private PaletteFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @return the colours, each as 0xrrggbb
     * @throws IOException with a sentence that names the file and the line, if it is no palette, too long, or one of more
     *     than 256 colours
     */
    public static List<Integer> read(Path file) throws IOException {
        PaletteFile palette = new PaletteFile(file);
        List<String> lines = palette.lines();
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".gpl")) {
            palette.numbers(lines, palette.after("GIMP Palette", lines, 1));
        } else if (name.endsWith(".pal")) {
            palette.numbers(lines, palette.after("JASC-PAL", lines, 3));
        } else {
            palette.digits(lines);
        }
        if (palette.colours.isEmpty()) {
            throw new IOException(file + " is a palette without colours");
        }
        return List.copyOf(palette.colours);
    }

    private List<String> lines() throws IOException {
        try (InputStream in = ReadableFile.open(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("%s is no palette: it is longer than %s bytes".formatted(file, LONGEST));
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.lines().map(String::strip).toList();
        }
    }

    /** The number of lines before the colours. */
    private int after(String first, List<String> lines, int count) throws IOException {
        if (lines.isEmpty() || !lines.get(0).equals(first)) {
            throw new IOException("%s is no such palette: its first line is not \"%s\"".formatted(file, first));
        }
        return count;
    }

    private void numbers(List<String> lines, int from) throws IOException {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher numbers = NUMBERS.matcher(line);
            if (numbers.matches()) {
                add(number(numbers, 1, i) << 16 | number(numbers, 2, i) << 8 | number(numbers, 3, i), i);
            } else if (!line.isEmpty() && !line.startsWith("#") && !line.matches("(Name|Columns|Channels):.*")) {
                throw damaged(i, line);
            }
        }
    }

    private int number(Matcher numbers, int group, int line) throws IOException {
        int number = Integer.parseInt(numbers.group(group));
        if (number > MOST) {
            throw damaged(line, numbers.group());
        }
        return number;
    }

    private void digits(List<String> lines) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher digits = DIGITS.matcher(line);
            if (digits.matches()) {
                add(Integer.parseInt(digits.group(1), HEX), i);
            } else if (!line.isEmpty() && !line.startsWith(";")) {
                throw damaged(i, line);
            }
        }
    }

    private void add(int colour, int line) throws IOException {
        if (colours.size() == MOST_COLOURS) {
            throw new IOException("%s has more than %s colours, from line %s on: an indexed picture has no more"
                    .formatted(file, MOST_COLOURS, line + 1));
        }
        colours.add(colour);
    }

    private IOException damaged(int line, String text) {
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        return new IOException("%s, line %s, is no colour: \"%s\"".formatted(file, line + 1, shown));
    }
}
