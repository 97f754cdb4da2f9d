package io.github.congeal.samples.window;

import io.github.congeal.model.LoadListener;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a model.
 *
 * @param files its files; null for the bundled model
 */
record ModelChoice(Model.@Nullable Files files) {
    static final ModelChoice BUNDLED = new ModelChoice(null);

    static ModelChoice of(Path vqgan, Path clip) {
        return new ModelChoice(new Model.Files(vqgan, clip));
    }

    /** Loads the model, which may take a while, and reports the progress to the listener. The caller must close it. */
    Model open(LoadListener listener) {
        return files == null
                ? Model.bundled()
                : Model.load(files.vqgan(), files.clip(), LoadOptions.defaults().listener(listener));
    }
}
