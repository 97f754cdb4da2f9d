package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads schedules. The possessive quantifiers keep the time linear in the length of the text. */
final class ScheduleParser {
    private static final String NUMBER = "\\s*+([+-]?+(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?+)\\s*+";
    private static final Pattern CONSTANT = Pattern.compile(NUMBER);
    private static final Pattern KEYFRAME = Pattern.compile(NUMBER + "(%?)\\s*+:" + NUMBER);
    private static final Pattern WORD = Pattern.compile("\\s*([a-z]+)\\s*\\((.*)\\)\\s*");
    private static final Pattern COSINE = Pattern.compile(NUMBER + "," + NUMBER);
    private static final Pattern RESTARTS =
            Pattern.compile(NUMBER + "," + NUMBER + "," + NUMBER + "(%?)\\s*+(?:," + NUMBER + ")?");
    private static final Pattern WARM_UP = Pattern.compile(NUMBER + "(%?)\\s*+,(.*)");

    /** How deeply warm-ups may be nested. */
    private static final int DEEPEST = 8;

    private ScheduleParser() {}

    /** Reads a schedule; empty if the text does not look like one. */
    static Optional<Schedule> find(String text) {
        return find(text, 0);
    }

    private static Optional<Schedule> find(String text, int depth) {
        Matcher constant = CONSTANT.matcher(text);
        if (constant.matches()) {
            return Optional.of(new ConstantSchedule(number(constant, 1)));
        }
        Matcher word = WORD.matcher(text);
        return word.matches()
                ? find(word.group(1), word.group(2), depth)
                : keyframes(text).map(Schedule.class::cast);
    }

    private static Optional<Schedule> find(String word, String inside, int depth) {
        return switch (word) {
            case "steps" -> keyframes(inside).map(StepSchedule::new);
            case "cosine" -> cosine(inside);
            case "warmup" -> depth == DEEPEST ? Optional.empty() : warmUp(inside, depth + 1);
            default -> Optional.empty();
        };
    }

    private static Optional<Schedule> cosine(String inside) {
        Matcher once = COSINE.matcher(inside);
        if (once.matches()) {
            return Optional.of(new CosineSchedule(number(once, 1), number(once, 2)));
        }
        Matcher restarts = RESTARTS.matcher(inside);
        if (!restarts.matches()) {
            return Optional.empty();
        }
        double growth = restarts.group(5) == null ? 1 : number(restarts, 5);
        return Optional.of(new RestartSchedule(number(restarts, 1), number(restarts, 2), span(restarts, 3), growth));
    }

    private static Optional<Schedule> warmUp(String inside, int depth) {
        Matcher warmUp = WARM_UP.matcher(inside);
        return warmUp.matches()
                ? find(warmUp.group(3), depth).map(then -> new WarmUpSchedule(span(warmUp, 1), then))
                : Optional.empty();
    }

    private static Optional<KeyframeSchedule> keyframes(String text) {
        List<Keyframe> keyframes = new ArrayList<>();
        for (String piece : text.split("\\|", -1)) {
            Matcher keyframe = KEYFRAME.matcher(piece);
            if (!keyframe.matches()) {
                return Optional.empty();
            }
            boolean percent = !keyframe.group(2).isEmpty();
            keyframes.add(new Keyframe(number(keyframe, 1), percent, number(keyframe, 3)));
        }
        return Optional.of(new KeyframeSchedule(keyframes));
    }

    private static Span span(Matcher matcher, int group) {
        return new Span(number(matcher, group), !matcher.group(group + 1).isEmpty());
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}
