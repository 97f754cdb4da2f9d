package io.github.congeal.internal.tensor;

import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;
import java.util.List;

/**
 * The dense matrices {@code [K, size, length]} that resample windows along one axis of the picture. They are built on the
 * device: only the weights of the {@link BandedMap}s' runs are copied there.
 *
 * @param kernels the operations
 * @param windows one for each matrix
 * @param height the picture's height
 * @param width the picture's width
 */
record CropMatrices(Movements kernels, List<Window> windows, int height, int width) {
    /** The matrices along the picture's height. */
    Tensor rows() {
        return make(height, false);
    }

    /** The matrices along the picture's width, where windows may be mirrored. */
    Tensor columns() {
        return make(width, true);
    }

    private Tensor make(int length, boolean across) {
        int size = windows.get(0).size();
        // Room for the longest possible run, with a zero on either side.
        int room = AxisResampler.widest(Math.max(height, width), size) + 2;
        int rows = windows.size() * size;
        Tensor matrices = kernels.buffers().take(rows, length);
        try (Tensor weights = kernels.buffers().take((long) rows * room);
                Tensor shifts = kernels.buffers().take(rows, 1);
                Tensor place = kernels.buffers().take(rows, length);
                Tensor whole = kernels.buffers().take(Precision.INDEX, (long) rows * length)) {
            write(size, room, across, weights, shifts);
            // Indices are exact in float32, since a run is short. Input k of the picture is number k - first of a run;
            // outside of the run, the clamp leads to one of the zeros at its ends.
            Tensor inputs = kernels.constant(List.of("inputs", length), i -> i, 1, length);
            Tensor starts = kernels.constant(List.of("starts", rows, room), i -> (double) i * room, rows, 1);
            kernels.combine(Pair.ADD, shifts, inputs, place);
            kernels.clamp(place, 0, room - 1, place);
            kernels.combine(Pair.ADD, place, starts, place);
            kernels.copy(place.first((long) rows * length), whole);
            kernels.lookUp(weights, whole, matrices.first((long) rows * length));
        }
        return matrices.reshape(windows.size(), size, length);
    }

    /** Copies the weights of all runs to the device, and for each row 1 less the first input of its run. */
    private void write(int size, int room, boolean across, Tensor weights, Tensor shifts) {
        HostArrays arrays = kernels.buffers().hostArrays();
        int rows = windows.size() * size;
        float[] runs = arrays.takeFloats(rows * room);
        float[] firsts = arrays.takeFloats(rows);
        Arrays.fill(runs, 0);
        for (int k = 0; k < windows.size(); k++) {
            Window window = windows.get(k);
            BandedMap map = (across ? window.across() : window.down()).forward();
            int from = across ? window.x() : window.y();
            for (int i = 0; i < size; i++) {
                int row = k * size + (across && window.mirrored() ? size - 1 - i : i);
                map.copyRun(i, runs, row * room + 1);
                firsts[row] = 1 - from - map.first(i);
            }
        }
        weights.write(0, runs, 0, rows * room);
        shifts.write(0, firsts, 0, rows);
        arrays.giveBack(runs);
        arrays.giveBack(firsts);
    }
}
