package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads schedules. */
final class ScheduleParser {
    private static final String NUMBER = "\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*";
    private static final Pattern CONSTANT = Pattern.compile(NUMBER);
    private static final Pattern COSINE = Pattern.compile("\\s*cosine\\s*\\(" + NUMBER + "," + NUMBER + "\\)\\s*");
    private static final Pattern KEYFRAME = Pattern.compile(NUMBER + "(%?)\\s*:" + NUMBER);

    private ScheduleParser() {}

    /** The schedule that a text is; empty where it does not look like one. */
    static Optional<Schedule> find(String text) {
        Matcher constant = CONSTANT.matcher(text);
        if (constant.matches()) {
            return Optional.of(new ConstantSchedule(number(constant, 1)));
        }
        Matcher cosine = COSINE.matcher(text);
        if (cosine.matches()) {
            return Optional.of(new CosineSchedule(number(cosine, 1), number(cosine, 2)));
        }
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

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}
