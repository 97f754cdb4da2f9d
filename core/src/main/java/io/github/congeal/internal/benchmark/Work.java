package io.github.congeal.internal.benchmark;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.engine.Part;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.util.EnumMap;
import java.util.Map;

/**
 * The floating-point operations of an iteration as the method is published: two for each product that a convolution or
 * a matrix product adds up, and nothing for anything else. The gradient is that of the input alone, for the weights
 * stand still. An engine that reaches the same numbers with fewer is not counted as having done less.
 */
public final class Work {
    private static final int OPERATIONS = 2;

    private final Map<Part, Long> flops = new EnumMap<>(Part.class);

    private Work() {}

    /** The work of an iteration. */
    public static Work of(VqganArchitecture vqgan, ClipArchitecture clip, int width, int height, int cutouts) {
        DecoderWork decoder = new DecoderWork(vqgan, width, height);
        CutoutWork cutout = CutoutWork.of(clip);
        Work work = new Work();
        work.put(Part.QUANTISE, decoder.search());
        work.put(Part.DECODE, decoder.forward());
        work.put(Part.DECODE_BACKWARD, decoder.backward());
        work.put(Part.CLIP_FORWARD, cutouts * cutout.forward());
        work.put(Part.CLIP_BACKWARD, cutouts * cutout.backward());
        return work;
    }

    private void put(Part part, long multiplyAdds) {
        flops.put(part, OPERATIONS * multiplyAdds);
    }

    /** The floating-point operations of a part; 0 where nothing is counted. */
    public long flops(Part part) {
        return flops.getOrDefault(part, 0L);
    }

    /** The floating-point operations of an iteration. */
    public long flops() {
        return flops.values().stream().mapToLong(Long::longValue).sum();
    }
}
