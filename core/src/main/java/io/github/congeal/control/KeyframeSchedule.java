package io.github.congeal.control;

import java.util.List;
import java.util.stream.Collectors;

/** A schedule that changes linearly between keyframes. */
record KeyframeSchedule(List<Keyframe> keyframes) implements Schedule {
    KeyframeSchedule {
        keyframes = List.copyOf(keyframes);
        if (keyframes.isEmpty()) {
            throw new IllegalArgumentException("a schedule was empty, but must have at least one keyframe");
        }
        requireOrder(keyframes, false);
        requireOrder(keyframes, true);
    }

    /**
     * Steps and percentages can only be compared once the number of steps is known, so each kind is checked by itself.
     */
    private static void requireOrder(List<Keyframe> keyframes, boolean percent) {
        List<Keyframe> some = keyframes.stream()
                .filter(keyframe -> keyframe.percent() == percent)
                .toList();
        for (int i = 1; i < some.size(); i++) {
            if (some.get(i).position() <= some.get(i - 1).position()) {
                throw new IllegalArgumentException("keyframe \"%s\" came after \"%s\", but must lie later in the run"
                        .formatted(some.get(i), some.get(i - 1)));
            }
        }
    }

    @Override
    public double at(int step, int steps) {
        Keyframe before = null;
        Keyframe after = null;
        // Keyframes in steps and in per cent can be in another order than they were written in: the nearest on either
        // side count.
        for (Keyframe keyframe : keyframes) {
            double place = keyframe.step(steps);
            if (place <= step) {
                before = before == null || place >= before.step(steps) ? keyframe : before;
            } else {
                after = after == null || place < after.step(steps) ? keyframe : after;
            }
        }
        if (before == null || after == null) {
            return (before == null ? after : before).value();
        }
        double part = (step - before.step(steps)) / (after.step(steps) - before.step(steps));
        return before.value() + part * (after.value() - before.value());
    }

    @Override
    public double least() {
        return keyframes.stream().mapToDouble(Keyframe::value).min().orElseThrow();
    }

    @Override
    public double greatest() {
        return keyframes.stream().mapToDouble(Keyframe::value).max().orElseThrow();
    }

    @Override
    public String toString() {
        return keyframes.stream().map(Keyframe::toString).collect(Collectors.joining(" | "));
    }
}
