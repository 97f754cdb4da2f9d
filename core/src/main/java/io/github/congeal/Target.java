package io.github.congeal;

/**
 * A picture that the result should become like, or unlike.
 *
 * @param source the picture
 * @param weight how much it counts; negative to become unlike it
 */
record Target(ImageSource source, double weight) {
    Target {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("target's weight was %s, but must be a finite number".formatted(weight));
        }
    }
}
