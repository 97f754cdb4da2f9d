package io.github.congeal.samples;

import java.io.File;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A file with a weight, written as {@code FILE:WEIGHT}; without a weight it is 1. */
record WeightedFile(Path file, double weight) {
    /** Reads a file and its weight off the command line. */
    static final class Converter implements ITypeConverter<WeightedFile> {
        /** Takes what follows the last colon for a weight only if it is a number: Windows has colons in its paths. */
        @Override
        public WeightedFile convert(String value) {
            int colon = value.lastIndexOf(':');
            if (colon > 0 && !isFile(value)) {
                try {
                    return new WeightedFile(
                            Path.of(value.substring(0, colon)), Double.parseDouble(value.substring(colon + 1)));
                } catch (NumberFormatException e) {
                    // Then the colon belongs to the file's name.
                }
            }
            return new WeightedFile(Path.of(value), 1);
        }

        private static boolean isFile(String value) {
            // Not by Path.of, which on Windows refuses names with a colon.
            return new File(value).exists();
        }
    }
}
