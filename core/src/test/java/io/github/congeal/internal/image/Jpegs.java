package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.Node;

/** JPEGs with one scan or several. */
final class Jpegs {
    private Jpegs() {}

    /**
     * The file of a picture.
     *
     * @param progressive one of {@link ImageWriteParam}'s modes, such as {@code MODE_DEFAULT}
     */
    static byte[] bytes(BufferedImage image, int progressive) throws IOException {
        return bytes(image, progressive, 0);
    }

    /** The file of a picture with a restart marker after every few of its squares, in one scan. */
    static byte[] withRestarts(BufferedImage image, int interval) throws IOException {
        return bytes(image, ImageWriteParam.MODE_DISABLED, interval);
    }

    private static byte[] bytes(BufferedImage image, int progressive, int interval) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive);
        IIOMetadata metadata = interval == 0 ? null : withInterval(writer, image, parameters, interval);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata withInterval(
            ImageWriter writer, BufferedImage image, ImageWriteParam parameters, int interval) throws IOException {
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        String format = metadata.getNativeMetadataFormatName();
        Node root = metadata.getAsTree(format);
        IIOMetadataNode restarts = new IIOMetadataNode("dri");
        restarts.setAttribute("interval", Integer.toString(interval));
        root.getLastChild().insertBefore(restarts, root.getLastChild().getFirstChild());
        metadata.setFromTree(format, root);
        return metadata;
    }
}
