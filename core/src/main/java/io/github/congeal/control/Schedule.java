package io.github.congeal.control;

import java.util.List;

/**
 * A number that may change in the course of a run.
 *
 * <p>Written as a number, {@code 0.1}; as numbers at steps or at percentages of the run, between which it changes
 * linearly, {@code 0: 0.1 | 200: 0.02} or {@code 0: 1 | 50%: 0}; as numbers of which each stays until the next, {@code
 * steps(0: 0.1 | 75%: 0.01)}; as half a period of a cosine, {@code cosine(0.2, 0.01)}, or one after the other, each
 * beginning anew, {@code cosine(0.2, 0.01, 50)} of 50 steps each or {@code cosine(0.2, 0.01, 10%, 2)}, each twice as long
 * as the one before; and rising to any of these in the first steps, {@code warmup(20, 0.1)} or {@code warmup(5%,
 * cosine(0.2, 0.01))}.
 */
public sealed interface Schedule
        permits ConstantSchedule, KeyframeSchedule, StepSchedule, CosineSchedule, RestartSchedule, WarmUpSchedule {
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
     * Half a period of a cosine over and over, each beginning anew (warm restarts).
     *
     * @param from the number at each beginning
     * @param to the number that is approached
     * @param period how many steps the first one has, at least 1
     * @param growth how many times as long as the one before each further one is, at least 1
     * @throws IllegalArgumentException if the period or the growth is below 1
     */
    static Schedule restarts(double from, double to, int period, double growth) {
        return new RestartSchedule(from, to, new Span(period, false), growth);
    }

    /**
     * Numbers of which each stays until the next one; before the first it is the first.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Schedule steps(List<Keyframe> keyframes) {
        return new StepSchedule(new KeyframeSchedule(keyframes));
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
        return ScheduleParser.find(Writing.requireShort("schedule", text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is no schedule: write a number, such as 0.1, numbers at steps or per cent of the run, such as 0: 0.1 | 80%%: 0.02, or cosine(0.2, 0.01)"
                                .formatted(Writing.quoted(text))));
    }

    /**
     * The same, rising to it in even steps: the n-th of the first steps has the n-th part.
     *
     * @param steps how many, at least 1
     * @throws IllegalArgumentException if there are none
     */
    default Schedule warmedUp(int steps) {
        return new WarmUpSchedule(new Span(steps, false), this);
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
