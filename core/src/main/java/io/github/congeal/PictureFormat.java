package io.github.congeal;

import io.github.congeal.internal.image.ImageFormat;
import java.nio.file.Path;
import java.util.Objects;

/** The formats in which pictures are written. */
public enum PictureFormat {
    /** Every pixel as it is, and all settings as text. */
    PNG(ImageFormat.PNG),
    /** Smaller, and nearly as it is; with the prompts, seed and step as its comment. */
    JPEG(ImageFormat.JPEG);

    private final ImageFormat format;

    PictureFormat(ImageFormat format) {
        this.format = format;
    }

    /**
     * The format of a file's name: PNG for {@code .png}, JPEG for {@code .jpg} and {@code .jpeg}.
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
