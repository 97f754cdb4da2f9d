package io.github.congeal.internal.guidance;

import io.github.congeal.internal.tensor.Homography;
import io.github.congeal.internal.tensor.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cutout with all its random choices made: which part of the picture it shows and how that is transformed. Its pixels
 * depend only on the picture, not on when or on which thread they are computed.
 *
 * @param window which part of the picture it shows
 * @param transforms what is done to it, in order; null where an augmentation leaves it unchanged
 */
public record Cutout(Window window, List<@Nullable Transform<?>> transforms) {
    /** Copies the list. */
    public Cutout {
        transforms = Collections.unmodifiableList(new ArrayList<>(transforms));
    }

    /** The same cutout; if its first transform is a flip, the window is mirrored instead, which costs nothing. */
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
