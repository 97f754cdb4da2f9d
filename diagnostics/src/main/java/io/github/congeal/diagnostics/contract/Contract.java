package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a device with the naive one in all test cases. */
public final class Contract {
    /**
     * The allowed error. With float32 it is about 1e-6. With cuDNN, GPUs from Ampere on round the inputs of convolutions to ten
     * bits (TF32) unless the environment variable NVIDIA_TF32_OVERRIDE is 0.
     */
    private static final double ALLOWED = 2e-3;
    /** How often each case is computed; a device may prepare operations the first time. */
    private static final int TIMES = 2;

    private Contract() {}

    /** All test cases. */
    public static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        new LinearCases(all).add();
        new ElementCases(all).add();
        new MovementCases(all).add();
        new NormalizationCases(all).add();
        new CutoutCases(all).add();
        new PromptCases(all).add();
        return all;
    }

    /** Checks all cases in float32, and returns the largest deviation of each kernel; takes some seconds. */
    public static List<Deviation> check(Device device) {
        Map<String, Deviation> kernels = new LinkedHashMap<>();
        for (Case each : cases()) {
            String kernel = each.name().split("[ ,]", 2)[0];
            kernels.merge(kernel, check(each, device, Precision.FLOAT), Contract::both);
        }
        return kernels.entrySet().stream()
                .map(each -> new Deviation(
                        each.getKey(),
                        each.getValue().error(),
                        each.getValue().allowed(),
                        each.getValue().milliseconds()))
                .toList();
    }

    private static Deviation both(Deviation one, Deviation other) {
        return new Deviation(
                one.name(),
                Math.max(one.error(), other.error()),
                one.allowed(),
                one.milliseconds() + other.milliseconds());
    }

    /**
     * Checks one case several times, each time in memory full of NaN, so that reading before writing is detected.
     *
     * @return the largest deviation
     */
    public static Deviation check(Case one, Device device, Precision precision) {
        List<double[]> expected;
        try (Trial reference = new Trial(new NaiveDevice(), Precision.DOUBLE)) {
            expected = values(one.work().run(reference));
        }
        double error = 0;
        double fastest = Double.POSITIVE_INFINITY;
        try (Trial trial = new Trial(device, precision)) {
            for (int i = 0; i < TIMES; i++) {
                trial.again();
                long began = System.nanoTime();
                List<double[]> actual = values(one.work().run(trial));
                fastest = Math.min(fastest, (System.nanoTime() - began) / 1e6);
                for (int k = 0; k < expected.size(); k++) {
                    error = Math.max(error, Deviation.error(actual.get(k), expected.get(k)));
                }
            }
        }
        return new Deviation(one.name(), error, ALLOWED, fastest);
    }

    private static List<double[]> values(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::toDoubles).toList();
    }
}
