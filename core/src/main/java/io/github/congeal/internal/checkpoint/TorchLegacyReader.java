package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.pickle.PickleException;
import io.github.congeal.internal.checkpoint.pickle.PickleList;
import io.github.congeal.internal.checkpoint.pickle.PickleMeaning;
import io.github.congeal.internal.checkpoint.pickle.PickleReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the format of {@code torch.save} before PyTorch 1.6: five pickles (a magic number, the protocol, system information,
 * the objects, the keys of the storages), then the storages in the order of their keys, little-endian.
 */
final class TorchLegacyReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    /** The greatest size of all pickles together, in bytes. */
    private static final int LARGEST_PICKLES = 64 << 20;

    private final String source;
    private final SegmentedBytes bytes;
    private final Map<String, LegacyStorage> storages = new HashMap<>();

    private TorchLegacyReader(String source, SegmentedBytes bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /**
     * Reads the objects; the elements of tensors are read on demand.
     *
     * @throws CheckpointException if the file is damaged, or if it is another kind of pickle
     */
    static CheckpointFile read(String source, SegmentedBytes bytes) {
        try {
            return new TorchLegacyReader(source, bytes).read();
        } catch (PickleException e) {
            throw new CheckpointException(source, null, "its pickle is damaged: " + e.getMessage(), e);
        }
    }

    private CheckpointFile read() {
        ByteBuffer pickles = bytes.slice(0, Math.min(bytes.size(), LARGEST_PICKLES));
        if (!MAGIC.equals(PickleReader.read(pickles, PickleMeaning.NONE))) {
            throw new CheckpointException(
                    source, "this is a Python pickle that torch.save did not write; save the model with torch.save");
        }
        Object protocol = PickleReader.read(pickles, PickleMeaning.NONE);
        if (!Long.valueOf(PROTOCOL).equals(protocol)) {
            throw new CheckpointException(source, "protocol " + protocol + " of torch.save is not known");
        }
        // The system information is not needed: storages are always little-endian.
        PickleReader.read(pickles, PickleMeaning.NONE);
        Object root = PickleReader.read(pickles, new TorchPickle(this::storage, ByteOrder.LITTLE_ENDIAN));
        place(PickleReader.read(pickles, PickleMeaning.NONE), pickles.position());
        NamedTensors tensors = new NamedTensors(source, bytes.size());
        StateDict.collect(root, source, tensors);
        return new CheckpointFile(source, Map.of(), tensors, List.of(bytes));
    }

    private Storage storage(String key, TorchStorageType type, long length) {
        LegacyStorage storage =
                storages.computeIfAbsent(key, unknown -> new LegacyStorage(source, bytes, key, type, length));
        if (storage.length() != length || !storage.type().equals(type)) {
            throw new PickleException("storage " + key + " is of two types or lengths");
        }
        return storage;
    }

    private void place(@Nullable Object keys, long begin) {
        if (!(keys instanceof PickleList list)) {
            throw new PickleException("the list of storages is missing");
        }
        Set<String> placed = new HashSet<>();
        long position = begin;
        for (Object key : list.items()) {
            LegacyStorage storage = storages.get(String.valueOf(key));
            if (storage == null || !placed.add(String.valueOf(key))) {
                throw new PickleException("storage " + key + " is listed twice, or belongs to nothing");
            }
            position = storage.place(position);
        }
        if (placed.size() != storages.size()) {
            throw new PickleException(
                    "%s storages are used, but only %s listed".formatted(storages.size(), placed.size()));
        }
    }
}
