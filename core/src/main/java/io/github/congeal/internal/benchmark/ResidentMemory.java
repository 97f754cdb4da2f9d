package io.github.congeal.internal.benchmark;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
            return number(name, in.readNBytes(text, 0, text.length));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** The number behind a name, in kibibytes. */
    private OptionalLong number(String name, int length) {
        byte[] sought = name.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + sought.length < length; at++) {
            if (Arrays.equals(text, at, at + sought.length, sought, 0, sought.length)) {
                long number = 0;
                for (int i = at + sought.length; i < length && text[i] != '\n'; i++) {
                    number = Character.isDigit(text[i]) ? 10 * number + text[i] - '0' : number;
                }
                return OptionalLong.of(KIBIBYTE * number);
            }
        }
        return OptionalLong.empty();
    }
}
