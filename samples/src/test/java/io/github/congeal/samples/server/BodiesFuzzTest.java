package io.github.congeal.samples.server;

import io.github.congeal.samples.fuzz.Trial;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies of requests, damaged: they are understood or refused in a sentence. */
@Timeout(3600)
class BodiesFuzzTest {
    private static final List<Class<? extends Exception>> REFUSAL =
            List.of(IllegalArgumentException.class, Refusal.class);

    @Test
    void json() throws Exception {
        Trial.ofTexts("json", List.of("""
                                {"prompt": "a red apple", "n": 2, "size": "256x256", "settings": {"seed": 1, "prompt": ["a", "b:2"]}}
                                """, """
                                {"prompt": "a red apple", "negative_prompt": "fog", "steps": 20, "cfg_scale": 7.5, "deep": [[[{"x": null}]]]}
                                """), REFUSAL, text -> {
                    Fields fields = Json.object(text);
                    Json.write(fields.values());
                    Order order = Order.NOTHING.with(fields.object("settings"));
                    order = fields.words("prompt").map(order::prompt).orElse(order);
                    order = fields.words("negative_prompt").map(order::avoid).orElse(order);
                    fields.number("steps", 1, 1000);
                    fields.number("n", 1, 10);
                    fields.text("size").map(order::size);
                    fields.isTrue("stream");
                })
                .run();
    }

    @Test
    void forms() throws Exception {
        String form = """
                --line
                Content-Disposition: form-data; name="prompt"

                a red apple
                --line
                Content-Disposition: form-data; name="image"; filename="a.png"
                Content-Type: image/png

                not really
                --line--
                """;
        Trial.ofFiles(
                        "forms",
                        List.of(form.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                        REFUSAL,
                        body -> Multipart.read("multipart/form-data; boundary=line", body))
                .run();
    }
}
