package io.github.congeal.internal.benchmark;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much of the machine's memory this process has taken up; Linux alone tells. Asked often, so it leaves little behind
 * that would be counted among what it measures.
 */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIBIBYTE = 1024;

    private final byte[] text = new byte[4 * KIBIBYTE];

    /** The most bytes that were ever taken up. */
    OptionalLong peak() {
        return field("VmHWM:");
    }

    /** The bytes taken up now. */
    OptionalLong now() {
        return field("VmRSS:");
    }

    private OptionalLong field(String name) {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try (InputStream in = new FileInputStream(STATUS.toFile())) {
            int length = in.readNBytes(text, 0, text.length);
            String status = new String(text, 0, length, StandardCharsets.US_ASCII);
            int at = status.indexOf(name);
            if (at < 0) {
                return OptionalLong.empty();
            }
            String kibibytes = status.substring(at + name.length(), status.indexOf("kB", at));
            return OptionalLong.of(KIBIBYTE * Long.parseLong(kibibytes.strip()));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
