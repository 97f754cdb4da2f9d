package io.github.congeal.internal.tensor.nd4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The instruction sets of the first processor, as Linux tells them; none elsewhere. */
public final class CpuFlags {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** What compilers need for their AVX-512 code, as of Intel's Skylake-X. */
    private static final List<String> AVX512 = List.of("avx512f", "avx512cd", "avx512dq", "avx512bw", "avx512vl");

    private final Set<String> flags;

    private CpuFlags(Set<String> flags) {
        this.flags = flags;
    }

    /** Reads them. */
    public static CpuFlags read() {
        // Only the beginning: on a large machine, the file is long and slow to read.
        try (BufferedReader lines = Files.newBufferedReader(PROCESSORS)) {
            return new CpuFlags(lines.lines()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(
                            List.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+"))))
                    .orElse(Set.of()));
        } catch (IOException | UncheckedIOException e) {
            return new CpuFlags(Set.of());
        }
    }

    /** Whether there is an instruction set, by Linux's name such as {@code avx2}. */
    public boolean has(String name) {
        return flags.contains(name);
    }

    /** Whether products of bf16 are faster than those of float32. */
    public boolean hasBfloat16() {
        return hasAvx512() && has("avx512_bf16");
    }

    /** Whether the usual subsets of AVX-512 are there. */
    public boolean hasAvx512() {
        return flags.containsAll(AVX512);
    }
}
