package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The file formats for pictures. */
public enum ImageFormat {
    /** Without loss. */
    PNG(".png") {
        @Override
        byte[] encode(BufferedImage image, Map<String, String> text) throws IOException {
            return PngText.insert(bytes("png", image), text);
        }
    },
    /** With a little loss. */
    JPEG(".jpg", ".jpeg") {
        @Override
        byte[] encode(BufferedImage image, Map<String, String> text) throws IOException {
            // ImageIO writes no JPEG from a picture with transparency, or one with wrong colours.
            byte[] jpeg = bytes("jpeg", ImageFile.opaque(image));
            return JpegComment.insert(jpeg, text.getOrDefault("Description", ""));
        }
    };

    /** For formats that lose some of the picture: near the quality above which no difference is seen. */
    private static final float QUALITY = 0.95f;

    private final List<String> endings;

    ImageFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /**
     * The format that a file's name asks for.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ImageFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the picture's file was %s, but its name must end in one of %s".formatted(file, allEndings())));
    }

    private static String allEndings() {
        return Arrays.stream(values())
                .flatMap(format -> format.endings.stream())
                .collect(Collectors.joining(", "));
    }

    /** The content of a file that holds the picture, and of the text what the format has room for. */
    abstract byte[] encode(BufferedImage image, Map<String, String> text) throws IOException;

    private static byte[] bytes(String name, BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(name).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not through ImageIO.write, which reports what it cannot do as false, and may cache on disk.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (name.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
