package io.github.congeal.control;

import java.util.List;

/**
 * A number that may change in the course of a run.
 *
 * <p>Written as a number, {@code 0.1}; as numbers at steps or at percentages of the run, between which it changes
 * linearly, {@code 0: 0.1 | 200: 0.02} or {@code 0: 1 | 50%: 0}; or as half a period of a cosine, {@code cosine(0.2,
 * 0.01)}.
 */
public sealed interface Schedule permits ConstantSchedule, KeyframeSchedule, CosineSchedule {
    /** The written form, with any finite numbers. */
    Form<Schedule> FORM = Form.schedule(Range.FINITE, "0: 0.1 | 80%: 0.02");

    /** A number that does not change. */
    static Schedule constant(double value) {
        return new ConstantSchedule(value);
    }

    /**
     * Half a period of a cosine: it changes slowly at both ends.
     *
     * @param from the number at step 0
     * @param to the number at the end of the run
     */
    static Schedule cosine(double from, double to) {
        return new CosineSchedule(from, to);
    }

    /**
     * Numbers between which it changes linearly; before the first and after the last it is constant.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Schedule keyframes(List<Keyframe> keyframes) {
        return new KeyframeSchedule(keyframes);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if the text is not a schedule, with a sentence that says how one is written
     */
    static Schedule parse(String text) {
        return ScheduleParser.find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is no schedule: write a number, such as 0.1, numbers at steps or per cent of the run, such as 0: 0.1 | 80%%: 0.02, or cosine(0.2, 0.01)"
                                .formatted(text)));
    }

    /**
     * The number at a step.
     *
     * @param step from 0
     * @param steps how many steps the run takes
     */
    double at(int step, int steps);

    /** The least number it takes. */
    double least();

    /** The greatest number it takes. */
    double greatest();

    /** The written form, which {@link #parse} reads back as an equal schedule. */
    @Override
    String toString();
}
