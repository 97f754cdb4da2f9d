package io.github.congeal.control;

import java.util.stream.Collectors;

/** Numbers that each stay until the next, with abrupt changes. */
record StepSchedule(KeyframeSchedule numbers) implements Schedule {
    @Override
    public double at(int step, int steps) {
        Keyframe latest = numbers.keyframes().get(0);
        for (Keyframe keyframe : numbers.keyframes()) {
            boolean begun = keyframe.step(steps) <= step;
            // Keyframes in steps and in per cent may turn out to be in another order than they were written in.
            if (begun && (latest.step(steps) > step || keyframe.step(steps) >= latest.step(steps))) {
                latest = keyframe;
            }
        }
        return latest.value();
    }

    @Override
    public double least() {
        return numbers.least();
    }

    @Override
    public double greatest() {
        return numbers.greatest();
    }

    @Override
    public String toString() {
        return numbers.keyframes().stream().map(Keyframe::toString).collect(Collectors.joining(" | ", "steps(", ")"));
    }
}
