package io.github.congeal.control;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A picture from the caller, in a file or in memory. Written as the path of the file. Sources of the same file are
 * equal.
 */
public final class ImageSource implements Pictured<ImageSource> {
    /** The written form of a picture in memory, which cannot be read back. */
    public static final String IN_MEMORY = "(in memory)";

    /** The written form: the path of the file. */
    public static final Form<ImageSource> FORM =
            Form.of(ImageSource::parse, ImageSource::toString, "the path of a picture", "sketch.png");

    private final @Nullable Path path;
    private final @Nullable BufferedImage image;
    private final boolean fixed;

    private ImageSource(@Nullable Path path, @Nullable BufferedImage image, boolean fixed) {
        this.path = path;
        this.image = image;
        this.fixed = fixed;
    }

    /** Returns the source of a picture in memory, which is copied when a generation is built with it. */
    public static ImageSource of(BufferedImage image) {
        return new ImageSource(null, Objects.requireNonNull(image, "image"), false);
    }

    /** Returns the source of a picture in a file, which is not opened yet. */
    public static ImageSource of(Path path) {
        return new ImageSource(path.toAbsolutePath(), null, false);
    }

    private static ImageSource parse(String text) {
        if (text.equals(IN_MEMORY)) {
            throw new IllegalArgumentException("that picture was only in memory, and is lost");
        }
        if (text.isBlank()) {
            throw new FormException();
        }
        return of(Form.path("sketch.png").read(text));
    }

    /** Returns the same source with the picture that was read from its file, or copied, and does not change any more. */
    public ImageSource with(BufferedImage read) {
        return new ImageSource(path, Objects.requireNonNull(read, "read"), true);
    }

    /** Returns whether it has a picture that was read from the file, or copied from that of the caller. */
    public boolean isFixed() {
        return fixed;
    }

    @Override
    public List<ImageSource> pictures() {
        return List.of(this);
    }

    @Override
    public ImageSource with(UnaryOperator<ImageSource> reading) {
        return reading.apply(this);
    }

    /** Returns the absolute path of the file; empty for a picture in memory. */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** Returns the picture; empty if it is in a file that has not been read yet. */
    public Optional<BufferedImage> image() {
        return Optional.ofNullable(image);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageSource source
                && Objects.equals(path, source.path)
                && (path != null || image == source.image);
    }

    @Override
    public int hashCode() {
        return path != null ? path.hashCode() : System.identityHashCode(image);
    }

    /** Returns the path, or {@link #IN_MEMORY}. */
    @Override
    public String toString() {
        return path == null ? IN_MEMORY : path.toString();
    }
}
