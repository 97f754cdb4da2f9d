package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a file, by name. Their total size is limited by the size of the file: otherwise views, shared bytes
 * and compression could turn a few bytes into any number of terabytes.
 */
final class NamedTensors {
    private static final int MOST_TENSORS = 250_000;
    static final int LONGEST_NAME = 1000;

    private static final int MOST_DUPLICATES = 1000;

    /** No real file comes near: sharing and compression together make a few times the size. */
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
     * Begins without any.
     *
     * @param source the file's name, for messages
     * @param fileSize its size in bytes
     */
    NamedTensors(String source, long fileSize) {
        this.source = source;
        this.largestTotal = largestTotal(fileSize);
    }

    /** The number of bytes that what is in a file of the given size may come to. */
    static long largestTotal(long fileSize) {
        return Math.max(ALWAYS_ALLOWED, LARGEST_EXPANSION * fileSize);
    }

    /**
     * Adds a tensor of the model. If its name is taken, it gets a number after it.
     *
     * @return the name that it got
     * @throws CheckpointException if it is too much
     */
    String add(StoredTensor tensor) {
        String name = tensor.info().name();
        if (name.length() > LONGEST_NAME || tensors.size() == MOST_TENSORS) {
            throw new CheckpointException(
                    source,
                    name,
                    "a file has at most %,d tensors, with names of at most %,d characters"
                            .formatted(MOST_TENSORS, LONGEST_NAME));
        }
        long allowed = largestTotal - total;
        long unpacked = tensor.storage().unpacked();
        if (tensor.info().elementCount() > allowed / Float.BYTES
                || tensor.info().byteCount() > allowed
                || unpacked > allowed - tensor.info().elementCount() * Float.BYTES) {
            throw new CheckpointException(
                    source,
                    name,
                    "the tensors up to this one would unfold to more than %,d bytes, which no sound file of this size does"
                            .formatted(largestTotal));
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

    /** Adds a tensor of an optimiser or anything else that came with the model. */
    void addOutsideTheModel(StoredTensor tensor) {
        outsideTheModel.add(add(tensor));
    }

    /** Notes what stands in a tensor's place but cannot be read. */
    void addUnread(String name, String what) {
        if (name.length() <= LONGEST_NAME && unread.size() < MOST_TENSORS) {
            unread.putIfAbsent(name, what);
        }
    }

    /** All tensors by name, in the order in which they were added. */
    Map<String, StoredTensor> all() {
        return Collections.unmodifiableMap(tensors);
    }

    /** The names of those that came with the model without being part of it. */
    Set<String> outsideTheModel() {
        return Collections.unmodifiableSet(outsideTheModel);
    }

    /** What stands in a tensor's place but cannot be read, by name. */
    Map<String, String> unread() {
        return Collections.unmodifiableMap(unread);
    }
}
