package io.github.congeal.diagnostics;

import io.github.congeal.internal.clip.ClipArchitecture;
import io.github.congeal.internal.guidance.Phase;
import io.github.congeal.internal.vqgan.VqganArchitecture;
import java.util.EnumMap;
import java.util.Map;

/**
 * The floating-point operations of an iteration of the published method: two for each multiply-add of a convolution or a
 * matrix product, and none for anything else. Only gradients with respect to inputs count, because the weights are frozen. An
 * engine that needs fewer operations for the same result is still credited with this work.
 */
final class Work {
    private static final int OPERATIONS = 2;

    private final Map<Phase, Long> flops = new EnumMap<>(Phase.class);

    private Work() {}

    /** The work of an iteration. */
    static Work of(VqganArchitecture vqgan, ClipArchitecture clip, int width, int height, int cutouts) {
        DecoderWork decoder = new DecoderWork(vqgan, width, height);
        CutoutWork cutout = CutoutWork.of(clip);
        Work work = new Work();
        work.put(Phase.QUANTISE, decoder.search());
        work.put(Phase.DECODE, decoder.forward());
        work.put(Phase.DECODE_BACKWARD, decoder.backward());
        work.put(Phase.CLIP_FORWARD, cutouts * cutout.forward());
        work.put(Phase.CLIP_BACKWARD, cutouts * cutout.backward());
        return work;
    }

    private void put(Phase phase, long multiplyAdds) {
        flops.put(phase, OPERATIONS * multiplyAdds);
    }

    /** The floating-point operations of a phase; 0 where nothing is counted. */
    long flops(Phase phase) {
        return flops.getOrDefault(phase, 0L);
    }

    /** The floating-point operations of an iteration. */
    long flops() {
        return flops.values().stream().mapToLong(Long::longValue).sum();
    }
}
