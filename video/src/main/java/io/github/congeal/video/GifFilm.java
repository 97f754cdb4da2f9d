package io.github.congeal.video;

import io.github.congeal.internal.file.AtomicFile;
import io.github.congeal.internal.file.FileFault;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animated GIF that repeats for ever; each frame has its own 256 colours, which ImageIO chooses.
 *
 * <p>A frame's delay is stored before it, but known only at the end of the film, when it is overwritten.
 */
final class GifFilm implements Film {
    /** The longest that a picture is held, in seconds: its delay has 16 bits, which last for 655. */
    private static final int LONGEST = 600;

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final Path file;
    private final TemporaryFile content;
    private final ImageOutputStream out;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final GifDelays delays;
    private boolean begun;

    GifFilm(Path file) throws IOException {
        this.file = file;
        content = new TemporaryFile(file);
        out = new FileImageOutputStream(content.content());
        delays = new GifDelays();
        writer.setOutput(out);
    }

    @Override
    public void add(Pixels pixels, int frames) throws IOException {
        if (!begun) {
            writer.prepareWriteSequence(null);
        }
        long before = out.getStreamPosition();
        writer.writeToSequence(new IIOImage(pixels.toImage(), null, metadata(!begun)), null);
        begun = true;
        out.flush();
        delays.pictureAfter(before, frames);
    }

    @Override
    public int holdAtOnce(int hold, double framesPerSecond) {
        return Math.max(1, (int) (LONGEST * framesPerSecond));
    }

    private IIOMetadata metadata(boolean first) throws IOException {
        ImageTypeSpecifier type =
                ImageTypeSpecifier.createFromBufferedImageType(java.awt.image.BufferedImage.TYPE_INT_RGB);
        IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", "10");
        control.setAttribute("transparentColorIndex", "0");
        root.appendChild(control);
        if (first) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            extensions.appendChild(loop);
            root.appendChild(extensions);
        }
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    @Override
    public void finish(double framesPerSecond, Tags tags) throws IOException {
        writer.endWriteSequence();
        out.flush();
        delays.writeInto(content.content(), framesPerSecond);
        try {
            AtomicFile.write(file.toAbsolutePath(), content::copyTo);
        } catch (IOException e) {
            throw FileFault.ofWriting(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.dispose();
        out.close();
        content.close();
    }
}
