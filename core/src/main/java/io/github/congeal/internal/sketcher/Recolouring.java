package io.github.congeal.internal.sketcher;

import java.util.Arrays;

/**
 * Replaces the main colour of a drawing and keeps its shading; eyes, leaves and outlines stay as they are. The range of colours
 * that count as the main one is widened until it covers half of the drawing.
 */
final class Recolouring {
    private static final int BINS = 4;

    /** Colours with a lower lightness are taken for eyes and outlines. */
    private static final double DARK = 0.25;

    /** The weight of dark colours in the choice of the main colour. */
    private static final double DARK_WEIGHT = 0.3;

    /** Colours with a lower chroma count as grey. */
    private static final double GREY = 0.14;

    /** The fraction of the drawing that should get the new colour. */
    private static final double SHARE = 0.5;

    /** The range of hues that count as the main colour at width 1, in radians. */
    private static final double HUES = 0.6;

    private static final double[] WIDTHS = {1, 1.6, 2.4};

    private static final double DARKEST_REPAINTED = 0.28;
    private static final double DARK_RANGE = 0.15;
    private static final double LEAST_SHARE = 0.2;
    private static final double CONTRAST = 0.95;
    private static final double DARKEST_SHADE = 0.2;
    private static final double HIGHLIGHT = 1.3;

    /** The share of the original colour in the result. */
    private static final double TRACE = 0.06;

    private final float[] picture;
    private final float[] cover;
    private final Rgb main;

    /**
     * Finds the main colour of a drawing.
     *
     * @param picture {@code [pixels, 3]}, 0..1
     * @param cover the alpha matte of the drawing, {@code [pixels]}, 0..1
     */
    Recolouring(float[] picture, float[] cover) {
        this.picture = picture;
        this.cover = cover;
        this.main = main();
    }

    /** The mean of the most frequent of 64 bins of colours. */
    Rgb mainColour() {
        return main;
    }

    private Rgb main() {
        double[] weights = new double[BINS * BINS * BINS];
        for (int i = 0; i < cover.length; i++) {
            Rgb colour = Rgb.at(picture, i);
            weights[bin(colour)] += cover[i] * (colour.brightest() < DARK ? DARK_WEIGHT : 1);
        }
        int best = 0;
        for (int i = 1; i < weights.length; i++) {
            best = weights[i] > weights[best] ? i : best;
        }
        double red = 0;
        double green = 0;
        double blue = 0;
        double sum = 0;
        for (int i = 0; i < cover.length; i++) {
            Rgb colour = Rgb.at(picture, i);
            if (bin(colour) == best) {
                red += cover[i] * colour.red();
                green += cover[i] * colour.green();
                blue += cover[i] * colour.blue();
                sum += cover[i];
            }
        }
        double total = Math.max(sum, Float.MIN_NORMAL);
        return new Rgb(red / total, green / total, blue / total);
    }

    private static int bin(Rgb colour) {
        return (bin(colour.red()) * BINS + bin(colour.green())) * BINS + bin(colour.blue());
    }

    private static int bin(double value) {
        return (int) (Math.min(Math.max(value, 0), 1) * (BINS - 0.001));
    }

    /** The picture with the main colour replaced by shades of a paint. */
    float[] with(Paint paint) {
        double[] close = close();
        double light = 0;
        double sum = 0;
        for (int i = 0; i < close.length; i++) {
            double weight = close[i] * cover[i];
            light += weight * Rgb.at(picture, i).lightness();
            sum += weight;
        }
        double middle = light / Math.max(sum, Float.MIN_NORMAL);
        float[] repainted = new float[picture.length];
        for (int i = 0; i < close.length; i++) {
            Rgb own = Rgb.at(picture, i);
            double t = Math.min(Math.max(0.5 + CONTRAST * (own.lightness() - middle), 0), 1);
            own.mix(shade(paint.rgb(), t).mix(own, TRACE), close[i]).put(repainted, i);
        }
        return repainted;
    }

    /** A shade of a paint: dark for t = 0, the paint itself for 0.5, light for 1. */
    private static Rgb shade(Rgb paint, double t) {
        if (t < 0.5) {
            double factor = DARKEST_SHADE + 2 * (1 - DARKEST_SHADE) * t;
            return new Rgb(paint.red() * factor, paint.green() * factor, paint.blue() * factor);
        }
        return paint.mix(new Rgb(1, 1, 1), (t - 0.5) * HIGHLIGHT);
    }

    /** The degree to which each pixel has the main colour, 0..1. */
    private double[] close() {
        double[] close = new double[cover.length];
        for (double width : WIDTHS) {
            for (int i = 0; i < close.length; i++) {
                close[i] = closeness(Rgb.at(picture, i), width);
            }
            if (share(close) >= SHARE) {
                return close;
            }
        }
        for (int i = 0; i < close.length; i++) {
            close[i] = smooth((Rgb.at(picture, i).brightest() - DARKEST_REPAINTED) / DARK_RANGE);
        }
        if (share(close) < LEAST_SHARE) {
            Arrays.fill(close, 1);
        }
        return close;
    }

    private double share(double... close) {
        double sum = 0;
        double total = Float.MIN_NORMAL;
        for (int i = 0; i < close.length; i++) {
            sum += close[i] * cover[i];
            total += cover[i];
        }
        return sum / total;
    }

    private double closeness(Rgb colour, double width) {
        double chroma = colour.chroma();
        if (main.chroma() < GREY) {
            double apart = Math.abs(colour.lightness() - main.lightness());
            return smooth(1.6 * width + 1 - chroma / GREY) * smooth(1.5 + 0.5 * width - 4 * apart);
        }
        double apart = Math.abs(Math.IEEEremainder(colour.hue() - main.hue(), 2 * Math.PI));
        return smooth(2 - apart / (HUES * width)) * smooth(chroma / GREY);
    }

    private static double smooth(double x) {
        double within = Math.min(Math.max(x, 0), 1);
        return within * within * (3 - 2 * within);
    }
}
