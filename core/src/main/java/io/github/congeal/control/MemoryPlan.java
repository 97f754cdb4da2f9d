package io.github.congeal.control;

/**
 * How a run trades time for memory. The plan affects the last digits of a picture, since it decides the order of
 * additions.
 *
 * @param chunk the number of cutouts that go through CLIP at once, at least 1
 * @param checkpointed the number of the decoder's highest resolutions that use gradient checkpointing: activations are
 *     recomputed in the backward pass instead of being kept; at least 0
 */
public record MemoryPlan(int chunk, int checkpointed) {
    /** The written form, {@code memory-plan(chunk=32, checkpointed=0)}. */
    public static final Form<MemoryPlan> FORM = Form.words(new MemoryPlan(32, 0));

    /**
     * Creates a plan.
     *
     * @throws IllegalArgumentException if the chunk is below 1, or the number of checkpointed resolutions below 0
     */
    public MemoryPlan {
        if (chunk < 1) {
            throw new IllegalArgumentException("chunk was %s, but must be at least 1".formatted(chunk));
        }
        if (checkpointed < 0) {
            throw new IllegalArgumentException("checkpointed was %s, but must be at least 0".formatted(checkpointed));
        }
    }

    @Override
    public String toString() {
        return FORM.write(this);
    }
}
