package io.github.congeal.video;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sequence and picture parameter sets of a film. A later set replaces an earlier one with the same id. */
final class AvcParameters {
    private final Map<Integer, AvcSequence> sequences = new HashMap<>();
    private final Map<Integer, AvcPictures> pictures = new HashMap<>();
    private @Nullable AvcSequence first;

    /**
     * Adds a sequence parameter set.
     *
     * @throws IOException with half a sentence as its message, if it is damaged, or has another size than the others
     */
    void addSequence(byte[] unit) throws IOException {
        AvcSequence added = AvcSequence.read(unit);
        if (first == null) {
            first = added;
        } else if (added.width() != first.width() || added.height() != first.height()) {
            throw new IOException("its frames change their size");
        }
        sequences.put(added.id(), added);
    }

    /**
     * Adds a picture parameter set.
     *
     * @throws IOException with half a sentence as its message, if it is damaged
     */
    void addPictures(byte[] unit) throws IOException {
        AvcPictures added = AvcPictures.read(unit);
        pictures.put(added.id(), added);
    }

    /** The first sequence parameter set; all have the same size. */
    AvcSequence first() throws IOException {
        return required(first);
    }

    AvcSequence sequence(int id) throws IOException {
        return required(sequences.get(id));
    }

    AvcPictures pictures(int id) throws IOException {
        return required(pictures.get(id));
    }

    private static <T> T required(@Nullable T parameters) throws IOException {
        if (parameters == null) {
            throw new IOException("the parameters of its video are not there");
        }
        return parameters;
    }
}
