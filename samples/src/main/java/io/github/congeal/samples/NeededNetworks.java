package io.github.congeal.samples;

import io.github.congeal.ModelUnavailableException;
import io.github.congeal.model.Catalogue;
import io.github.congeal.model.LoadOptions;
import io.github.congeal.model.Model;
import io.github.congeal.model.ModelCache;
import io.github.congeal.model.PublishedModel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The networks of a model that a command needs; no other is loaded. */
enum NeededNetworks {
    /** Both, to make pictures. */
    BOTH,
    /** The VQGAN, to draw. */
    VQGAN,
    /** The CLIP, to compare. */
    CLIP;

    boolean vqgan() {
        return this != CLIP;
    }

    boolean clip() {
        return this != VQGAN;
    }

    /** Loads what is needed from files; what is not needed may be null. */
    Model load(@Nullable Path vqgan, @Nullable Path clip, LoadOptions options) {
        return switch (this) {
            case BOTH -> Model.load(Objects.requireNonNull(vqgan), Objects.requireNonNull(clip), options);
            case VQGAN -> Model.loadVqgan(Objects.requireNonNull(vqgan), options);
            case CLIP -> Model.loadClip(Objects.requireNonNull(clip), options);
        };
    }

    /** Loads what is needed of two published models that are on this machine. */
    Model cached(String vqgan, String clip, LoadOptions options) throws ModelUnavailableException {
        ModelCache cache = ModelCache.standard();
        Catalogue catalogue = Catalogue.standard();
        return load(
                vqgan() ? cache.get(catalogue.get(vqgan, PublishedModel.Kind.VQGAN)) : null,
                clip() ? cache.get(catalogue.get(clip, PublishedModel.Kind.CLIP)) : null,
                options);
    }
}
