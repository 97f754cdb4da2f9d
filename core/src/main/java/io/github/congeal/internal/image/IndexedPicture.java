package io.github.congeal.internal.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes pictures with few colours whose pixels are indices into a palette; one more index may be transparent. */
public final class IndexedPicture {
    private static final int MOST = 256;
    private static final int COLOURS = 3;

    private IndexedPicture() {}

    /**
     * A picture as an indexed one.
     *
     * @param pixels {@code [height, width, 3]}
     * @param palette its colours in their order, each as 0xrrggbb; those of the picture that are missing follow
     * @param transparent for each pixel whether it is transparent
     * @return empty if there are more colours than an index can tell, a transparent one among them
     */
    public static Optional<BufferedImage> of(byte[] pixels, int width, int[] palette, boolean[] transparent) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < palette.length; i++) {
            places.putIfAbsent(palette[i], i);
        }
        int[] colours = new int[MOST];
        System.arraycopy(palette, 0, colours, 0, palette.length);
        int count = palette.length;
        int hole = -1;
        byte[] indices = new byte[transparent.length];
        for (int i = 0; i < indices.length; i++) {
            int colour = colour(pixels, i);
            Integer place = places.get(colour);
            if (transparent[i] && hole < 0) {
                // A whole colour that is transparent stays one; part of one needs an index beside it.
                hole = isWholly(colour, pixels, transparent) && place != null ? place : count;
            }
            if (!transparent[i] && place == null) {
                place = count;
                places.put(colour, place);
            }
            int index = transparent[i] ? hole : place;
            if (index == MOST) {
                return Optional.empty();
            }
            if (index == count) {
                colours[count++] = colour;
            }
            indices[i] = (byte) index;
        }
        BufferedImage image = new BufferedImage(
                width, indices.length / width, BufferedImage.TYPE_BYTE_INDEXED, model(colours, count, hole));
        image.getRaster().setDataElements(0, 0, width, indices.length / width, indices);
        return Optional.of(image);
    }

    /** Whether all pixels of a colour are transparent, and no others are. */
    private static boolean isWholly(int colour, byte[] pixels, boolean[] transparent) {
        for (int i = 0; i < transparent.length; i++) {
            if (transparent[i] != (colour(pixels, i) == colour)) {
                return false;
            }
        }
        return true;
    }

    private static IndexColorModel model(int[] colours, int count, int hole) {
        byte[][] channels = new byte[COLOURS][count];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < COLOURS; c++) {
                channels[c][i] = (byte) (colours[i] >> 8 * (COLOURS - 1 - c));
            }
        }
        return new IndexColorModel(8, count, channels[0], channels[1], channels[2], hole);
    }

    private static int colour(byte[] pixels, int pixel) {
        return (pixels[COLOURS * pixel] & 0xff) << 16
                | (pixels[COLOURS * pixel + 1] & 0xff) << 8
                | pixels[COLOURS * pixel + 2] & 0xff;
    }
}
