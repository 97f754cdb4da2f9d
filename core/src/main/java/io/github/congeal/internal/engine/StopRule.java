package io.github.congeal.internal.engine;

import io.github.congeal.control.Ending;
import io.github.congeal.internal.tensor.Saved;
import java.util.Optional;

/** When a run ends before all its steps are taken. One instance serves one run and keeps its state. */
@FunctionalInterface
interface StopRule extends Saved {
    /**
     * Looks at a picture that was measured; the same one may be shown twice.
     *
     * @param taken how many steps were taken before
     * @param loss the sum of its losses
     * @param acting whether the scene will yet change it
     * @return why the run is to end with it; empty if it is to go on
     */
    Optional<Ending> see(int taken, double loss, boolean acting);
}
