package io.github.congeal.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The colours that a picture may have. Written as the name of a palette ({@code game-boy}, {@code pico-8}, {@code c64},
 * {@code nes}), as colours ({@code navy #ff8000 white}), as a number of a picture's colours ({@code 8 of sunset.png}),
 * as the path of a palette file ({@code forest.gpl}, {@code .hex} or {@code .pal}), or as a number of colours to be
 * found for each picture ({@code 16}).
 */
public sealed interface Palette {
    /** The most colours, since a pixel of an indexed picture is a byte. */
    int MOST = 256;

    /** The four greens of the first Game Boy. */
    Palette GAME_BOY = new Given(NamedPalettes.of("game-boy"));

    /** The sixteen colours of the PICO-8. */
    Palette PICO_8 = new Given(NamedPalettes.of("pico-8"));

    /** The sixteen colours of the Commodore 64. */
    Palette C64 = new Given(NamedPalettes.of("c64"));

    /** The colours of the Nintendo Entertainment System. */
    Palette NES = new Given(NamedPalettes.of("nes"));

    /** The written form. */
    Form<Palette> FORM = Form.of(
            Palette::parse,
            Palette::toString,
            "one of " + String.join(", ", NamedPalettes.NAMES)
                    + ", or colours with spaces between, or a number of those of a picture, as 8 of sunset.png, or a"
                    + " palette file as .gpl, .hex or .pal, or a number of colours from 2 to 256",
            "pico-8");

    /** Returns a palette of the given colours. */
    static Palette of(Colour... colours) {
        return new Given(Colours.of(colours));
    }

    /** Returns a palette of the given colours, or of those of a picture. */
    static Palette of(Colours colours) {
        return new Given(colours);
    }

    /** Returns the palette in a file of GIMP ({@code .gpl}), Lospec ({@code .hex}) or JASC ({@code .pal}). */
    static Palette of(Path file) {
        return new InFile(file);
    }

    /**
     * Returns a palette that is found for each picture.
     *
     * @param count the number of colours, from 2 to 256
     * @throws IllegalArgumentException if it is out of range
     */
    static Palette found(int count) {
        return new Found(count);
    }

    private static Palette parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (NamedPalettes.NAMES.contains(name)) {
            return new Given(NamedPalettes.of(name));
        }
        if (text.matches("\\d{1,9}")) {
            return new Found(Integer.parseInt(text));
        }
        return name.endsWith(".gpl") || name.endsWith(".hex") || name.endsWith(".pal")
                ? new InFile(Form.path("game.gpl").read(text))
                : new Given(Colours.FORM.read(text));
    }

    /**
     * Given colours.
     *
     * @param colours a list, or those of a picture
     */
    record Given(Colours colours) implements Palette, Pictured<Given> {
        /** Creates a palette. */
        public Given {
            Objects.requireNonNull(colours, "colours");
        }

        @Override
        public List<ImageSource> pictures() {
            return colours.picture().stream().toList();
        }

        @Override
        public Given with(UnaryOperator<ImageSource> reading) {
            return colours.picture()
                    .map(reading)
                    .map(read -> new Given(colours.read(read.image().orElseThrow())))
                    .orElse(this);
        }

        /** The palette's name, if it has one, and otherwise its colours. */
        @Override
        public String toString() {
            return NamedPalettes.nameOf(colours).orElseGet(colours::toString);
        }
    }

    /**
     * Colours found for each picture by median cut (Heckbert 1982).
     *
     * @param count the most colours, from 2 to 256
     */
    record Found(int count) implements Palette {
        /**
         * Creates a palette.
         *
         * @throws IllegalArgumentException if the number is out of range
         */
        public Found {
            Range.between(2, MOST).require("the number of colours", count);
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /**
     * The colours in a palette file. They become a list when the file is read, so later copies do not need the file.
     *
     * @param file a file whose name ends in .gpl, .hex or .pal
     */
    record InFile(Path file) implements Palette {
        /** Creates a palette. */
        public InFile {
            file = Objects.requireNonNull(file, "file").toAbsolutePath();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }
}
