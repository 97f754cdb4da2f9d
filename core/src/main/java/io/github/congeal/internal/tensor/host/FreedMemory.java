package io.github.congeal.internal.tensor.host;

import java.lang.reflect.Method;
import org.bytedeco.javacpp.Pointer;

/** Freed memory that the C library keeps for later allocations. */
final class FreedMemory {
    private FreedMemory() {}

    /**
     * Returns it to the operating system, on Linux by {@code malloc_trim}, through the method that JavaCPP uses when it runs
     * out of memory. That method is private before JavaCPP 1.5.8; if reflection is refused, nothing happens.
     */
    static void giveBack() {
        try {
            Method trim = Pointer.class.getDeclaredMethod("trimMemory");
            if (trim.trySetAccessible()) {
                trim.invoke(null);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // Not an error: the process only keeps more memory than it needs.
        }
    }
}
