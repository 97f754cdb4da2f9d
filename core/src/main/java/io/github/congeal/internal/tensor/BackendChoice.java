package io.github.congeal.internal.tensor;

import io.github.congeal.DeviceUnavailableException;
import io.github.congeal.internal.tensor.Accelerator.Verdict;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the engine is to run on, before ND4J starts and so before anything can go wrong with a card.
 *
 * @param processor what was decided
 * @param reason why, as a sentence for the log; null where nobody could have expected anything else
 * @param memory how many bytes a run may take of the card's memory; 0 for the CPU
 */
record BackendChoice(Processor processor, @Nullable String reason, long memory) {
    /**
     * Decides.
     *
     * @param wish what was asked for, or null for the GPU where it can be used and otherwise the CPU
     * @param accelerator what could put the engine on a GPU; null or a supplier of null for none. Not asked where the
     *     CPU is wished for
     * @throws DeviceUnavailableException if the GPU was asked for and cannot be used
     */
    static BackendChoice of(@Nullable Processor wish, Supplier<? extends @Nullable Accelerator> accelerator) {
        if (wish == Processor.CPU) {
            return new BackendChoice(Processor.CPU, null, 0);
        }
        Accelerator found = accelerator.get();
        if (found == null) {
            if (wish == Processor.GPU) {
                throw new DeviceUnavailableException(
                        "the GPU was asked for, but congeal-cuda-backend is not on the class"
                                + " path: add it, or ask for the CPU");
            }
            return new BackendChoice(Processor.CPU, null, 0);
        }
        Verdict verdict = found.examine();
        if (verdict.obstacle() == null) {
            return new BackendChoice(Processor.GPU, "The engine uses the GPU: " + verdict.card(), verdict.memory());
        }
        if (wish == Processor.GPU) {
            throw new DeviceUnavailableException(
                    "the GPU was asked for, but cannot be used: %s".formatted(verdict.obstacle()));
        }
        return new BackendChoice(Processor.CPU, "The engine uses the CPU, not the GPU: " + verdict.obstacle(), 0);
    }
}
