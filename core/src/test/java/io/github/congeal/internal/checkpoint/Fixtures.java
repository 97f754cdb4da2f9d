package io.github.congeal.internal.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files that checkpoint_fixtures.py wrote. */
final class Fixtures {
    private Fixtures() {}

    /** All bytes of one. */
    static byte[] bytes(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of them, opened as whatever it is. */
    static CheckpointFile open(String name) {
        return Checkpoints.read(bytes(name), name);
    }
}
