package io.github.congeal.internal.guidance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transforms of one kind, applied to many cutouts at once.
 *
 * @param kind what {@link Transform#kind} says of them
 * @param transforms for each cutout of the chunk its transform, or null if it is left alone
 */
record Stage(Object kind, List<@Nullable Transform> transforms) {
    /** The transforms as they are done to the chunk where tensors live. */
    BatchTransform batch(CutoutBatch batch) {
        return transforms.stream()
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .batch(this, batch);
    }

    /**
     * Divides the work on a chunk, so that each cutout's transforms are applied in their order, and in few stages where
     * the cutouts agree on one.
     */
    static List<Stage> of(List<List<Transform>> chunk) {
        int[] applied = new int[chunk.size()];
        List<Stage> stages = new ArrayList<>();
        for (Object kind = next(chunk, applied); kind != null; kind = next(chunk, applied)) {
            List<@Nullable Transform> transforms = new ArrayList<>();
            for (int k = 0; k < chunk.size(); k++) {
                List<Transform> own = chunk.get(k);
                boolean concerned = applied[k] < own.size()
                        && kind.equals(own.get(applied[k]).kind());
                transforms.add(concerned ? own.get(applied[k]++) : null);
            }
            stages.add(new Stage(kind, transforms));
        }
        return stages;
    }

    /** A kind that comes next for some cutouts and, if there is such a one, later for none. */
    private static @Nullable Object next(List<List<Transform>> chunk, int[] applied) {
        Set<Object> first = new LinkedHashSet<>();
        Set<Object> later = new LinkedHashSet<>();
        for (int k = 0; k < chunk.size(); k++) {
            List<Transform> own = chunk.get(k);
            for (int t = applied[k]; t < own.size(); t++) {
                (t == applied[k] ? first : later).add(own.get(t).kind());
            }
        }
        return first.stream()
                .filter(kind -> !later.contains(kind))
                .findFirst()
                .orElse(first.stream().findFirst().orElse(null));
    }
}
