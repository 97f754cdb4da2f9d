package io.github.congeal.video;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The pictures of a folder, in the order of their names. */
final class PictureFolder implements FrameSource {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    /** The frames per second, since pictures state none: the default of the command {@code animate}. */
    private static final double RATE = 15;

    private final int count;
    private final Iterator<Path> files;

    PictureFolder(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(PictureFolder::isPicture).sorted().toList();
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
