package io.github.congeal.samples.spark;

import io.github.congeal.ModelUnavailableException;
import io.github.congeal.model.Model;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models of an executor: each is loaded once, by the first task that needs it, and kept until the executor ends.
 */
final class Models {
    private static final Map<String, Model> LOADED = new HashMap<>();

    private Models() {}

    /**
     * A model.
     *
     * @param name null or {@code bundled} for the bundled model, or the names of a VQGAN and a CLIP in the catalogue,
     *     separated by a plus sign; their files must be on every machine
     */
    static synchronized Model get(@Nullable String name) throws ModelUnavailableException {
        if (name == null || name.equals("bundled")) {
            return Model.bundled();
        }
        Model model = LOADED.get(name);
        if (model == null) {
            String[] parts = name.split("\\+", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(
                        "model was \"%s\", but must be bundled, or the names of a VQGAN and a CLIP joined by +"
                                .formatted(name));
            }
            model = Model.cached(parts[0], parts[1]);
            LOADED.put(name, model);
        }
        return model;
    }
}
