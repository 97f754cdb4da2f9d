package io.github.congeal.samples.fuzz;

import io.github.congeal.SettingsFile;
import io.github.congeal.control.Control;
import io.github.congeal.control.Prompt;
import io.github.congeal.control.Schedule;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Story;
import io.github.congeal.internal.clip.Tokenizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people type, damaged: it is understood or refused in a sentence. */
@Timeout(600)
class TextsFuzzTest {
    private static final List<Class<? extends Exception>> REFUSAL = List.of(IllegalArgumentException.class);

    /** Their examples name files, which are not there. */
    private static final List<Control<?>> OPENING = List.of(Control.TARGETS, Control.INITIAL_IMAGE);

    @Test
    void prompts() throws Exception {
        Trial.ofTexts(
                        "prompts",
                        List.of(
                                "a lighthouse in a storm",
                                "a forest:(0: 1 | 50%: 0) | fog:-0.3:0.5",
                                "a sunset@top | a moon@ellipse(x=0.5, y=0.2, width=0.3, height=0.3):2",
                                "a &quot;red&#39;s&quot; caf&amp;eacute; \u4e00\ud83d\ude00"),
                        REFUSAL,
                        text -> {
                            for (Prompt prompt : Prompt.parse(text)) {
                                Tokenizer.shared().encode(prompt.text());
                            }
                        })
                .run();
    }

    @Test
    void stories() throws Exception {
        Trial.ofTexts(
                        "stories",
                        List.of("a forest || @30% the sea:2 || @200 a city | fog:-0.5", "one || two || three"),
                        REFUSAL,
                        Story::parse)
                .run();
    }

    @Test
    void schedules() throws Exception {
        Trial.ofTexts(
                        "schedules",
                        List.of(
                                "0.1",
                                "0: 0.1 | 200: 0.02 | 80%: 1e-3",
                                "cosine(0.2, 0.01)",
                                "steps(0: 0.1 | 75%: 0.01)",
                                "cosine(0.2, 0.01, 10%, 2)",
                                "warmup(20, cosine(0.2, 0.01))"),
                        REFUSAL,
                        text -> {
                            Schedule schedule = Schedule.parse(text);
                            for (int step = 0; step <= 100; step += 10) {
                                schedule.at(step, 100);
                            }
                        })
                .run();
    }

    @Test
    void controls() throws Exception {
        Trial.ofTexts(
                        "controls",
                        Control.all().stream()
                                .filter(control -> !OPENING.contains(control))
                                .map(control ->
                                        control.name() + "=" + control.form().example())
                                .toList(),
                        REFUSAL,
                        TextsFuzzTest::set)
                .run();
    }

    private static void set(String text) {
        int equals = text.indexOf('=');
        Settings.fromText(
                equals < 0 ? Map.of(text, "") : Map.of(text.substring(0, equals), text.substring(equals + 1)));
    }

    @Test
    void settingsAsJson() throws Exception {
        Trial.ofTexts("settings", List.of("""
                                {
                                  "prompt": ["a lighthouse in a storm", "fog:-0.3"],
                                  "size": "256x256",
                                  "iterations": 300,
                                  "truncate": true,
                                  "step-size": "0: 0.1 | 80%: 0.02"
                                }
                                """), REFUSAL, SettingsFile::fromJson).run();
    }
}
