package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.Placement;

/**
 * A square of another size than the canvas: what is drawn on it is enlarged or shrunk to the largest square in the
 * canvas's middle and encoded again, each time as a whole: what was encoded with mud beside it bears its traces. Around
 * the square, its outermost pixels go on.
 */
final class FittedEasel implements Easel {
    private static final int COLOURS = 3;

    private final LatentCanvas canvas;
    private final VqganCodec codec;
    private final PictureSize square;
    private final int side;

    /** A square of so many codes in each direction. */
    FittedEasel(LatentCanvas canvas, VqganCodec codec, int side) {
        this.canvas = canvas;
        this.codec = codec;
        this.side = side;
        int pixels = side * codec.vqgan().factor();
        this.square = new PictureSize(pixels, pixels);
    }

    @Override
    public int[] codes() {
        PictureSize size = canvas.size();
        int shorter = Math.min(size.width(), size.height());
        int left = (size.width() - shorter) / 2;
        int top = (size.height() - shorter) / 2;
        float[] whole = codec.picture(canvas.quantised());
        float[] middle = new float[shorter * shorter * COLOURS];
        for (int y = 0; y < shorter; y++) {
            int from = ((top + y) * size.width() + left) * COLOURS;
            System.arraycopy(whole, from, middle, y * shorter * COLOURS, shorter * COLOURS);
        }
        return codec.encode(Placement.CENTRED.place(middle, shorter, square));
    }

    @Override
    public void draw(int[] codes, boolean[] decided) {
        PictureSize size = canvas.size();
        float[] placed = Placement.CENTRED.place(codec.decode(codes), square.width(), size);
        int[] onCanvas = codec.encode(placed, size.height(), size.width());
        int factor = codec.vqgan().factor();
        int columns = size.width() / factor;
        double step = (double) square.width() / Math.min(size.width(), size.height());
        boolean[] drawn = new boolean[onCanvas.length];
        for (int i = 0; i < drawn.length; i++) {
            int row = place(i / columns, size.height() / factor, step);
            int column = place(i % columns, columns, step);
            drawn[i] = decided[row * side + column];
        }
        canvas.put(onCanvas, drawn);
    }

    /** Which code of the square lies at a code of the canvas, in one direction. */
    private int place(int index, int count, double step) {
        int place = (int) Math.floor((index + 0.5 - count / 2.0) * step + side / 2.0);
        return Math.min(Math.max(place, 0), side - 1);
    }
}
