package io.github.congeal.internal.engine;

import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.guidance.Placement;
import io.github.congeal.internal.sketcher.Codec;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.util.random.RandomGenerator;

/**
 * Encodes and decodes pictures by a VQGAN, in the memory of a run.
 *
 * @param vqgan decodes and encodes
 * @param tape of the run; nothing is saved on it
 */
record VqganCodec(Vqgan vqgan, Tape tape) implements Codec {
    private static final int COLOURS = 3;

    /** For a VQGAN that draws codes: the same random number for each of them, so that the likeliest code is chosen. */
    static final RandomGenerator LIKELIEST = () -> Long.MAX_VALUE / 2;

    @Override
    public float[] decode(int[] codes) {
        int side = (int) Math.round(Math.sqrt(codes.length));
        return picture(vqgan.quantizer().lookUp(codes, side, side, tape));
    }

    /**
     * The picture of square codes, centred in a frame: {@code [H, W, 3]}, 0..1. Empty in a dry run, whose frame may be
     * larger than the heap.
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
     * The picture of a latent, {@code [H, W, 3]}, 0..1.
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

    /** The codes of a picture {@code [H, W, 3]}, 0..1, in row-major order. */
    int[] encode(float[] picture, int height, int width) {
        return codes(picture, height, width, LIKELIEST);
    }

    /**
     * The codes of a picture, drawn at random if the VQGAN draws them.
     *
     * @param picture {@code [H, W, 3]}, 0..1
     */
    int[] codes(float[] picture, int height, int width, RandomGenerator random) {
        try (Tensor latent = latent(picture, height, width, random)) {
            return vqgan.quantizer().nearest(latent, tape);
        }
    }

    /** The latent of these codes, {@code [1, h, w, D]}. */
    Tensor latent(float[] picture, int height, int width, RandomGenerator random) {
        Tensor input = tape.take(1, height, width, COLOURS);
        if (!isDry()) {
            input.write(0, signed(picture), 0, picture.length);
        }
        return vqgan.encode(input, random, tape);
    }

    /** A picture in the range -1..1. A method of its own, because a separate loop is compiled sooner. */
    private static float[] signed(float[] picture) {
        float[] signed = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            signed[i] = 2 * picture[i] - 1;
        }
        return signed;
    }
}
