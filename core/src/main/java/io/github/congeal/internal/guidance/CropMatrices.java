package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Kernels;
import io.github.congeal.internal.tensor.Kernels.Pair;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Arrays;

/**
 * Crops and their resampling along one axis of the picture as dense matrices, one for each cutout of a chunk, made where
 * tensors live: what travels are the runs of the {@link BandedMap}s alone.
 */
final class CropMatrices implements AutoCloseable {
    private final Tape tape;
    private final int length;
    private final int size;
    /** Room for a run, with a zero on either side. */
    private final int room;

    private final float[] weights;
    /** For each row, 1 less the first input of its run. */
    private final float[] shifts;

    private final float[] starts;
    private final float[] inputs;
    private final Tensor weightTable;
    private final Tensor shiftTable;
    private final Tensor exact;
    private final Tensor places;
    private final Tensor matrices;

    /**
     * Takes what a run needs.
     *
     * @param length of the picture's axis
     * @param size the cutouts' side
     * @param chunk how many cutouts at most
     * @param widest a bound on the length of runs
     */
    CropMatrices(Tape tape, int length, int size, int chunk, int widest) {
        this.tape = tape;
        this.length = length;
        this.size = size;
        this.room = widest + 2;
        int rows = chunk * size;
        this.weights = new float[rows * room];
        this.shifts = new float[rows];
        this.starts = new float[rows];
        this.inputs = new float[length];
        for (int i = 0; i < rows; i++) {
            starts[i] = i * room;
        }
        for (int i = 0; i < length; i++) {
            inputs[i] = i;
        }
        this.weightTable = tape.take(weights.length);
        this.shiftTable = tape.take(rows, 1);
        this.exact = tape.take(rows, length);
        this.places = tape.take(Precision.INDEX, rows, length);
        this.matrices = tape.take(rows, length);
    }

    /** Begins with a chunk. */
    void clear() {
        Arrays.fill(weights, 0);
    }

    /**
     * Sets one cutout's.
     *
     * @param from where its window begins
     * @param reversed whether it is mirrored
     */
    void set(int cutout, BandedMap map, int from, boolean reversed) {
        for (int i = 0; i < size; i++) {
            int row = cutout * size + (reversed ? size - 1 - i : i);
            map.copyRun(i, weights, row * room + 1);
            shifts[row] = 1 - from - map.first(i);
        }
    }

    /** The matrices of so many cutouts as they were made last, {@code [cutouts, size, length]}. */
    Tensor made(int cutouts) {
        return matrices.first(cutouts, size, length);
    }

    /** Makes the matrices of so many cutouts, {@code [cutouts, size, length]}. */
    Tensor make(int cutouts) {
        Kernels ops = tape.kernels();
        int rows = cutouts * size;
        weightTable.write(0, weights, 0, rows * room);
        shiftTable.write(0, shifts, 0, rows);
        Tensor place = exact.first(rows, length);
        // In float32, which can count so far: a run is much shorter than a cutout's side. Input k is number k - first
        // of a run; beyond its ends are zeros, the weights' own where it is short.
        ops.combine(Pair.ADD, shiftTable.first(rows, 1), ops.constant(inputs, 1, length), place);
        ops.clamp(place, 0, room - 1, place);
        ops.combine(Pair.ADD, place, ops.constant(starts, starts.length, 1).first(rows, 1), place);
        Tensor whole = places.first((long) rows * length);
        ops.copy(place.reshape((long) rows * length), whole);
        Tensor result = made(cutouts);
        ops.lookUp(weightTable.first((long) rows * room), whole, result.reshape((long) rows * length));
        return result;
    }

    @Override
    public void close() {
        weightTable.close();
        shiftTable.close();
        exact.close();
        places.close();
        matrices.close();
    }
}
