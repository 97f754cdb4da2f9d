package io.github.congeal.internal.tensor.host;

import java.lang.reflect.Method;
import org.bytedeco.javacpp.Pointer;

/** Memory that was freed, but that the C library keeps for later allocations. */
final class FreedMemory {
    private FreedMemory() {}

    /**
     * Gives it back to the system: on Linux by {@code malloc_trim}, which JavaCPP calls for itself where the memory that
     * it may take has come to an end. It has no public method for it before 1.5.8; as a module that may not be looked into,
     * its memory stays as it is.
     */
    static void giveBack() {
        try {
            Method trim = Pointer.class.getDeclaredMethod("trimMemory");
            if (trim.trySetAccessible()) {
                trim.invoke(null);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // What is kept is no fault, only more than it need be.
        }
    }
}
