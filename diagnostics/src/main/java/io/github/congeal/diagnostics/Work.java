package io.github.congeal.diagnostics;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.engine.Part;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.util.EnumMap;
import java.util.Map;

/**
 * The floating-point operations of an iteration of the published method: two for each multiply-add of a convolution or a
 * matrix product, and none for anything else. The gradient is that of the input alone, because the weights are fixed. An
 * engine that reaches the same numbers with fewer operations still counts as having done this work.
 */
final class Work {
    private static final int OPERATIONS = 2;

    private final Map<Part, Long> flops = new EnumMap<>(Part.class);

    private Work() {}

    /** The work of an iteration. */
    static Work of(VqganArchitecture vqgan, ClipArchitecture clip, int width, int height, int cutouts) {
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
    long flops(Part part) {
        return flops.getOrDefault(part, 0L);
    }

    /** The floating-point operations of an iteration. */
    long flops() {
        return flops.values().stream().mapToLong(Long::longValue).sum();
    }
}
