package io.github.congeal.video;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pictures of a folder, in the order of their names; numbers in names count by their values. */
final class PictureFolder implements FrameSource {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    /** The frames per second, since pictures state none: the default of the command {@code animate}. */
    private static final double RATE = 15;

    private static final Comparator<Path> ORDER =
            Comparator.comparing(PictureFolder::sortKey).thenComparing(Comparator.naturalOrder());

    private static final Pattern NUMBER = Pattern.compile("0*(\\d+)");

    private final int count;
    private final Iterator<Path> files;

    PictureFolder(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(PictureFolder::isPicture).sorted(ORDER).toList();
        }
        if (found.isEmpty()) {
            throw new IOException("%s has no frames: there is no file in it that ends in %s"
                    .formatted(folder, String.join(", ", ENDINGS)));
        }
        count = found.size();
        files = found.iterator();
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Returns the name with the number of its digits before each number, as one character, and without leading zeros:
     * that puts numbers in the order of their values, 9999 before 10000.
     */
    private static String sortKey(Path file) {
        return NUMBER.matcher(file.getFileName().toString())
                .replaceAll(number ->
                        Matcher.quoteReplacement((char) ('0' + number.group(1).length()) + number.group(1)));
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public double framesPerSecond() {
        return RATE;
    }

    @Override
    public BufferedImage next() throws IOException {
        return PictureFile.read(files.next());
    }

    @Override
    public void close() {}
}
