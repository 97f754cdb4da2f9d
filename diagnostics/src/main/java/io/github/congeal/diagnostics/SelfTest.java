package io.github.congeal.diagnostics;

import io.github.congeal.control.Device;
import io.github.congeal.diagnostics.contract.Contract;
import io.github.congeal.diagnostics.contract.Deviation;
import io.github.congeal.internal.engine.DeviceChoice;
import io.github.congeal.internal.engine.Networks;
import io.github.congeal.internal.tensor.Processor;
import io.github.congeal.internal.tensor.nd4j.Nd4jDevice;
import io.github.congeal.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of checking whether this machine computes correctly: every operation of the engine is compared with a naive
 * implementation, and a whole step with stored values. For hardware on which Congeal was never tested.
 *
 * @param device the device that was checked
 * @param engine the library that computed, in words
 * @param checks the comparisons
 */
public record SelfTest(Device device, String engine, List<Check> checks) {
    /** Copies the list. */
    public SelfTest {
        checks = List.copyOf(checks);
    }

    /**
     * One comparison.
     *
     * @param name what was computed
     * @param error the largest difference, relative to the largest expected value
     * @param allowed the largest error that is accepted
     * @param milliseconds the time of the computation, the best of several
     */
    public record Check(String name, double error, double allowed, double milliseconds) {
        /** Whether the error is within bounds. */
        public boolean passed() {
            return error <= allowed;
        }
    }

    /**
     * Runs the self-test on the device in use or, if there is none, on the one that {@link Device#AUTO} chooses. Takes about
     * ten seconds.
     */
    public static SelfTest run() {
        Networks networks = Networks.of(Model.bundled());
        io.github.congeal.internal.tensor.Device used = networks.device();
        List<Deviation> found = new ArrayList<>(check(networks));
        if (used.processor() == Processor.CPU) {
            // Also the operations that nd4j-cuda would use on a GPU, here on the CPU.
            try (Networks loaded = Networks.bundledOn(Nd4jDevice.onCpu(used.memoryLimit()))) {
                check(loaded).forEach(each -> found.add(asOnGpu(each)));
            }
        }
        return new SelfTest(
                DeviceChoice.name(used),
                used.describe(),
                found.stream()
                        .map(each -> new Check(each.name(), each.error(), each.allowed(), each.milliseconds()))
                        .toList());
    }

    private static List<Deviation> check(Networks networks) {
        List<Deviation> found = new ArrayList<>(Contract.check(networks.device()));
        found.addAll(AugmentationSelfTest.run(networks.device()));
        found.addAll(StepSelfTest.run(networks));
        return found;
    }

    private static Deviation asOnGpu(Deviation each) {
        return new Deviation("as on a GPU: " + each.name(), each.error(), each.allowed(), each.milliseconds());
    }

    /** Whether all errors are within bounds. */
    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** A table of errors and times. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        table.append("Self-test on the %s (%s)%n".formatted(device, engine));
        table.append("  %-58s %9s %9s %10s%n".formatted("", "error", "allowed", "ms"));
        for (Check check : checks) {
            table.append(String.format(
                    Locale.ROOT,
                    "  %-58s %9.1e %9.1e %10.3f%s%n",
                    check.name(),
                    check.error(),
                    check.allowed(),
                    check.milliseconds(),
                    check.passed() ? "" : "  FAULT"));
        }
        long faults = checks.stream().filter(check -> !check.passed()).count();
        table.append(
                faults == 0
                        ? "All %s are within bounds.%n".formatted(checks.size())
                        : "%s of %s are out of bounds.%n".formatted(faults, checks.size()));
        return table.toString();
    }
}
