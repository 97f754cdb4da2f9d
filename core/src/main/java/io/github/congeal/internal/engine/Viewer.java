package io.github.congeal.internal.engine;

import io.github.congeal.internal.clip.Clip;
import io.github.congeal.internal.guidance.PictureSize;
import io.github.congeal.internal.image.ImageFile;
import io.github.congeal.internal.nn.UnitVector;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.vqgan.Vqgan;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Applies the networks to single pictures and texts, outside a run. */
public record Viewer(Networks networks) {
    /** The greatest ratio of the sides of a picture that is resized; of a longer one, only the middle is needed. */
    private static final int LONGEST = 8;

    /** CLIP's embedding of the middle square of an opaque picture, of length 1. */
    public float[] embed(BufferedImage whole) {
        BufferedImage image = Picture.middle(whole, LONGEST);
        Clip clip = networks.clip();
        int side = clip.resolution();
        double scale = (double) side / Math.min(image.getWidth(), image.getHeight());
        int width = Math.max(side, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(side, (int) Math.round(image.getHeight() * scale));
        float[] square = Picture.fromImage(Picture.resized(image, new PictureSize(width, height))
                .getSubimage((width - side) / 2, (height - side) / 2, side, side));
        try (Buffers buffers = Buffers.create(networks.device())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            Tensor input = tape.take(1, side, side, 3);
            input.write(0, square, 0, square.length);
            try (Tensor embedding = clip.embedImages(input, tape)) {
                clip.requireFinite(embedding);
                return UnitVector.along(embedding.toFloats());
            }
        }
    }

    /** CLIP's embedding of a text, of length 1. */
    public float[] embed(String text) {
        return embed(text, false);
    }

    private float[] embed(String text, boolean truncate) {
        int[] tokens = networks.tokenizer().tokenize(text, networks.clip().contextLength(), truncate);
        return UnitVector.along(networks.clip().embedText(tokens));
    }

    /**
     * CLIP's embeddings of texts, each of length 1.
     *
     * @param truncate whether a text that is too long is cut to its beginning
     * @throws io.github.congeal.PromptTooLongException if a text is too long and is not to be cut
     */
    public List<float[]> embed(List<String> texts, boolean truncate) {
        List<float[]> embeddings = new ArrayList<>();
        networks.clip()
                .holdTextTower(() -> texts.forEach(text -> {
                    Interruption.check("texts were embedded");
                    embeddings.add(embed(text, truncate));
                }));
        return embeddings;
    }

    /** The cosines of the angles between one embedding and several, all of length 1. */
    public double[] cosines(float[] one, List<float[]> several) {
        return several.stream().mapToDouble(each -> cosine(one, each)).toArray();
    }

    /** The softmax of cosines at the temperature of CLIP's training. */
    public double[] softmax(double[] cosines) {
        double[] result = new double[cosines.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (double cosine : cosines) {
            largest = Math.max(largest, cosine);
        }
        double sum = 0;
        for (int i = 0; i < cosines.length; i++) {
            result[i] = Math.exp(networks.clip().logitScale() * (cosines[i] - largest));
            sum += result[i];
        }
        for (int i = 0; i < cosines.length; i++) {
            result[i] /= sum;
        }
        return result;
    }

    /**
     * A picture encoded to the VQGAN's codes and decoded again, cropped to multiples of its factor.
     *
     * @throws IllegalArgumentException if it is smaller than the pixels of one code, or needs too much memory
     */
    public BufferedImage reconstruct(BufferedImage image) {
        Vqgan vqgan = networks.vqgan();
        int factor = vqgan.factor();
        int width = image.getWidth() / factor * factor;
        int height = image.getHeight() / factor * factor;
        if (width == 0 || height == 0) {
            throw new IllegalArgumentException("the picture was %sx%s, but must be at least %sx%s"
                    .formatted(image.getWidth(), image.getHeight(), factor, factor));
        }
        requireRoom(width, height);
        float[] picture = Picture.fromImage(ImageFile.opaque(image.getSubimage(0, 0, width, height)));
        try (Buffers buffers = Buffers.create(networks.device())) {
            Tape tape = new Tape(buffers);
            tape.record(false);
            LatentCanvas canvas = new LatentCanvas(vqgan, new PictureSize(width, height), tape, phase -> {});
            canvas.begin(picture, VqganCodec.LIKELIEST);
            Tensor reconstructed = tape.take(1, height, width, 3);
            canvas.show(canvas.parameters(), reconstructed);
            vqgan.requireFinite(reconstructed);
            return Picture.toImage(Picture.toBytes(reconstructed.toFloats()), width, height);
        }
    }

    /** Checks by a dry run that there is enough memory to decode a picture of this size. */
    private void requireRoom(int width, int height) {
        RunHeap.ofPicture(width, height).require();
        Device device = networks.device();
        long need = Long.MAX_VALUE;
        if (3L * width * height <= Preparation.LARGEST_PICTURE) {
            try (Buffers buffers = Buffers.dry(device)) {
                Tape tape = new Tape(buffers);
                tape.record(false);
                LatentCanvas canvas =
                        new LatentCanvas(networks.vqgan(), new PictureSize(width, height), tape, phase -> {});
                canvas.show(canvas.parameters(), tape.take(1, height, width, 3));
                need = networks.bytes() + buffers.bytes() + networks.device().beside(buffers.bytes());
            }
        }
        if (need > device.memoryLimit()) {
            throw new IllegalArgumentException("the picture was %sx%s, which needs %s: give a smaller one"
                    .formatted(width, height, MemoryAmount.compared(need, device.memoryLimit())));
        }
    }

    /** The cosine of the angle between two vectors of length 1. */
    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
