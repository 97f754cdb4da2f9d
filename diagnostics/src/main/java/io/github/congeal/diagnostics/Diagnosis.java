package io.github.congeal.diagnostics;

import io.github.congeal.control.Device;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of examining a machine.
 *
 * @param gpu the findings about the GPU, in the order in which they should be fixed
 * @param cpu the findings about the CPU, the memory and the Java virtual machine
 */
public record Diagnosis(List<Finding> gpu, List<Finding> cpu) {
    /** Copies the lists. */
    public Diagnosis {
        gpu = List.copyOf(gpu);
        cpu = List.copyOf(cpu);
    }

    /** The device that {@link Device#AUTO} chooses, unless the engine already runs: {@code CPU} or {@code GPU}. */
    public Device device() {
        return gpu.stream().anyMatch(Finding::isObstacle) ? Device.CPU : Device.GPU;
    }

    /** Returns whether the GPU or the CPU can be used for computing. */
    public boolean canCompute() {
        return device() == Device.GPU || cpu.stream().noneMatch(one -> one.kind() == Finding.Kind.FAULT);
    }

    /** A report of several lines. */
    @Override
    public String toString() {
        StringBuilder report = new StringBuilder();
        section(report, "GPU", gpu);
        section(report, "CPU", cpu);
        boolean sound = Stream.concat(gpu.stream(), cpu.stream()).noneMatch(one -> one.kind() == Finding.Kind.FAULT);
        report.append("%s%s%n".formatted(outcome(), sound ? " Nothing is wrong." : ""));
        return report.toString();
    }

    private String outcome() {
        return canCompute()
                ? "Congeal will use the %s.".formatted(device())
                : "Congeal can compute nothing until that is mended.";
    }

    private static void section(StringBuilder report, String title, List<Finding> findings) {
        report.append(title).append(System.lineSeparator());
        for (Finding finding : findings) {
            report.append("  %-5s  %-9s %s%n".formatted(mark(finding.kind()), finding.subject(), finding.text()));
            if (!finding.advice().isEmpty()) {
                report.append("  %-5s  %-9s -> %s%n".formatted("", "", finding.advice()));
            }
        }
    }

    private static String mark(Finding.Kind kind) {
        return switch (kind) {
            case FINE -> "ok";
            case NOTE -> "note";
            case ABSENT -> "none";
            case FAULT -> "fault";
        };
    }
}
