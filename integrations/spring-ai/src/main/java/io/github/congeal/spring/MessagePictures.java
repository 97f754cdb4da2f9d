package io.github.congeal.spring;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.image.ImageMessage;

/**
 * Reads the pictures that come with a message. Before Spring AI 2.0.1 a message is not a {@link MediaContent} and has
 * none.
 */
final class MessagePictures {
    private MessagePictures() {}

    /**
     * Returns the pictures.
     *
     * @throws IllegalArgumentException if one is only a URL, which is not followed, or not a picture
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
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
            if (picture == null) {
                throw new IllegalArgumentException(
                        "the data of type %s are no picture that Java can read".formatted(media.getMimeType()));
            }
            return picture;
        } catch (IOException e) {
            throw new IllegalArgumentException("the data are a damaged picture: " + e.getMessage(), e);
        }
    }
}
