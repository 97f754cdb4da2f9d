package io.github.congeal.samples;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import com.sun.management.VMOption.Origin;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Has the garbage collector look for garbage also while there is room: otherwise the memory of a program that leaves
 * little of it grows for minutes, and never falls while the program rests. Only Java's usual collector, G1, can be asked
 * for that.
 */
final class SteadyHeap {
    private static final String INTERVAL = "G1PeriodicGCInterval";

    private SteadyHeap() {}

    /** Asks for it, unless whoever started Java has said how it shall be. */
    static void collectEvery(Duration interval) {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (machine == null) {
            return;
        }
        try {
            VMOption now = machine.getVMOption(INTERVAL);
            boolean isOurs = now.getOrigin() == Origin.DEFAULT || now.getOrigin() == Origin.MANAGEMENT;
            if (now.isWriteable() && isOurs) {
                machine.setVMOption(INTERVAL, Long.toString(interval.toMillis()));
            }
        } catch (IllegalArgumentException e) {
            // Another Java machine, which knows no such option.
        }
    }
}
