package io.github.congeal.video;

import java.util.Arrays;

/**
 * A track of an MP4 file: the location and the time of its samples.
 *
 * @param handler {@code vide} or {@code soun}
 * @param timeScale the number of units of time per second
 * @param descriptions the content of its {@code stsd} box: how the samples are coded
 * @param offsets the offset of each sample in the file
 * @param sizes the bytes of each sample
 * @param durations the duration of each sample, in units of time
 * @param shifts the composition offset of each sample: how much later than decoded it is shown
 * @param mediaTime the time in the media at which the presentation begins
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

    /** The first samples of this track. */
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
