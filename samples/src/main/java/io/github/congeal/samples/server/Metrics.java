package io.github.congeal.samples.server;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The server's metrics, in the text format of Prometheus. */
final class Metrics {
    private final Map<Integer, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final LongAdder steps = new LongAdder();
    private final LongAdder stepNanos = new LongAdder();

    /** Counts an answer. */
    void answered(int status) {
        requests.computeIfAbsent(status, some -> new LongAdder()).increment();
    }

    /** Counts steps and the time that they took. The first frame counts as no step, and its time is left out. */
    void took(int count, long nanos) {
        if (count > 0) {
            steps.add(count);
            stepNanos.add(nanos);
        }
    }

    /** All metrics as text. */
    String text(Jobs jobs) {
        StringBuilder text = new StringBuilder();
        head(text, "congeal_requests_total", "counter", "Answers by their status.");
        requests.forEach((status, count) -> text.append("congeal_requests_total{status=\"%s\"} %s%n"
                .formatted(status, count.sum())
                .replace("\r", "")));
        line(text, "congeal_queue_depth", "gauge", "Requests that wait for their turn.", jobs.waiting());
        line(
                text,
                "congeal_running",
                "gauge",
                "Requests that are being followed.",
                jobs.running().size());
        head(text, "congeal_step_seconds", "summary", "What a step took.");
        text.append(String.format(Locale.ROOT, "congeal_step_seconds_sum %.6f\n", stepNanos.sum() / 1e9));
        text.append("congeal_step_seconds_count ").append(steps.sum()).append('\n');
        line(text, "congeal_steps_total", "counter", "Steps taken.", steps.sum());
        line(
                text,
                "congeal_memory_bytes",
                "gauge",
                "What the runs take at most, with their models.",
                jobs.running().stream()
                        .mapToLong(job -> job.current().generation().memoryNeeded())
                        .sum());
        line(
                text,
                "congeal_heap_bytes",
                "gauge",
                "Memory in use on Java's heap.",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }
}
