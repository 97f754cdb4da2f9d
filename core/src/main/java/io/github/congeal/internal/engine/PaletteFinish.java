package io.github.congeal.internal.engine;

import io.github.congeal.control.Colour;
import io.github.congeal.control.Colours;
import io.github.congeal.control.Control;
import io.github.congeal.control.Dither;
import io.github.congeal.control.Palette;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.image.Quantizer;
import java.util.List;
import java.util.Optional;

/** Reduces finished pictures to a palette; pixel art is already drawn in the palette's colours. */
record PaletteFinish(Palette palette, Dither dither) {
    /** The finish of the settings; empty without a palette and for pixel art. */
    static Optional<PaletteFinish> of(Settings settings) {
        return settings.find(Control.PALETTE)
                .filter(palette -> !settings.has(Control.PIXELS))
                .map(palette -> new PaletteFinish(palette, settings.get(Control.DITHER)));
    }

    /**
     * Finishes a picture.
     *
     * @param pixels {@code [H, W, 3]}, overwritten
     */
    void apply(byte[] pixels, int width) {
        Quantizer quantizer = new Quantizer(colours(pixels, width));
        switch (dither) {
            case NONE -> quantizer.apply(pixels, width);
            case ORDERED -> quantizer.applyOrdered(pixels, width);
            case ERROR_DIFFUSION -> quantizer.applyDiffused(pixels, width);
        }
    }

    private int[] colours(byte[] pixels, int width) {
        return numbers(
                palette instanceof Palette.Found found
                        ? Colours.of(Picture.toImage(pixels, width, pixels.length / 3 / width), found.count())
                                .list()
                        : ((Palette.Given) palette).colours().list());
    }

    /** Colours as numbers 0xrrggbb. */
    static int[] numbers(List<Colour> colours) {
        return colours.stream()
                .mapToInt(colour -> colour.red() << 16 | colour.green() << 8 | colour.blue())
                .toArray();
    }
}
