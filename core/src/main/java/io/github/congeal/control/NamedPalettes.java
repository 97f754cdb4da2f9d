package io.github.congeal.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The palettes of well-known machines. */
final class NamedPalettes {
    private static final int HEX = 16;
    private static final int DIGITS = 6;
    private static final Map<String, Colours> ALL = all();

    /** Their names. */
    static final List<String> NAMES = List.copyOf(ALL.keySet());

    private NamedPalettes() {}

    static Colours of(String name) {
        Colours colours = ALL.get(name);
        if (colours == null) {
            throw new IllegalArgumentException("there is no palette named \"%s\"".formatted(name));
        }
        return colours;
    }

    static Optional<String> nameOf(Colours colours) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue().equals(colours))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Map<String, Colours> all() {
        Map<String, Colours> all = new LinkedHashMap<>();
        all.put("game-boy", colours("0f380f306230" + "8bac0f9bbc0f"));
        all.put(
                "pico-8",
                colours("0000001d2b537e2553008751ab52365f574fc2c3c7fff1e8"
                        + "ff004dffa300ffec2700e43629adff83769cff77a8ffccaa"));
        // As measured by Philip Timmermann ("Pepto").
        all.put(
                "c64",
                colours("000000ffffff68372b70a4b26f3d86588d43352879b8c76f"
                        + "6f4f254339009a67594444446c6c6c9ad2846c5eb5959595"));
        // The picture processor's 52 colours that differ from each other, row by row.
        all.put(
                "nes",
                colours("7c7c7c0000fc0000bc4428bc940084a80020a81000881400503000007800006800005800004058000000"
                        + "bcbcbc0078f80058f86844fcd800cce40058f83800e45c10ac7c0000b80000a80000a844008888"
                        + "f8f8f83cbcfc6888fc9878f8f878f8f85898f87858fca044f8b800b8f81858d85458f89800e8d8787878"
                        + "fcfcfca4e4fcb8b8f8d8b8f8f8b8f8f8a4c0f0d0b0fce0a8f8d878d8f878b8f8b8b8f8d800fcfcf8d8f8"));
        return all;
    }

    private static Colours colours(String digits) {
        return Colours.of(IntStream.range(0, digits.length() / DIGITS)
                .mapToObj(i -> Colour.of(Integer.parseInt(digits.substring(DIGITS * i, DIGITS * (i + 1)), HEX)))
                .toArray(Colour[]::new));
    }
}
