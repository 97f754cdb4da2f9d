package io.github.congeal.control;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads schedules. */
final class ScheduleParser {
    private static final String NUMBER = "\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\s*";
    private static final Pattern CONSTANT = Pattern.compile(NUMBER);
    private static final Pattern COSINE = Pattern.compile("\\s*cosine\\s*\\(" + NUMBER + "," + NUMBER + "\\)\\s*");
    private static final Pattern KEYFRAME = Pattern.compile(NUMBER + "(%?)\\s*:" + NUMBER);

    private ScheduleParser() {}

    static Schedule parse(String text) {
        Matcher constant = CONSTANT.matcher(text);
        if (constant.matches()) {
            return new ConstantSchedule(Double.parseDouble(constant.group(1)));
        }
        Matcher cosine = COSINE.matcher(text);
        if (cosine.matches()) {
            return new CosineSchedule(Double.parseDouble(cosine.group(1)), Double.parseDouble(cosine.group(2)));
        }
        List<Keyframe> keyframes = new ArrayList<>();
        for (String piece : text.split("\\|", -1)) {
            Matcher keyframe = KEYFRAME.matcher(piece);
            if (!keyframe.matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no schedule: write a number, such as 0.1, numbers at steps or per cent of the run, such as 0: 0.1 | 80%%: 0.02, or cosine(0.2, 0.01)"
                                .formatted(text));
            }
            keyframes.add(new Keyframe(
                    Double.parseDouble(keyframe.group(1)),
                    !keyframe.group(2).isEmpty(),
                    Double.parseDouble(keyframe.group(3))));
        }
        return new KeyframeSchedule(keyframes);
    }
}
