package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a file, by name. Their total size is limited by the size of the file: otherwise views, shared storages and
 * compression could expand a small file to terabytes.
 */
final class NamedTensors {
    private static final int MOST_TENSORS = 250_000;
    static final int LONGEST_NAME = 1000;

    private static final int MOST_DUPLICATES = 1000;

    /** The greatest ratio of the total to the size of the file; in real files it is a few times smaller. */
    private static final int LARGEST_EXPANSION = 20;

    private static final long ALWAYS_ALLOWED = 64 << 20;

    private final String source;
    private final long largestTotal;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Set<String> outsideTheModel = new HashSet<>();
    private final Map<String, String> unread = new LinkedHashMap<>();
    private long total;
    private int duplicates;

    /**
     * An empty collection.
     *
     * @param source the file's name, for messages
     * @param fileSize its size in bytes
     */
    NamedTensors(String source, long fileSize) {
        this.source = source;
        this.largestTotal = largestTotal(fileSize);
    }

    /** The greatest total size in bytes of the tensors of a file of the given size. */
    static long largestTotal(long fileSize) {
        return Math.max(ALWAYS_ALLOWED, LARGEST_EXPANSION * fileSize);
    }

    /**
     * Adds a tensor of the model. If its name is taken, a number is appended to it.
     *
     * @return the name of the added tensor
     * @throws CheckpointException if the limits are exceeded
     */
    String add(StoredTensor tensor) {
        String name = tensor.info().name();
        if (name.length() > LONGEST_NAME || tensors.size() == MOST_TENSORS) {
            throw new CheckpointException(
                    source,
                    name,
                    String.format(
                            Locale.ROOT,
                            "a file has at most %,d tensors, with names of at most %,d characters",
                            MOST_TENSORS,
                            LONGEST_NAME));
        }
        long allowed = largestTotal - total;
        long unpacked = tensor.storage().unpacked();
        if (tensor.info().elementCount() > allowed / Float.BYTES
                || tensor.info().byteCount() > allowed
                || unpacked > allowed - tensor.info().elementCount() * Float.BYTES) {
            throw new CheckpointException(
                    source,
                    name,
                    String.format(
                            Locale.ROOT,
                            "the tensors up to this one would unfold to more than %,d bytes, which no sound file of this size does",
                            largestTotal));
        }
        total += Math.max(
                        tensor.info().elementCount() * Float.BYTES,
                        tensor.info().byteCount())
                + unpacked;
        while (tensors.containsKey(name)) {
            if (++duplicates > MOST_DUPLICATES) {
                throw new CheckpointException(source, name, "too many tensors have the same name");
            }
            name = tensor.info().name() + "#" + duplicates;
        }
        tensors.put(name, name.equals(tensor.info().name()) ? tensor : tensor.named(name));
        return name;
    }

    /** Adds a tensor that is not part of the model, such as the state of an optimiser. */
    void addOutsideTheModel(StoredTensor tensor) {
        outsideTheModel.add(add(tensor));
    }

    /** Records a value in a tensor's place that cannot be read. */
    void addUnread(String name, String what) {
        if (name.length() <= LONGEST_NAME && unread.size() < MOST_TENSORS) {
            unread.putIfAbsent(name, what);
        }
    }

    /** All tensors by name, in the order in which they were added. */
    Map<String, StoredTensor> all() {
        return Collections.unmodifiableMap(tensors);
    }

    /** The names of the tensors that are not part of the model. */
    Set<String> outsideTheModel() {
        return Collections.unmodifiableSet(outsideTheModel);
    }

    /** Descriptions of the values that cannot be read, by name. */
    Map<String, String> unread() {
        return Collections.unmodifiableMap(unread);
    }
}
