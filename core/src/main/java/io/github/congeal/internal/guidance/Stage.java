package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.CutoutKernels;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transforms of one kind, applied to a whole chunk of cutouts at once.
 *
 * @param kind the kind of the transforms
 * @param parameters for each cutout of the chunk, or null if it is left unchanged
 * @param <P> the kind's parameters
 */
record Stage<P>(Kind<P> kind, List<@Nullable P> parameters) {
    /** Applies the transforms to the cutouts, in place. */
    void forward(CutoutKernels kernels, Tensor pixels) {
        kind.forward(kernels, parameters, pixels);
    }

    /**
     * The backward pass, in place.
     *
     * @param input the cutouts before {@link #forward}, if the kind needs them
     */
    void backward(CutoutKernels kernels, @Nullable Tensor input, Tensor gradient) {
        kind.backward(kernels, parameters, input, gradient);
    }

    /**
     * The stages of a chunk: transforms at the same position of the cutouts' lists are applied together if they are of
     * one kind.
     */
    static List<Stage<?>> of(List<List<@Nullable Transform<?>>> chunk) {
        int places = chunk.stream().mapToInt(List::size).max().orElse(0);
        List<Stage<?>> stages = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            List<@Nullable Transform<?>> column = new ArrayList<>();
            Set<Kind<?>> kinds = new LinkedHashSet<>();
            for (List<@Nullable Transform<?>> own : chunk) {
                Transform<?> transform = place < own.size() ? own.get(place) : null;
                column.add(transform);
                if (transform != null) {
                    kinds.add(transform.kind());
                }
            }
            kinds.forEach(kind -> stages.add(collect(kind, column)));
        }
        return stages;
    }

    private static <P> Stage<P> collect(Kind<P> kind, List<@Nullable Transform<?>> column) {
        List<@Nullable P> parameters = new ArrayList<>();
        for (Transform<?> transform : column) {
            parameters.add(transform != null && transform.kind().equals(kind) ? parameters(transform) : null);
        }
        return new Stage<>(kind, parameters);
    }

    /** Equal kinds have parameters of the same type. */
    @SuppressWarnings("unchecked")
    private static <P> P parameters(Transform<?> transform) {
        return (P) transform.parameters();
    }
}
