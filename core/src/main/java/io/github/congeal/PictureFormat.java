package io.github.congeal;

import io.github.congeal.internal.image.ImageFormat;

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

    ImageFormat format() {
        return format;
    }
}
