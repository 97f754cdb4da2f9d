package io.github.congeal.internal.guidance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All cutout methods by name. A further one is its class and a line here. */
public final class CutoutMethods {
    private static final Map<String, Supplier<CutoutMethod>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("augmented", AugmentedCutouts::new);
        BY_NAME.put("plain", PlainCutouts::new);
    }

    private CutoutMethods() {}

    /** The names, the default first. */
    public static Set<String> names() {
        return java.util.Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /**
     * A new method of that name, for one run.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CutoutMethod named(String name) {
        Supplier<CutoutMethod> maker = BY_NAME.get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "cutout method was '" + name + "', but must be one of " + String.join(", ", BY_NAME.keySet()));
        }
        return maker.get();
    }
}
