package io.github.congeal.video;

import java.util.Arrays;

/**
 * A track of an MP4 file: where its samples are, and when they are shown.
 *
 * @param handler {@code vide} or {@code soun}
 * @param timeScale units of time a second
 * @param descriptions the content of its {@code stsd} box: how the samples are coded
 * @param offsets where in the file each sample begins
 * @param sizes how many bytes each has
 * @param durations how long each lasts
 * @param shifts how much later than it is decoded each is shown
 * @param mediaTime where in its own time the track begins
 */
record Mp4Track(
        String handler,
        long timeScale,
        byte[] descriptions,
        long[] offsets,
        int[] sizes,
        int[] durations,
        int[] shifts,
        long mediaTime) {
    int count() {
        return sizes.length;
    }

    /** The same track up to a sample. */
    Mp4Track first(int samples) {
        return new Mp4Track(
                handler,
                timeScale,
                descriptions,
                Arrays.copyOf(offsets, samples),
                Arrays.copyOf(sizes, samples),
                Arrays.copyOf(durations, samples),
                Arrays.copyOf(shifts, samples),
                mediaTime);
    }

    double seconds() {
        long sum = 0;
        for (int duration : durations) {
            sum += duration;
        }
        return sum / (double) timeScale;
    }
}
