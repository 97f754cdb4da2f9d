package io.github.congeal.internal.engine;

import io.github.congeal.control.Control;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.internal.image.IndexedPicture;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Converts finished pictures to their stored form: indexed with a palette, unless its colours and a transparent one are
 * too many for that, and with transparent pixels if wanted.
 */
public final class StoredPicture {
    private static final int COLOURS = 3;
    private static final int OPAQUE = 0xff000000;

    private StoredPicture() {}

    /**
     * The stored form of a picture.
     *
     * @param settings the settings that made it
     * @param pixels {@code [H, W, 3]}
     */
    public static BufferedImage of(Settings settings, byte[] pixels, int width) {
        Optional<Palette> palette = settings.find(Control.PALETTE);
        int[] colours = palette.filter(Palette.Given.class::isInstance)
                .map(given ->
                        PaletteFinish.numbers(((Palette.Given) given).colours().list()))
                .orElse(new int[0]);
        boolean[] transparent = settings.find(Control.TRANSPARENT)
                .map(wanted -> TransparentPixels.of(wanted, pixels, width, colours))
                .orElseGet(() -> new boolean[pixels.length / COLOURS]);
        Optional<BufferedImage> indexed =
                palette.flatMap(any -> IndexedPicture.of(pixels, width, colours, transparent));
        if (indexed.isPresent()) {
            return indexed.get();
        }
        int height = transparent.length / width;
        BufferedImage opaque = Picture.toImage(pixels, width, height);
        if (settings.find(Control.TRANSPARENT).isEmpty()) {
            return opaque;
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < transparent.length; i++) {
            int colour = opaque.getRGB(i % width, i / width);
            image.setRGB(i % width, i / width, transparent[i] ? colour & ~OPAQUE : colour);
        }
        return image;
    }

    /** As {@link #of}, with one pixel for each cell of pixel art; other pictures keep their size. */
    public static BufferedImage small(Settings settings, byte[] pixels, int width) {
        Size cells = settings.find(Control.PIXELS).orElseGet(() -> new Size(width, pixels.length / COLOURS / width));
        int side = width / cells.width();
        byte[] few = new byte[cells.width() * cells.height() * COLOURS];
        for (int i = 0; i < few.length / COLOURS; i++) {
            int from = i / cells.width() * side * width + i % cells.width() * side;
            System.arraycopy(pixels, from * COLOURS, few, i * COLOURS, COLOURS);
        }
        return of(settings, few, cells.width());
    }
}
