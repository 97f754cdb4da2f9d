package io.github.congeal.cuda.engine;

import io.github.congeal.internal.tensor.AxisResampler;
import io.github.congeal.internal.tensor.BandedMap;
import io.github.congeal.internal.tensor.Buffers;
import io.github.congeal.internal.tensor.Tensor;
import java.util.List;

/** The resampling of cutouts' windows along one axis, as the kernels' structures {@code Run} and {@code Reach}. */
final class AxisTables implements AutoCloseable {
    private static final int RUN_WORDS = 3;
    private static final int REACH_WORDS = 2;

    private final int longest;
    private final Table runs;
    private final Table weights;
    private final Table reaches;

    /**
     * Tables of resamplers, one for each cutout.
     *
     * @param longest the length of the picture's axis
     * @param size the cutouts' side
     */
    AxisTables(Buffers buffers, List<AxisResampler> resamplers, int longest, int size) {
        int count = resamplers.size();
        int room = AxisResampler.widest(longest, size);
        this.longest = longest;
        this.runs = new Table(buffers, count * size * RUN_WORDS);
        this.weights = new Table(buffers, count * size * room);
        this.reaches = new Table(buffers, count * longest * REACH_WORDS);
        for (int k = 0; k < count; k++) {
            BandedMap forward = resamplers.get(k).forward();
            BandedMap backward = resamplers.get(k).backward();
            for (int i = 0; i < size; i++) {
                int start = (k * size + i) * room;
                runs.integer(forward.first(i)).integer(forward.length(i)).integer(start);
                forward.copyRun(i, weights.words(), start);
            }
            reaches.at(k * longest * REACH_WORDS);
            for (int x = 0; x < backward.outputs(); x++) {
                reaches.integer(backward.first(x)).integer(backward.length(x));
            }
        }
        List.of(runs, weights, reaches).forEach(Table::send);
    }

    /** The length of the picture's axis. */
    int longest() {
        return longest;
    }

    /** For each element of a cutout along the axis, the run of the window's elements that it is a sum of. */
    Tensor runs() {
        return runs.tensor();
    }

    /** The weights of all runs. */
    Tensor weights() {
        return weights.tensor();
    }

    /** For each element of a window along the axis, the range of the cutout's elements that may depend on it. */
    Tensor reaches() {
        return reaches.tensor();
    }

    @Override
    public void close() {
        List.of(runs, weights, reaches).forEach(Table::close);
    }
}
