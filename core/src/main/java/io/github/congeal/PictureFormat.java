package io.github.congeal;

import io.github.congeal.internal.image.ImageFormat;
import java.nio.file.Path;
import java.util.Objects;

/** The file formats for pictures. */
public enum PictureFormat {
    /** Lossless, with all settings as text. */
    PNG(ImageFormat.PNG),
    /** Smaller and lossy, with the prompts, seed and step as its comment. */
    JPEG(ImageFormat.JPEG);

    private final ImageFormat format;

    PictureFormat(ImageFormat format) {
        this.format = format;
    }

    /**
     * Returns the format for a file name: PNG for {@code .png}, JPEG for {@code .jpg} and {@code .jpeg}.
     *
     * @throws IllegalArgumentException if the name has another ending
     */
    public static PictureFormat of(Path file) {
        return valueOf(ImageFormat.of(Objects.requireNonNull(file, "file")).name());
    }

    ImageFormat format() {
        return format;
    }
}
