package io.github.congeal.internal.guidance;

import java.util.List;

/**
 * One cutout with everything about it drawn: which part of the picture it shows and what is then done to it. The same
 * cutout of the same picture has the same pixels, whenever and on whichever thread they are made.
 *
 * @param view how it looks at the picture
 * @param transforms what is done to it, in order
 */
public record Cutout(View view, List<Transform> transforms) {
    /** Copies the list. */
    public Cutout {
        transforms = List.copyOf(transforms);
    }
}
