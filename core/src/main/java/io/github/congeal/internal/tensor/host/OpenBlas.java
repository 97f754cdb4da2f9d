package io.github.congeal.internal.tensor.host;

import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/** What is known of OpenBLAS, which comes with ND4J. */
final class OpenBlas {
    /** The tables of kernels among which it chooses the processor's. Those for AVX-512 include kernels for small matrices. */
    private static final String CHOSEN = "gotoblas";

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
        if (chosen == null) {
            return false;
        }
        long table = new PointerPointer<>(chosen).get(0).address();
        return Stream.of(tables).map(OpenBlas::symbol).anyMatch(one -> one != null && one.address() == table);
    }

    /** The address of a symbol, or null if the library does not export it. */
    private static @Nullable Pointer symbol(String name) {
        try {
            Pointer address = Loader.addressof(name);
            return address == null || address.isNull() ? null : address;
        } catch (LinkageError e) {
            return null;
        }
    }
}
