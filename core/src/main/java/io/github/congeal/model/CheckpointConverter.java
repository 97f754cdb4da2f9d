package io.github.congeal.model;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.CheckpointFile;
import io.github.congeal.internal.checkpoint.Checkpoints;
import io.github.congeal.internal.checkpoint.DataType;
import io.github.congeal.internal.checkpoint.SafetensorsWriter;
import io.github.congeal.internal.checkpoint.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * Converts a model file of any readable format and architecture to one safetensors file with the same tensors, under
 * their own names and in their own types, byte for byte. The result can be used in place, mapped into memory. At most
 * one tensor is in memory at a time.
 *
 * <pre>{@code
 * CheckpointConverter.of(Path.of("last.ckpt")).onlyModel().half().writeTo(Path.of("model.safetensors"));
 * }</pre>
 */
public final class CheckpointConverter {
    private static final int PIECE = 1 << 16;
    private static final String LOSSES = "loss.";

    private final Path input;
    private final Precision precision;
    private final boolean onlyModel;
    private final Listener listener;

    private CheckpointConverter(Path input, Precision precision, boolean onlyModel, Listener listener) {
        this.input = input;
        this.precision = precision;
        this.onlyModel = onlyModel;
        this.listener = listener;
    }

    private enum Precision {
        OWN,
        HALF,
        FLOAT
    }

    /** Receives the progress of a conversion. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called after each tensor.
         *
         * @param bytes the number of bytes written so far
         * @param size the total number of bytes
         */
        void written(long bytes, long size);
    }

    /**
     * The result of a conversion.
     *
     * @param tensors the number of tensors
     * @param bytes the total size of their elements
     * @param types the number of tensors of each type, by its name in the safetensors format
     * @param leftOut the names of the entries that {@link #onlyModel()} dropped
     * @param unread the tensors that could not be read, such as complex ones: their names, and what was found
     * @param overflowed the names of tensors with values beyond the range of float16, which became infinite
     */
    public record Summary(
            int tensors,
            long bytes,
            Map<String, Integer> types,
            List<String> leftOut,
            Map<String, String> unread,
            List<String> overflowed) {
        /** Creates a summary; no component may be null. */
        public Summary {
            Objects.requireNonNull(types, "types");
            Objects.requireNonNull(leftOut, "leftOut");
            Objects.requireNonNull(unread, "unread");
            Objects.requireNonNull(overflowed, "overflowed");
        }
    }

    /**
     * Returns a converter that changes nothing.
     *
     * @param input a file, the index of several, or the folder with exactly one such index
     */
    public static CheckpointConverter of(Path input) {
        return new CheckpointConverter(
                Objects.requireNonNull(input, "input"), Precision.OWN, false, (bytes, size) -> {});
    }

    /** Writes floating-point numbers as float16, rounded to nearest even; integers and booleans stay as they are. */
    public CheckpointConverter half() {
        return new CheckpointConverter(input, Precision.HALF, onlyModel, listener);
    }

    /** Writes floating-point numbers as float32; integers and booleans stay as they are. */
    public CheckpointConverter floats() {
        return new CheckpointConverter(input, Precision.FLOAT, onlyModel, listener);
    }

    /**
     * Drops what training left in the file beside the model, such as optimiser states, and all tensors {@code loss.*}.
     */
    public CheckpointConverter onlyModel() {
        return new CheckpointConverter(input, precision, true, listener);
    }

    /** Sets the listener, which is called on the converting thread. */
    public CheckpointConverter listener(Listener listener) {
        return new CheckpointConverter(input, precision, onlyModel, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Converts the input. The output appears under its name only when it is complete, replacing any older file;
     * interrupting the thread leaves nothing behind.
     *
     * @throws CheckpointException if the input is missing, damaged or of an unknown format, or if the output cannot be
     *     written
     * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
     */
    public Summary writeTo(Path output) {
        try (CheckpointFile file = Checkpoints.open(input)) {
            return new Run(file).writeTo(output);
        }
    }

    private final class Run {
        private final CheckpointFile file;
        private final SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        private final Map<String, Integer> types = new TreeMap<>();
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> overflowed = new ArrayList<>();
        private int count;
        private long size;
        private long written;

        Run(CheckpointFile file) {
            this.file = file;
        }

        Summary writeTo(Path output) {
            Set<String> outside = file.outsideTheModel();
            file.metadata().forEach(writer::metadata);
            for (TensorInfo tensor : file.tensors().values()) {
                if (onlyModel
                        && (outside.contains(tensor.name()) || tensor.name().startsWith(LOSSES))) {
                    leftOut.add(tensor.name());
                } else {
                    add(tensor);
                }
            }
            if (count == 0) {
                throw new CheckpointException(file.source(), "there are no tensors in it to write");
            }
            try {
                writer.write(output);
            } catch (CheckpointException e) {
                if (e.getCause() instanceof ClosedByInterruptException) {
                    throw new CancellationException("the conversion was interrupted");
                }
                throw e;
            }
            return new Summary(count, size, types, leftOut, file.unread(), overflowed);
        }

        private void add(TensorInfo tensor) {
            DataType dataType = typeOf(tensor);
            TensorInfo target = new TensorInfo(tensor.name(), dataType, tensor.shape());
            writer.add(target, channel -> {
                if (dataType == tensor.dataType()) {
                    file.copy(tensor.name(), channel);
                } else {
                    convert(target, channel);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the conversion was interrupted");
                }
                written += target.byteCount();
                listener.written(written, size);
            });
            types.merge(dataType.name(), 1, Integer::sum);
            size += target.byteCount();
            count++;
        }

        private DataType typeOf(TensorInfo tensor) {
            if (!tensor.dataType().isFloatingPoint() || precision == Precision.OWN) {
                return tensor.dataType();
            }
            return precision == Precision.HALF ? DataType.F16 : DataType.F32;
        }

        private void convert(TensorInfo target, WritableByteChannel channel) throws IOException {
            FloatBuffer elements = FloatBuffer.wrap(file.read(target.name()));
            ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
            int step = PIECE / target.dataType().bytes();
            for (int done = 0; done < elements.limit(); done += step) {
                int length = Math.min(step, elements.limit() - done);
                target.dataType().encode(elements.slice(done, length), piece);
                for (piece.flip(); piece.hasRemaining(); ) {
                    channel.write(piece);
                }
                piece.clear();
            }
            if (target.dataType() == DataType.F16 && overflows(elements.array())) {
                overflowed.add(target.name());
            }
        }

        private static boolean overflows(float[] elements) {
            for (float element : elements) {
                if (Float.isFinite(element) && Math.abs(element) >= DataType.FLOAT16_OVERFLOW) {
                    return true;
                }
            }
            return false;
        }
    }
}
