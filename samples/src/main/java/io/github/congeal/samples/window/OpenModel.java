package io.github.congeal.samples.window;

import io.github.congeal.model.LoadListener;
import io.github.congeal.model.Model;
import org.jspecify.annotations.Nullable;

/** The model that was used last, kept open because it is likely to be used next. Confined to one thread. */
final class OpenModel implements AutoCloseable {
    private final LoadListener listener;
    private @Nullable ModelChoice choice;
    private @Nullable Model model;

    OpenModel(LoadListener listener) {
        this.listener = listener;
    }

    /**
     * Opens the model of a choice, unless it is open. Another open model is closed first, so that there are never two
     * in memory.
     */
    Model of(ModelChoice wanted) {
        Model open = model;
        if (open != null && wanted.equals(choice)) {
            return open;
        }
        close();
        open = wanted.open(listener);
        model = open;
        choice = wanted;
        return open;
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
            model = null;
        }
    }
}
