package io.github.congeal.internal.tensor.host;

import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/** What OpenBLAS, which comes with ND4J, can do on this processor. */
final class OpenBlas {
    /** The variable that points to the table of kernels that it chose for this processor. */
    private static final String CHOSEN = "gotoblas";

    /** Those for AVX-512 include kernels for small matrices. */
    private static final boolean SMALL = isOneOf("gotoblas_SKYLAKEX", "gotoblas_COOPERLAKE");

    private OpenBlas() {}

    /**
     * Whether it multiplies small matrices as they are, without rearranging them first, and so at the processor's full
     * speed. If not, ND4J's products are faster.
     */
    static boolean hasSmallKernels() {
        return SMALL;
    }

    private static boolean isOneOf(String... tables) {
        Loader.load(openblas_nolapack.class);
        Pointer chosen = symbol(CHOSEN);
        Pointer table = chosen == null ? null : new PointerPointer<>(chosen).get(0);
        return table != null
                && Stream.of(tables)
                        .map(OpenBlas::symbol)
                        .anyMatch(one -> one != null && one.address() == table.address());
    }

    /** The address of a symbol, or null if the library does not export it, as on Windows. */
    private static @Nullable Pointer symbol(String name) {
        try {
            Pointer address = Loader.addressof(name);
            return address == null || address.isNull() ? null : address;
        } catch (LinkageError e) {
            return null;
        }
    }
}
