package io.github.congeal.control;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Colours, given as a list such as {@code navy #ff8000 white} or taken from a picture such as {@code 8 of sunset.png}.
 * They become a list when the picture is read, so later copies do not need the file.
 *
 * @param list the colours; empty if they have not been taken from the picture yet
 * @param picture the picture that they are still to be taken from, if any
 * @param count the number of colours to take from it, from 2 to 256
 */
public record Colours(List<Colour> list, Optional<ImageSource> picture, int count) {
    private static final int MOST = 256;
    private static final Pattern OF_A_PICTURE = Pattern.compile("(\\d{1,9}) of (.+)");

    /** The written form. */
    public static final Form<Colours> FORM = Form.of(
            Colours::parse,
            Colours::toString,
            "colours with spaces between, or a number of those of a picture, as 8 of sunset.png",
            "navy #ff8000 white");

    /**
     * Makes colours.
     *
     * @throws IllegalArgumentException if there are none, or more than 256
     */
    public Colours {
        list = List.copyOf(Objects.requireNonNull(list, "list"));
        if (picture.isPresent()) {
            Range.between(2, MOST).require("how many colours to take from the picture", count);
        } else {
            Range.between(1, MOST).require("how many colours there are", list.size());
        }
    }

    /** Returns the given colours. */
    public static Colours of(Colour... colours) {
        Objects.requireNonNull(colours, "colours");
        return new Colours(Arrays.asList(colours), Optional.empty(), colours.length);
    }

    /**
     * Returns the colours that best represent a picture, found by median cut: groups of pixels are divided at the
     * median of their widest channel until there are enough (Heckbert 1982).
     *
     * @param count the most colours to return, from 2 to 256
     */
    public static Colours of(BufferedImage picture, int count) {
        return new Colours(List.of(), Optional.of(ImageSource.of(picture)), count).read(picture);
    }

    /** Returns the same colours, taken from their picture, which has been read. */
    public Colours read(BufferedImage image) {
        return of(new MedianCut(image).colours(count).toArray(Colour[]::new));
    }

    private static Colours parse(String text) {
        Matcher ofPicture = OF_A_PICTURE.matcher(text);
        if (ofPicture.matches()) {
            return new Colours(
                    List.of(),
                    Optional.of(ImageSource.FORM.read(ofPicture.group(2))),
                    Integer.parseInt(ofPicture.group(1)));
        }
        return of(Arrays.stream(text.split("\\s+")).map(Colour.FORM::read).toArray(Colour[]::new));
    }

    /** Returns the written form. */
    @Override
    public String toString() {
        return picture.map(source -> count + " of " + source)
                .orElseGet(() -> list.stream().map(Colour::toString).collect(Collectors.joining(" ")));
    }
}
