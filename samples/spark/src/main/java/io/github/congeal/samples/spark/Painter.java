package io.github.congeal.samples.spark;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Prompt;
import io.github.congeal.model.Model;
import io.github.congeal.model.Texts;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/** Makes the picture of each row. A row that cannot be followed yields a row with an error. */
final class Painter implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private final LongAccumulator made;
    private final LongAccumulator failed;

    Painter(LongAccumulator made, LongAccumulator failed) {
        this.made = made;
        this.failed = failed;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Iterable<Row> all = () -> rows;
        // Lazily, so that a partition's pictures are not all in memory at once.
        Stream<Row> painted = StreamSupport.stream(all.spliterator(), false).map(this::paint);
        return painted.iterator();
    }

    private Row paint(Row row) {
        long begin = System.nanoTime();
        try {
            Row result = paint(row, begin);
            made.add(1);
            return result;
        } catch (IOException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the task was ended", e);
            }
            failed.add(1);
            return row(row, null, null, null, null, null, millis(begin), String.valueOf(e.getMessage()));
        }
    }

    private static Row paint(Row row, long begin) throws IOException {
        Model model = Models.get(text(row, "model"));
        Generation.Builder builder = Generation.builder()
                .model(model)
                .prompts(Prompt.parse(Optional.ofNullable(text(row, Columns.PROMPT))
                        .orElseThrow(() -> new IllegalArgumentException("there is no prompt"))))
                .threads(TaskContext.get().cpus());
        Optional.ofNullable(text(row, "negative")).ifPresent(builder::avoid);
        set(builder, "seed", text(row, Columns.SEED));
        set(builder, "iterations", text(row, "steps"));
        String width = text(row, "width");
        String height = text(row, "height");
        set(builder, "size", width == null || height == null ? null : width + "x" + height);
        Generation generation = builder.build();
        // Before the run, so that a text that cannot be read does not lose a finished picture.
        Texts wanted = model.texts(generation.prompts().stream()
                .filter(prompt -> prompt.weight().greatest() > 0)
                .map(Prompt::text)
                .toList());
        Frame frame = generation.frames().last();
        byte[] png = frame.png();
        OptionalDouble mean = Arrays.stream(wanted.similarity(frame.image())).average();
        @Nullable Double similarity = mean.isPresent() ? mean.getAsDouble() : null;
        return row(row, frame, frame.loss(), similarity, png, sha256(png), millis(begin), null);
    }

    private static void set(Generation.Builder builder, String control, @Nullable String value) {
        if (value != null) {
            builder.set(control, value);
        }
    }

    private static Row row(
            Row asked,
            @Nullable Frame frame,
            @Nullable Double loss,
            @Nullable Double similarity,
            byte @Nullable [] image,
            @Nullable String sha256,
            long millis,
            @Nullable String error) {
        Generation generation = frame == null ? null : frame.generation();
        return RowFactory.create(
                text(asked, Columns.ID),
                text(asked, Columns.PROMPT),
                text(asked, "negative"),
                generation == null ? null : (Object) generation.seed(),
                generation == null ? null : (Object) generation.width(),
                generation == null ? null : (Object) generation.height(),
                frame == null ? null : (Object) frame.iteration(),
                generation == null ? text(asked, "model") : generation.model().toString(),
                loss,
                similarity,
                image,
                sha256,
                millis,
                engine(),
                error);
    }

    private static @Nullable String text(Row row, String column) {
        String value = row.getAs(column);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static long millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** The version, the number of threads and the architecture, on which the last bits of a picture depend. */
    private static String engine() {
        return "Congeal %s, %s threads, %s"
                .formatted(
                        Optional.ofNullable(Generation.class.getPackage().getImplementationVersion())
                                .orElse("unreleased"),
                        TaskContext.get().cpus(),
                        System.getProperty("os.arch"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
