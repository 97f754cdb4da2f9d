package io.github.congeal.internal.vqgan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.internal.clip.Tokenizer;
import io.github.congeal.internal.engine.Defaults;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Viewer;
import io.github.congeal.internal.nn.HashWeights;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A Gumbel model reconstructs with the likeliest codes, and draws them only where a run begins. */
class LikeliestCodesTest {
    private static final int WIDTH = 4;
    private static final int CODES = 50;
    private static final int POSITIONS = 30;

    /** The same noise for every code. */
    private static final RandomGenerator SAME = () -> Long.MAX_VALUE / 2;

    @Test
    void theSameNoiseForEveryCodeLeavesTheLikeliest() {
        HashWeights source = HashWeights.of("proj.weight 50,4,1,1\nproj.bias 50");
        float[] weight = source.read("proj.weight", CODES, WIDTH, 1, 1);
        float[] bias = source.read("proj.bias", CODES);
        float[] features = new float[POSITIONS * WIDTH];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextDouble(-3, 3);
        }
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Weights weights = new Weights(source, Devices.automatic())) {
            int[] codes = new GumbelQuantizer(weights, WIDTH, CODES).draw(features, SAME, new Tape(buffers));
            for (int p = 0; p < POSITIONS; p++) {
                assertThat(codes[p]).isEqualTo(likeliest(features, p, weight, bias));
            }
        }
    }

    private static int likeliest(float[] features, int position, float[] weight, float[] bias) {
        int best = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int code = 0; code < CODES; code++) {
            double logit = bias[code];
            for (int d = 0; d < WIDTH; d++) {
                logit += (double) weight[code * WIDTH + d] * features[position * WIDTH + d];
            }
            if (logit > greatest) {
                greatest = logit;
                best = code;
            }
        }
        return best;
    }

    @Test
    void aReconstructionTakesThem() {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        try (Buffers buffers = Buffers.create(Devices.automatic());
                Vqgan vqgan = Taming.load("gumbel")) {
            Networks networks = new Networks(vqgan, null, Tokenizer.shared(), Defaults.PUBLISHED, List.of());
            BufferedImage once = new Viewer(networks).reconstruct(grey);
            Tape tape = new Tape(buffers);
            tape.record(false);
            assertThat(red(once))
                    .isEqualTo(red(SAME, vqgan, tape))
                    .isNotEqualTo(red(new SplittableRandom(0), vqgan, tape));
        }
    }

    /** The red of the first pixels, 0 to 255, of a black picture that went through codes drawn in some way. */
    private static int[] red(RandomGenerator random, Vqgan vqgan, Tape tape) {
        Tensor picture = tape.take(1, 16, 16, 3);
        float[] black = new float[16 * 16 * 3];
        Arrays.fill(black, -1);
        picture.write(0, black, 0, black.length);
        float[] decoded =
                vqgan.decode(vqgan.encode(picture, random, tape), tape).toFloats();
        int[] red = new int[16];
        for (int x = 0; x < red.length; x++) {
            red[x] = Math.round(Math.min(Math.max((decoded[3 * x] + 1) / 2, 0), 1) * 255);
        }
        return red;
    }

    private static int[] red(BufferedImage image) {
        int[] red = new int[16];
        for (int x = 0; x < red.length; x++) {
            red[x] = image.getRGB(x, 0) >> 16 & 255;
        }
        return red;
    }
}
