package io.github.congeal.samples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size in pixels, written as {@code 256x256}. */
record Size(int width, int height) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})[xX×](\\d{1,6})");

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return width + "x" + height;
    }

    /** Reads a size off the command line. */
    static final class Converter implements ITypeConverter<Size> {
        @Override
        public Size convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'%s' is no size; it is written as WIDTHxHEIGHT in pixels, such as 256x256".formatted(value));
            }
            return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
