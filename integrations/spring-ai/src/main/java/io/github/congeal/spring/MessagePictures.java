package io.github.congeal.spring;

import io.github.congeal.PictureFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.image.ImageMessage;

/**
 * Reads the pictures that come with a message. Before Spring AI 2.0.1 a message is not a {@link MediaContent} and has
 * none.
 */
final class MessagePictures {
    /** No run has more pixels than this, so none would see a finer picture. */
    private static final long ENOUGH_PIXELS = 25_000_000;

    private MessagePictures() {}

    /**
     * Returns the pictures, opaque and the right way up.
     *
     * @throws IllegalArgumentException if one is only a URL, which is not followed, or not a picture, or a
     *     damaged or enormous one
     */
    static List<BufferedImage> of(ImageMessage message) {
        Object maybe = message;
        return maybe instanceof MediaContent content
                ? content.getMedia().stream().map(MessagePictures::read).toList()
                : List.of();
    }

    private static BufferedImage read(Media media) {
        if (!(media.getData() instanceof byte[] bytes)) {
            throw new IllegalArgumentException("a picture must come as its data, not as an address");
        }
        try {
            return PictureFile.read(new ByteArrayInputStream(bytes), ENOUGH_PIXELS);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "a message's %s must be a readable picture, but %s".formatted(media.getMimeType(), e.getMessage()),
                    e);
        }
    }
}
