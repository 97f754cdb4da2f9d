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
 * The changes that the runs of a generation can follow.
 *
 * @param networks the networks that make the picture
 * @param settings the generation's settings, complete
 * @param losses the caller's own losses, by name
 * @param planned the memory that a run was planned for, in bytes
 */
record Changes(Networks networks, Settings settings, Map<String, Loss> losses, long planned) {
    /** How far a change may exceed the planned memory: the estimate is no more exact than this. */
    private static final double TOLERANCE = 1.1;

    private static final long MEGA = 1_000_000;

    /**
     * Checks all changes that the settings announce, so that none fails in mid-run.
     *
     * @throws IllegalArgumentException if one of them cannot be followed
     */
    void require() {
        List<Change> inOrder = new ArrayList<>(settings.get(Control.CHANGES));
        inOrder.sort(Comparator.comparingInt(Change::step));
        int iterations = settings.get(Control.ITERATIONS);
        Settings changed = settings;
        for (Change change : inOrder) {
            if (change.step() >= iterations) {
                throw new IllegalArgumentException("a change was to come after %s steps, but only %s are taken"
                        .formatted(change.step(), iterations));
            }
            changed = change.settings().over(changed);
            prepare(changed);
        }
    }

    /**
     * Checks that announced changes can still follow after another one.
     *
     * @param changed the settings after that one, complete
     * @param announced the changes still to come, in order
     * @throws IllegalArgumentException if one of them cannot
     */
    void requireAfter(Settings changed, List<Change> announced) {
        Settings then = changed;
        for (Change change : announced) {
            then = change.settings().over(then);
            try {
                prepare(then);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "the change at step %s could not follow: %s".formatted(change.step(), e.getMessage()), e);
            }
        }
    }

    /**
     * Prepares runs with changed settings that continue runs of this generation.
     *
     * @param changed the changed settings, complete
     * @throws IllegalArgumentException if they need more memory than was planned, or leave nothing to make
     */
    Preparation prepare(Settings changed) {
        Contradictions.refuse(changed, losses);
        Preparation other = Preparation.of(networks, changed, losses);
        if (other.bytes() > TOLERANCE * planned) {
            throw new IllegalArgumentException(
                    "the change needs %s MB, but the run was planned for %s MB: begin another with these settings"
                            .formatted(other.bytes() / MEGA, planned / MEGA));
        }
        return other;
    }
}
