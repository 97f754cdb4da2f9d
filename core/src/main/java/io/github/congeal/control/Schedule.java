package io.github.congeal.control;

import java.util.List;

/**
 * A number that may change during a run.
 *
 * <p>It is written as one of:
 * <ul>
 * <li>{@code 0.1}: a constant;
 * <li>{@code 0: 0.1 | 200: 0.02} or {@code 0: 1 | 50%: 0}: numbers at steps or percentages of the run, with linear
 *     change between them;
 * <li>{@code steps(0: 0.1 | 75%: 0.01)}: numbers that each stay until the next;
 * <li>{@code cosine(0.2, 0.01)}: half a period of a cosine; {@code cosine(0.2, 0.01, 50)} repeats it every 50 steps,
 *     and {@code cosine(0.2, 0.01, 10%, 2)} doubles its length each time;
 * <li>{@code warmup(20, 0.1)} or {@code warmup(5%, cosine(0.2, 0.01))}: a linear rise to any of these in the first
 *     steps.
 * </ul>
 */
public sealed interface Schedule
        permits ConstantSchedule, KeyframeSchedule, StepSchedule, CosineSchedule, RestartSchedule, WarmUpSchedule {
    /** The written form, with any finite numbers. */
    Form<Schedule> FORM = Form.schedule(Range.FINITE, "0: 0.1 | 80%: 0.02");

    /** Returns a number that does not change. */
    static Schedule constant(double value) {
        return new ConstantSchedule(value);
    }

    /**
     * Returns half a period of a cosine, which changes slowly at both ends.
     *
     * @param from the number at step 0
     * @param to the number at the end of the run
     */
    static Schedule cosine(double from, double to) {
        return new CosineSchedule(from, to);
    }

    /**
     * Returns half a period of a cosine that starts over and over (warm restarts).
     *
     * @param from the number at each beginning
     * @param to the number that is approached
     * @param period the number of steps of the first half period, at least 1
     * @param growth the factor of the length from each half period to the next, at least 1
     * @throws IllegalArgumentException if the period or the growth is below 1
     */
    static Schedule restarts(double from, double to, int period, double growth) {
        return new RestartSchedule(from, to, new Span(period, false), growth);
    }

    /**
     * Returns numbers that each stay until the next; before the first keyframe its number applies.
     *
     * @throws IllegalArgumentException if there are no keyframes
     */
    static Schedule steps(List<Keyframe> keyframes) {
        return new StepSchedule(new KeyframeSchedule(keyframes));
    }

    /**
     * Returns linear changes between keyframes; before the first and after the last the number is constant.
     *
     * @throws IllegalArgumentException if there are no keyframes
     */
    static Schedule keyframes(List<Keyframe> keyframes) {
        return new KeyframeSchedule(keyframes);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException if the text is not a schedule; the message says how one is written
     */
    static Schedule parse(String text) {
        return ScheduleParser.find(Writing.requireShort("schedule", text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is no schedule: write a number, such as 0.1, numbers at steps or per cent of the run, such as 0: 0.1 | 80%%: 0.02, or cosine(0.2, 0.01)"
                                .formatted(Writing.quoted(text))));
    }

    /**
     * Returns the same schedule with a linear warm-up: in the n-th of the first {@code steps} steps, the number is
     * multiplied by {@code n / steps}.
     *
     * @param steps the length of the warm-up, at least 1
     * @throws IllegalArgumentException if it is below 1
     */
    default Schedule warmedUp(int steps) {
        return new WarmUpSchedule(new Span(steps, false), this);
    }

    /**
     * Returns the number at a step.
     *
     * @param step the step, from 0
     * @param steps the number of steps of the run
     */
    double at(int step, int steps);

    /** Returns the least number in the schedule. */
    double least();

    /** Returns the greatest number in the schedule. */
    double greatest();

    /** Returns the written form, which {@link #parse} reads back as an equal schedule. */
    @Override
    String toString();
}
