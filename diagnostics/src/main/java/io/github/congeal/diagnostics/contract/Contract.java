package io.github.congeal.diagnostics.contract;

import io.github.congeal.internal.tensor.Device;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a device with the naive one in every case there is. */
public final class Contract {
    /**
     * Float32 gives about 1e-6. GPUs from Ampere on round what goes into a convolution to ten bits (TF32) unless the
     * environment variable NVIDIA_TF32_OVERRIDE is 0.
     */
    private static final double ALLOWED = 2e-3;
    /** The first time a device may still prepare things. */
    private static final int TIMES = 2;

    private Contract() {}

    /** Every case. */
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

    /** Tries all of them in float32, and tells the largest deviation of each kernel; takes some seconds. */
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
     * Tries one several times: every time into memory full of NaN, so that what is read before it was written shows.
     *
     * @return the largest deviation of all
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
