package io.github.congeal.samples;

import io.github.congeal.Frame;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loss after each step, as a CSV file that is always up to date. */
final class LossTable implements AutoCloseable {
    private final Writer writer;

    private LossTable(Writer writer) {
        this.writer = writer;
    }

    /** A table in a file, or nowhere. */
    static LossTable in(@Nullable Path file) throws IOException {
        LossTable table = new LossTable(file == null ? Writer.nullWriter() : Files.newBufferedWriter(file));
        table.line("iteration,loss");
        return table;
    }

    /** Adds what was measured before a run was resumed, from step 0 on, of each step with a frame. */
    void add(List<Double> losses, int every) throws IOException {
        for (int i = 0; i < losses.size(); i += every) {
            line(i + "," + losses.get(i));
        }
    }

    void add(Frame frame) throws IOException {
        line(frame.iteration() + "," + frame.loss());
    }

    private void line(String line) throws IOException {
        writer.write(line + "\n");
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
