package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.ColourChange;
import io.github.congeal.internal.tensor.ColourFactors;
import io.github.congeal.internal.tensor.Deviation;
import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.SamplePadding;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.contract.NaiveDevice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Compares cutouts and losses on a device with those of the naive device. */
public final class GuidanceSelfTest {
    /** Float32 gives about 1e-5 here; matrix products on GPUs may round more. */
    private static final double ALLOWED = 2e-3;

    private static final int HEIGHT = 40;
    private static final int WIDTH = 56;
    private static final int SIZE = 32;
    private static final int COUNT = 8;
    private static final int DIMENSION = 64;

    private final List<Deviation> results = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final float[] image = numbers(HEIGHT * WIDTH * 3, true);
    private final float[] gradient = numbers(COUNT * SIZE * SIZE * 3, false);

    private final Device device;

    private GuidanceSelfTest(Device device) {
        this.device = device;
    }

    /** Compares a device with the naive one; takes some seconds. */
    public static List<Deviation> run(Device device) {
        GuidanceSelfTest test = new GuidanceSelfTest(device);
        test.cutouts();
        test.losses();
        return test.results;
    }

    private void cutouts() {
        Map<String, Transform<?>> transforms = new LinkedHashMap<>();
        transforms.put("flipped", Warp.flip(SIZE));
        transforms.put("sharpened", RandomSharpness.STENCIL.with(0.2f));
        transforms.put("rotated and shifted", Warp.affine(SIZE, 25, 0, 2.5, SamplePadding.BORDER));
        transforms.put("tilted", Warp.perspective(SIZE, new double[] {2, 1, 30, 3, 28, 31, 0, 29}));
        for (ColourChange change : ColourChange.values()) {
            transforms.put(
                    "changed in " + change.name().toLowerCase(Locale.ROOT),
                    new Colour(List.of(change)).with(new ColourFactors(1.1f, 0.9f, 1.2f, 0.05f)));
        }
        transforms.put("with noise", new Noise().with(new GaussianNoise(0.1f, 1)));
        compare("as they are", new PlainCutouts());
        transforms.forEach((name, transform) -> compare(name, new Always(transform)));
        compare("with all augmentations", new AugmentedCutouts());
    }

    /** The same for every cutout. */
    private record Always(Transform<?> transform) implements CutoutMethod {
        @Override
        public List<Cutout> draw(int height, int width, int count, int size, RandomGenerator random) {
            RandomCrops crops = new RandomCrops(1);
            return IntStream.range(0, count)
                    .mapToObj(k -> new Cutout(crops.draw(height, width, size, random), List.of(transform)))
                    .toList();
        }

        @Override
        public int inputsKept() {
            return 1;
        }
    }

    private void compare(String name, CutoutMethod method) {
        double[][] expected = look(method, new NaiveDevice());
        look(method, device);
        long began = System.nanoTime();
        double[][] actual = look(method, device);
        double milliseconds = (System.nanoTime() - began) / 1e6;
        add("cutouts " + name, actual[0], expected[0], milliseconds);
        add("cutouts " + name + ", backward", actual[1], expected[1], milliseconds);
    }

    /** Pixels, and the gradient of the picture. */
    private double[][] look(CutoutMethod method, Device where) {
        try (Buffers buffers = Buffers.create(where)) {
            Tape tape = new Tape(buffers);
            PictureCutouts cutouts = new PictureCutouts(HEIGHT, WIDTH, SIZE, COUNT, method, tape);
            Tensor picture = tape.take(1, HEIGHT, WIDTH, 3);
            Tensor pixels = tape.take(COUNT, SIZE, SIZE, 3);
            Tensor pictureGradient = tape.take(1, HEIGHT, WIDTH, 3);
            picture.write(0, image, 0, image.length);
            tape.kernels().fill(pictureGradient, 0);
            cutouts.turnTo(picture);
            List<Cutout> drawn = cutouts.draw(COUNT, new SplittableRandom(2));
            cutouts.forward(drawn, pixels);
            double[] seen = pixels.toDoubles();
            pixels.write(0, gradient, 0, gradient.length);
            cutouts.backward(drawn, pixels, pictureGradient);
            return new double[][] {seen, pictureGradient.toDoubles()};
        }
    }

    private void losses() {
        List<PromptLoss> prompts = List.of(
                new PromptLoss(numbers(DIMENSION, false), DIMENSION, 1, Double.NEGATIVE_INFINITY),
                new PromptLoss(numbers(COUNT * DIMENSION, false), DIMENSION, -0.5, -1.3));
        float[] embeddings = numbers(COUNT * DIMENSION, false);
        double[][] expected = measure(prompts, embeddings, new NaiveDevice());
        measure(prompts, embeddings, device);
        long began = System.nanoTime();
        double[][] actual = measure(prompts, embeddings, device);
        double milliseconds = (System.nanoTime() - began) / 1e6;
        add("losses of prompts", actual[0], expected[0], milliseconds);
        add("losses of prompts, backward", actual[1], expected[1], milliseconds);
    }

    private static double[][] measure(List<PromptLoss> prompts, float[] embeddings, Device where) {
        try (Buffers buffers = Buffers.create(where)) {
            Tape tape = new Tape(buffers);
            Tensor given = tape.take(COUNT, DIMENSION);
            given.write(0, embeddings, 0, embeddings.length);
            double[] found = new double[2];
            PromptLosses losses = new PromptLosses(prompts, tape);
            losses.begin();
            losses.add(given, COUNT);
            losses.read(found);
            return new double[][] {found, given.toDoubles()};
        }
    }

    private void add(String name, double[] actual, double[] expected, double milliseconds) {
        results.add(new Deviation(name, Deviation.error(actual, expected), ALLOWED, milliseconds));
    }

    private float[] numbers(int count, boolean unit) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = unit ? random.nextFloat() : (float) random.nextGaussian();
        }
        return numbers;
    }
}
