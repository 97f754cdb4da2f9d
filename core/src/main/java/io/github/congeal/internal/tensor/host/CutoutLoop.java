package io.github.congeal.internal.tensor.host;

import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Workers;
import io.github.congeal.internal.tensor.nd4j.Execution;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs Java loops over cutouts in parallel, one cutout per task: a cutout fits into a core's cache. Results do not depend
 * on the number of workers.
 */
final class CutoutLoop {
    private final Execution execution;
    private final Workers workers;
    private final Scratch scratch = new Scratch();

    CutoutLoop(Execution execution, Workers workers) {
        this.execution = execution;
        this.workers = workers;
    }

    /** A transform of one cutout. */
    @FunctionalInterface
    interface Change<P> {
        /**
         * Transforms one cutout.
         *
         * @param parameters of this cutout
         * @param in the cutout, {@code [size, size, 3]}; may be overwritten
         * @param out the result, {@code [size, size, 3]}; another array, overwritten
         * @param size the cutout's side
         */
        void apply(P parameters, float[] in, float[] out, int size);
    }

    /** The gradient of a transform that depends on the cutout. */
    @FunctionalInterface
    interface Gradient<P> {
        /**
         * Computes the gradient of one cutout.
         *
         * @param parameters of this cutout
         * @param input the cutout before the transform, {@code [size, size, 3]}
         * @param outGradient the gradient with respect to the result; may be overwritten
         * @param inGradient the gradient with respect to the input; another array, overwritten
         * @param size the cutout's side
         */
        void apply(P parameters, float[] input, float[] outGradient, float[] inGradient, int size);
    }

    /** The scratch arrays of the tasks. */
    Scratch scratch() {
        return scratch;
    }

    /** Does the tasks from 0 to below {@code tasks} in parallel; none in a dry run. */
    void run(int tasks, IntConsumer task) {
        execution.run(() -> workers.run(tasks, (worker, number) -> task.accept(number)));
    }

    /** Transforms in place those cutouts {@code [K, S, S, 3]} whose parameters are not null. */
    <P> void change(Tensor pixels, List<@Nullable P> parameters, Change<P> change) {
        int size = (int) pixels.dimension(1);
        int length = size * size * 3;
        run(parameters.size(), k -> {
            P own = parameters.get(k);
            if (own != null) {
                float[] in = scratch.take(length);
                float[] out = scratch.take(length);
                pixels.read((long) k * length, in, 0, length);
                change.apply(own, in, out, size);
                pixels.write((long) k * length, out, 0, length);
                scratch.giveBack(in, out);
            }
        });
    }

    /** Computes in place the gradients {@code [K, S, S, 3]} of those cutouts whose parameters are not null. */
    <P> void changeBackward(Tensor inputs, Tensor gradients, List<@Nullable P> parameters, Gradient<P> gradient) {
        int size = (int) gradients.dimension(1);
        int length = size * size * 3;
        run(parameters.size(), k -> {
            P own = parameters.get(k);
            if (own != null) {
                float[] input = scratch.take(length);
                float[] out = scratch.take(length);
                float[] in = scratch.take(length);
                inputs.read((long) k * length, input, 0, length);
                gradients.read((long) k * length, out, 0, length);
                gradient.apply(own, input, out, in, size);
                gradients.write((long) k * length, in, 0, length);
                scratch.giveBack(input, out, in);
            }
        });
    }
}
