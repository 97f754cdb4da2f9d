package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.nio.file.Path;

/** The checkpoint formats that can be read. */
public final class Checkpoints {

    private Checkpoints() {}

    /**
     * Opens a file in whatever format its content is.
     *
     * @throws CheckpointException if there is no such file, or if it is of no known format or damaged
     */
    public static Checkpoint open(Path file) {
        return SafetensorsReader.open(file);
    }
}
