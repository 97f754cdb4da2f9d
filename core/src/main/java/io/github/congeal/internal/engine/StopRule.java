package io.github.congeal.internal.engine;

import io.github.congeal.control.Ending;
import io.github.congeal.internal.tensor.Saved;
import java.util.Optional;

/** A condition that ends a run before all its steps are taken. One instance serves one run and keeps its state. */
@FunctionalInterface
interface StopRule extends Saved {
    /**
     * Takes a measured picture into account; the same one may come twice.
     *
     * @param taken the number of steps taken before
     * @param loss the sum of its losses
     * @param acting whether the scene will still change the picture
     * @return why the run is to end with this picture; empty if it is to continue
     */
    Optional<Ending> see(int taken, double loss, boolean acting);
}
