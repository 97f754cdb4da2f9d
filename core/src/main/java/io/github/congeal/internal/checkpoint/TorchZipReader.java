package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.checkpoint.pickle.PickleException;
import io.github.congeal.internal.checkpoint.pickle.PickleReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Reads the archives that {@code torch.save} writes since PyTorch 1.6, and those of {@code torch.jit.save}: a ZIP file with
 * one folder of any name, which has {@code data.pkl} with the objects and {@code data/0}, {@code data/1}… with the storages.
 * The code in a TorchScript archive is ignored.
 */
final class TorchZipReader {
    /** In bytes; real pickles have a few hundred bytes per tensor. */
    private static final int LARGEST_PICKLE = 64 << 20;

    private static final String PICKLE = "data.pkl";

    private TorchZipReader() {}

    /**
     * Reads the objects; the elements of tensors are read on demand.
     *
     * @throws CheckpointException if the file is damaged, or if it is another kind of archive
     */
    static CheckpointFile read(String source, SegmentedBytes bytes) {
        ZipArchive archive = new ZipArchive(source, bytes);
        String root = root(archive);
        ByteBuffer pickle = ByteBuffer.wrap(entry(archive, root + PICKLE).content(LARGEST_PICKLE));
        NamedTensors tensors = new NamedTensors(source, bytes.size());
        try {
            TorchPickle meaning =
                    new TorchPickle((key, type, length) -> storage(archive, root, key, length), order(archive, root));
            StateDict.collect(PickleReader.read(pickle, meaning), source, tensors);
        } catch (PickleException e) {
            throw new CheckpointException(source, root + PICKLE, String.valueOf(e.getMessage()), e);
        }
        return new CheckpointFile(source, Map.of(), tensors, List.of(bytes));
    }

    private static String root(ZipArchive archive) {
        List<String> pickles = archive.names().stream()
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .filter(name -> name.indexOf('/') == name.lastIndexOf('/'))
                .toList();
        if (pickles.size() != 1) {
            throw new CheckpointException(
                    archive.source(),
                    "this ZIP archive has %s %s in it, where one that PyTorch wrote has one"
                            .formatted(pickles.isEmpty() ? "no" : "more than one", PICKLE));
        }
        return pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    }

    private static ArchiveEntry entry(ZipArchive archive, String name) {
        ArchiveEntry entry = archive.entry(name);
        if (entry == null) {
            throw new CheckpointException(archive.source(), name, "the archive has no such entry");
        }
        return entry;
    }

    private static ByteOrder order(ZipArchive archive, String root) {
        ArchiveEntry entry = archive.entry(root + "byteorder");
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = new String(entry.content(100), StandardCharsets.US_ASCII).strip();
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                throw new CheckpointException(
                        archive.source(), entry.name(), "'" + order + "' is neither 'little' nor 'big'");
        };
    }

    private static Storage storage(ZipArchive archive, String root, String key, long length) {
        ArchiveEntry entry = entry(archive, root + "data/" + key);
        if (length > entry.length()) {
            throw new CheckpointException(
                    archive.source(),
                    entry.name(),
                    "it has %s bytes instead of the %s that a tensor expects".formatted(entry.length(), length));
        }
        return entry;
    }
}
