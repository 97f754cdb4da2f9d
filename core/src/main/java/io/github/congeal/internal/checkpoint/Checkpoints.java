package io.github.congeal.internal.checkpoint;

import io.github.congeal.CheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens checkpoints of all supported formats: safetensors, in one file or several with an index; PyTorch's {@code
 * torch.save}, current and before version 1.6; TorchScript archives; Flax's MessagePack.
 */
public final class Checkpoints {
    private static final int LONGEST_BEGINNING = 512;

    /** The magic number of torch.save in pickle protocols 0 and 1; later ones are recognised by their first byte. */
    private static final String OLDEST_TORCH = "L119547037146038801333356L\n";

    private Checkpoints() {}

    /**
     * Opens a checkpoint, whose format is recognised by its content and not by its name.
     *
     * @param file a file, the index of several, or a folder with exactly one such index
     * @throws CheckpointException if there is no such file, or if it is of no known format or damaged
     */
    public static CheckpointFile open(Path file) {
        Path found = Files.isDirectory(file) ? indexIn(file) : file;
        SegmentedBytes bytes = SegmentedBytes.open(found);
        if (isJson(beginning(bytes))) {
            try (bytes) {
                return ShardedReader.open(found, bytes);
            }
        }
        return read(found.toString(), bytes);
    }

    /** Opens a checkpoint of one file. */
    static CheckpointFile openSingle(Path file) {
        return read(file.toString(), SegmentedBytes.open(file));
    }

    /**
     * Reads a checkpoint that is in memory.
     *
     * @param content the content of the file, which must not be changed while the checkpoint is in use
     * @param source its name in messages
     * @throws CheckpointException if it is of no known format, or damaged, or an index
     */
    public static CheckpointFile read(byte[] content, String source) {
        return read(source, SegmentedBytes.wrap(content));
    }

    /** Reads bytes and takes them over: they are closed on failure. */
    private static CheckpointFile read(String source, SegmentedBytes bytes) {
        try {
            return readByContent(source, bytes);
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static CheckpointFile readByContent(String source, SegmentedBytes bytes) {
        byte[] beginning = beginning(bytes);
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        int first = beginning.length == 0 ? -1 : Byte.toUnsignedInt(beginning[0]);
        int second = beginning.length < 2 ? -1 : beginning[1];
        if (isSafetensors(beginning)) {
            return SafetensorsReader.read(source, bytes);
        }
        if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
            return TorchZipReader.read(source, bytes);
        }
        if (first == 0x80 && second >= 2 && second <= 5 || text.startsWith(OLDEST_TORCH)) {
            return TorchLegacyReader.read(source, bytes);
        }
        if (first > 0x80 && first < 0x90 || first == 0xde || first == 0xdf) {
            return FlaxReader.read(source, bytes);
        }
        refuseOtherFormats(source, text);
        return SafetensorsReader.read(source, bytes);
    }

    /** Whether there are a header's length below 2³² and its brace. Checked first, since the length may be any bytes. */
    private static boolean isSafetensors(byte[] beginning) {
        return beginning.length > 8
                && beginning[8] == '{'
                && (beginning[4] | beginning[5] | beginning[6] | beginning[7]) == 0;
    }

    private static void refuseOtherFormats(String source, String text) {
        String reason = null;
        if (text.length() > 262 && text.startsWith("ustar", 257)) {
            reason = "it is a tar archive, as torch.save wrote before version 0.1.10, or another one: load it in"
                    + " PyTorch and save it again, or unpack it";
        } else if (text.startsWith("version https://git-lfs")) {
            reason = "it is only Git LFS's pointer to the file: fetch the file itself with 'git lfs pull'";
        } else if (text.stripLeading().startsWith("<") && text.indexOf('\0') < 0) {
            reason = "it is a web page or another XML text, perhaps the error page of a download";
        } else if (text.startsWith("\u0089HDF")) {
            reason = "it is an HDF5 file, as Keras writes, which is not read";
        } else if (isJson(text.getBytes(StandardCharsets.ISO_8859_1))) {
            reason = "it is a JSON text where a file with tensors should be";
        }
        if (reason != null) {
            throw new CheckpointException(source, reason);
        }
    }

    /** Whether a text begins with a brace. A safetensors file may do so as well, but has zero bytes soon after. */
    private static boolean isJson(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        return text.stripLeading().startsWith("{") && text.indexOf('\0') < 0;
    }

    private static byte[] beginning(SegmentedBytes bytes) {
        return bytes.copy(0, (int) Math.min(bytes.size(), LONGEST_BEGINNING));
    }

    private static Path indexIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> indexes = files.filter(
                            file -> file.getFileName().toString().endsWith(".index.json"))
                    .toList();
            if (indexes.size() != 1) {
                throw new CheckpointException(
                        folder.toString(),
                        "a folder is a model if it has one file *.index.json, but this one has " + indexes.size());
            }
            return indexes.get(0);
        } catch (IOException e) {
            throw new CheckpointException(folder.toString(), null, "the folder cannot be read: " + e, e);
        }
    }
}
