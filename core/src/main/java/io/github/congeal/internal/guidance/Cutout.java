package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cutout with everything about it drawn: which part of the picture it shows and what is then done to it. The same
 * cutout of the same picture has the same pixels, whenever and on whatever thread they are made.
 *
 * @param window which part of the picture it shows
 * @param transforms what is done to it, in order; null where an augmentation leaves it as it is
 */
public record Cutout(Window window, List<@Nullable Transform<?>> transforms) {
    /** Copies the list. */
    public Cutout {
        transforms = Collections.unmodifiableList(new ArrayList<>(transforms));
    }

    /** The same cutout, but for a flip that comes first: the window does it at no cost. */
    Cutout withMirroredWindow() {
        int first = 0;
        while (first < transforms.size() && transforms.get(first) == null) {
            first++;
        }
        if (first == transforms.size() || !isFlip(transforms.get(first))) {
            return this;
        }
        List<@Nullable Transform<?>> others = new ArrayList<>(transforms);
        others.set(first, null);
        return new Cutout(window.mirror(), others);
    }

    private boolean isFlip(@Nullable Transform<?> transform) {
        return transform != null
                && transform.parameters() instanceof Homography source
                && source.isMirror(window.size());
    }
}
