package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.Placement;
import io.github.congeal.internal.sketcher.Codec;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.random.RandomGenerator;

/**
 * Square pictures through a VQGAN, in the memory of a run.
 *
 * @param vqgan decodes and encodes
 * @param tape on which nothing is kept
 */
record VqganCodec(Vqgan vqgan, Tape tape) implements Codec {
    private static final int COLOURS = 3;

    /** Where codes are drawn, the same number for each of them leaves the likeliest. */
    static final RandomGenerator LIKELIEST = () -> Long.MAX_VALUE / 2;

    @Override
    public float[] decode(int[] codes) {
        int side = (int) Math.round(Math.sqrt(codes.length));
        return picture(vqgan.quantizer().lookUp(codes, side, side, tape));
    }

    /**
     * The picture of square codes in the middle of a frame, {@code [height, width, 3]} with values of 0 to 1; nothing in a dry
     * run, whose frame may be larger than the heap.
     */
    float[] decode(int[] codes, PictureSize frame) {
        float[] square = decode(codes);
        int side = (int) Math.round(Math.sqrt(square.length / (double) COLOURS));
        return isDry() ? new float[0] : Placement.CENTRED.place(square, side, frame);
    }

    private boolean isDry() {
        return tape.kernels().buffers().isDry();
    }

    /**
     * The picture of a latent, {@code [H, W, 3]} with values of 0 to 1.
     *
     * @param latent {@code [1, h, w, D]}; taken over
     */
    float[] picture(Tensor latent) {
        boolean recording = tape.record(false);
        try (Tensor decoded = vqgan.decode(latent, tape);
                Tensor picture = tape.take(decoded.shape())) {
            tape.kernels().toColours(decoded, picture);
            return picture.toFloats();
        } finally {
            tape.record(recording);
        }
    }

    @Override
    public int[] encode(float[] picture) {
        int side = (int) Math.round(Math.sqrt(picture.length / (double) COLOURS));
        return encode(picture, side, side);
    }

    /** The codes of a picture {@code [height, width, 3]} with values of 0 to 1, row by row. */
    int[] encode(float[] picture, int height, int width) {
        return codes(picture, height, width, LIKELIEST);
    }

    /**
     * The codes of a picture, drawn at random where the VQGAN draws them.
     *
     * @param picture {@code [height, width, 3]} with values of 0 to 1
     */
    int[] codes(float[] picture, int height, int width, RandomGenerator random) {
        try (Tensor latent = latent(picture, height, width, random)) {
            return vqgan.quantizer().nearest(latent, tape);
        }
    }

    /** The vectors of these codes, {@code [1, h, w, D]}. */
    Tensor latent(float[] picture, int height, int width, RandomGenerator random) {
        Tensor input = tape.take(1, height, width, COLOURS);
        if (!isDry()) {
            input.write(0, signed(picture), 0, picture.length);
        }
        return vqgan.encode(input, random, tape);
    }

    /** A loop by itself is compiled sooner than one amid the rest, and the first picture waits for it. */
    private static float[] signed(float[] picture) {
        float[] signed = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            signed[i] = 2 * picture[i] - 1;
        }
        return signed;
    }
}
