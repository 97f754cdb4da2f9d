package io.github.congeal;

import io.github.congeal.control.Change;
import io.github.congeal.control.Control;
import io.github.congeal.control.Loss;
import io.github.congeal.control.Settings;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.engine.Preparation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What may change in the runs of a generation.
 *
 * @param networks make the picture
 * @param settings all of the generation's
 * @param losses the caller's own
 * @param planned the bytes that a run was planned for
 */
record Changes(Networks networks, Settings settings, Map<String, Loss> losses, long planned) {
    /** By how much a change may need more memory than was planned: as exact as the estimate is. */
    private static final double TOLERANCE = 1.1;

    private static final long MEGA = 1_000_000;

    /**
     * Finds out now what could not be followed later.
     *
     * @throws IllegalArgumentException if one of the settings' changes cannot
     */
    void require() {
        List<Change> inOrder = new ArrayList<>(settings.get(Control.CHANGES));
        inOrder.sort(Comparator.comparingInt(Change::step));
        int iterations = settings.get(Control.ITERATIONS);
        Settings changed = settings;
        for (Change change : inOrder) {
            if (change.step() >= iterations) {
                throw new IllegalArgumentException("a change was to come after %d steps, but only %d are taken"
                        .formatted(change.step(), iterations));
            }
            changed = change.settings().over(changed);
            prepare(changed);
        }
    }

    /**
     * Prepares runs of other settings that go on from runs of these.
     *
     * @param changed complete
     * @throws IllegalArgumentException if they need more memory than was planned, or leave nothing to make
     */
    Preparation prepare(Settings changed) {
        Contradictions.refuse(changed, losses);
        Preparation other = Preparation.of(networks, changed, losses);
        if (other.bytes() > TOLERANCE * planned) {
            throw new IllegalArgumentException(
                    "the change needs %d MB, but the run was planned for %d MB: begin another with these settings"
                            .formatted(other.bytes() / MEGA, planned / MEGA));
        }
        return other;
    }
}
