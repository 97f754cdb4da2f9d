package io.github.congeal.internal.tensor.nd4j;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the C library, {@code environ}, which Java can only read. On Linux only.
 */
final class NativeEnvironment {
    private static final int LONGEST = 100_000;

    private NativeEnvironment() {}

    /**
     * Adds a variable for libraries that are loaded from now on; {@link System#getenv} does not see it. Does nothing if the
     * variable is set or cannot be added.
     */
    @SuppressWarnings("resource") // The C library keeps what it is given.
    static void add(String name, String value) {
        if (!Loader.getPlatform().startsWith("linux") || System.getenv(name) != null) {
            return;
        }
        Pointer symbol = symbol();
        if (symbol == null || symbol.isNull()) {
            return;
        }
        PointerPointer<Pointer> variable = new PointerPointer<>(symbol);
        PointerPointer<Pointer> old = new PointerPointer<>(variable.get(0));
        int count = 0;
        while (count < LONGEST && old.get(count) != null) {
            count++;
        }
        PointerPointer<Pointer> list = new PointerPointer<>(Pointer.malloc((count + 2L) * Long.BYTES));
        for (int i = 0; i < count; i++) {
            list.put(i, old.get(i));
        }
        byte[] text = (name + "=" + value + "\0").getBytes(StandardCharsets.UTF_8);
        BytePointer entry = new BytePointer(Pointer.malloc(text.length));
        entry.put(text, 0, text.length);
        list.put(count, entry);
        list.put(count + 1L, (Pointer) null);
        // As setenv does: the new list is complete before it is published.
        variable.put(0, list);
    }

    private static @Nullable Pointer symbol() {
        try {
            return Loader.addressof("environ");
        } catch (LinkageError e) {
            // Native libraries cannot be loaded; that is reported where they are needed.
            return null;
        }
    }
}
