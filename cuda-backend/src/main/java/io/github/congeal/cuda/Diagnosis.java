package io.github.congeal.cuda;

import io.github.congeal.control.Device;
import java.util.List;

/**
 * What was found about GPU and CPU, and what the engine makes of it.
 *
 * @param gpu what was found about the GPU, in the order in which it should be put right
 * @param cpu what was found about the CPU and the surroundings
 * @param device what {@link Device#AUTO} chooses, unless something is in use already
 */
public record Diagnosis(List<Finding> gpu, List<Finding> cpu, Device device) {
    /** Copies the lists. */
    public Diagnosis {
        gpu = List.copyOf(gpu);
        cpu = List.copyOf(cpu);
    }

    /** Whether nothing keeps the engine from using the GPU. */
    public boolean gpuUsable() {
        return gpu.stream().noneMatch(finding -> finding.kind() == Finding.Kind.FAULT);
    }

    /** A report for people, of several lines. */
    @Override
    public String toString() {
        StringBuilder report = new StringBuilder();
        section(report, "GPU", gpu);
        section(report, "CPU", cpu);
        report.append("Congeal will use the ").append(device).append('.').append(System.lineSeparator());
        return report.toString();
    }

    private static void section(StringBuilder report, String title, List<Finding> findings) {
        report.append(title).append(System.lineSeparator());
        for (Finding finding : findings) {
            report.append("  %-5s  %-9s %s%n".formatted(mark(finding.kind()), finding.subject(), finding.text()));
            if (!finding.remedy().isEmpty()) {
                report.append("  %-5s  %-9s -> %s%n".formatted("", "", finding.remedy()));
            }
        }
    }

    private static String mark(Finding.Kind kind) {
        return switch (kind) {
            case FINE -> "ok";
            case NOTE -> "note";
            case FAULT -> "fault";
        };
    }
}
