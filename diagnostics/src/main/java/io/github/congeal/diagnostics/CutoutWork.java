package io.github.congeal.diagnostics;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.clip.ClipArchitecture.ResNet;
import io.github.congeal.internal.clip.ClipArchitecture.ViT;

/**
 * The multiply-adds of CLIP's image tower for one cutout.
 *
 * @param maps the multiply-adds of linear maps and convolutions, which are the same forward and backward
 * @param attentionProducts those of queries with keys and of attention weights with values; backward there are twice as many
 */
record CutoutWork(long maps, long attentionProducts) {
    private static final int COLOURS = 3;
    private static final int AREA = 3 * 3;

    /** The ratio of the hidden width of a transformer's MLP to its width, and of a bottleneck's output to its inner channels. */
    private static final int GROWTH = 4;

    static CutoutWork of(ClipArchitecture clip) {
        return clip.image() instanceof ViT vit
                ? of(vit, clip.dimension())
                : of((ResNet) clip.image(), clip.dimension());
    }

    private static CutoutWork of(ViT sizes, int dimension) {
        long width = sizes.width();
        long side = sizes.resolution() / sizes.patch();
        long tokens = side * side + 1;
        long embedding = side * side * COLOURS * sizes.patch() * sizes.patch() * width;
        long attention = 4 * width * width;
        long middle = 2 * GROWTH * width * width;
        return new CutoutWork(
                embedding + sizes.layers() * tokens * (attention + middle) + width * dimension,
                sizes.layers() * 2 * tokens * tokens * width);
    }

    private static CutoutWork of(ResNet sizes, int dimension) {
        long width = sizes.width();
        long half = width / 2;
        long pixels = square(sizes.resolution() / 2);
        long maps = pixels * AREA * (COLOURS * half + half * half + half * width);
        pixels /= 4;
        long inputs = width;
        for (int layer = 0; layer < sizes.layers().size(); layer++) {
            long planes = width << layer;
            long outputs = GROWTH * planes;
            for (int block = 0; block < sizes.layers().get(layer); block++) {
                long after = layer > 0 && block == 0 ? pixels / 4 : pixels;
                maps += pixels * planes * (inputs + AREA * planes) + after * planes * outputs;
                maps += block == 0 ? after * inputs * outputs : 0;
                pixels = after;
                inputs = outputs;
            }
        }
        long tokens = pixels + 1;
        // As published in 2021, the pool computes every token's attention, although only the first one's is used.
        maps += tokens * (3 * inputs * inputs + inputs * dimension);
        return new CutoutWork(maps, 2 * tokens * tokens * inputs);
    }

    private static long square(long number) {
        return number * number;
    }

    long forward() {
        return maps + attentionProducts;
    }

    long backward() {
        return maps + 2 * attentionProducts;
    }
}
