package io.github.congeal.diagnostics;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The resident memory of this process, as Linux reports it; other systems do not. It is read between timed iterations,
 * so reading leaves little garbage. Not thread-safe.
 */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIBIBYTE = 1024;

    private final byte[] text = new byte[4 * KIBIBYTE];

    /** A reader of the resident memory. */
    public ResidentMemory() {}

    /** The peak of the resident memory so far, in bytes; empty if the system does not report it. */
    public OptionalLong peak() {
        return field("VmHWM:");
    }

    /** The resident memory now, in bytes; empty if the system does not report it. */
    public OptionalLong now() {
        return field("VmRSS:");
    }

    /** The resident memory now without pages of mapped files, in bytes; empty if the system does not report it. */
    public OptionalLong anonymous() {
        return field("RssAnon:");
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
