package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import io.github.congeal.control.Size;
import io.github.congeal.model.Model;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client of the Model Context Protocol says, and what it hears. */
@Timeout(900)
class McpServerTest {
    private static final Settings QUICK = Settings.EMPTY
            .with(Control.SIZE, new Size(64, 64))
            .with(Control.CUTOUTS, 1)
            .with(Control.THREADS, 1);

    private final PipedOutputStream says = new PipedOutputStream();
    private final PipedInputStream answers = new PipedInputStream(1 << 20);
    private BufferedReader hears;
    private Thread server;
    private volatile int unanswered;

    @BeforeEach
    void start() throws IOException {
        PipedInputStream in = new PipedInputStream(says, 1 << 20);
        PipedOutputStream out = new PipedOutputStream(answers);
        McpServer mcp = new McpServer("1.0", Model::bundled, QUICK, Limits.USUAL, out);
        server = new Thread(() -> {
            try (out) {
                unanswered = mcp.serve(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        server.start();
        hears = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() throws Exception {
        says.close();
        server.join();
    }

    private void say(String json) throws IOException {
        says.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        says.flush();
    }

    private Fields hear() throws IOException {
        return Json.object(hears.readLine());
    }

    private Fields ask(String json) throws IOException {
        say(json);
        return hear();
    }

    private static Map<?, ?> content(Fields answer, int index) {
        return (Map<?, ?>) answer.object("result").list("content").get(index);
    }

    @Test
    void aLineWithoutEndIsRefusedAndTheNextOneAnswered() throws IOException {
        String endless = "{\"id\":" + "1".repeat(Limits.USUAL.bodyBytes());
        Fields refused = ask(endless);
        assertThat(refused.object("error").text("message")).hasValue("a message may have at most 20000000 bytes");

        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").has("result"))
                .isTrue();
    }

    @Test
    void introducesItselfAndItsTool() throws IOException {
        Fields hello = ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}}");
        assertThat(hello.object("result").text("protocolVersion")).hasValue("2025-06-18");
        assertThat(hello.object("result").object("serverInfo").text("name")).hasValue("congeal");
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

        Fields tools = ask("{\"jsonrpc\":\"2.0\",\"id\":\"two\",\"method\":\"tools/list\"}");

        assertThat(tools.text("id")).hasValue("two");
        Map<?, ?> tool = (Map<?, ?>) tools.object("result").list("tools").get(0);
        assertThat(tool.get("name")).isEqualTo("generate_picture");
        assertThat(tool.get("inputSchema").toString()).contains("prompt", "seed", "steps");
    }

    @Test
    void makesThePixelsOfGenerateAndTellsItsProgress() throws IOException {
        say(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"seed\":42,\"steps\":3},\"_meta\":{\"progressToken\":\"p\"}}}");
        List<Long> steps = new ArrayList<>();
        Fields heard = hear();
        for (; heard.text("method").isPresent(); heard = hear()) {
            assertThat(heard.object("params").text("progressToken")).hasValue("p");
            steps.add(heard.object("params").number("progress").orElseThrow());
        }

        assertThat(steps).containsExactly(0L, 1L, 2L, 3L);
        byte[] png = Base64.getDecoder().decode(content(heard, 0).get("data").toString());
        Generation same = Generation.builder()
                .model(Model.bundled())
                .settings(QUICK)
                .prompt("a red apple")
                .iterations(3)
                .seed(42)
                .build();
        assertThat(OpenAiTest.pixels(ImageIO.read(new ByteArrayInputStream(png))))
                .isEqualTo(OpenAiTest.pixels(same.image()));
        assertThat(content(heard, 1).get("text").toString()).startsWith("64x64, seed 42, 3 steps, loss ");
    }

    @Test
    void aCallCanBeCancelled() throws IOException {
        say(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":2000}}}");
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

        // One call is made at a time: this one's answer shows that the other has ended, and it is the first that is
        // heard.
        Fields next = ask(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":1}}}");

        assertThat(next.number("id")).hasValue(2);
    }

    @Test
    void aCallThatIsCancelledBetweenTwoFramesIsNotAnswered() throws IOException {
        CountDownLatch stepped = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ByteArrayOutputStream heard = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] line) {
                writeBytes(line);
                String said = new String(line, StandardCharsets.UTF_8);
                if (said.contains("\"progress\":1,")) {
                    stepped.countDown();
                    await(cancelled);
                } else if (said.contains("\"id\":2,")) {
                    ended.countDown();
                }
            }
        };
        // Each part is asked for when the server has taken the one before.
        Iterator<String> parts = Stream.<Supplier<String>>of(
                        () ->
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":3},\"_meta\":{\"progressToken\":\"p\"}}}",
                        () -> {
                            await(stepped);
                            return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
                        },
                        () -> {
                            cancelled.countDown();
                            return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":0}}}";
                        },
                        () -> {
                            await(ended);
                            return "";
                        })
                .map(Supplier::get)
                .iterator();

        int dropped = new McpServer("1.0", Model::bundled, QUICK, Limits.USUAL, heard).serve(stream(parts));

        assertThat(heard.toString(StandardCharsets.UTF_8)).contains("\"id\":2,").doesNotContain("\"id\":1,");
        assertThat(dropped).isZero();
    }

    private static InputStream stream(Iterator<String> lines) {
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return lines.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream((lines.next() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void callsAreCancelledWhenTheInputEnds() throws Exception {
        String call =
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":2000}}}";
        say(call.formatted(1));
        say(call.formatted(2));
        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}").number("id"))
                .hasValue(3);

        says.close();
        server.join();

        assertThat(hears.readLine()).isNull();
        assertThat(unanswered).isEqualTo(2);
    }

    @Test
    void whatIsCancelledBeforeItIsAskedForIsMade() throws IOException {
        say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

        Fields answer = ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":0}}}");

        assertThat(answer.number("id")).hasValue(1);
        assertThat(answer.object("result").isTrue("isError")).isFalse();
    }

    @Test
    void moreCallsThanCanWaitAreRefused() throws IOException {
        String call =
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"a red apple\",\"steps\":2000}}}";
        for (int id = 0; id < 100; id++) {
            say(call.formatted(id));
        }

        assertThat(ask(call.formatted(99)).object("error").text("message"))
                .hasValue("100 calls wait already: come later");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        says.write(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}', '\n'});
        says.flush();
        Fields error = hear().object("error");
        assertThat(error.number("code")).hasValue(-32700);
        assertThat(error.text("message")).hasValue("the request is no text in UTF-8");
    }

    @Test
    void whatIsWrongIsToldInASentence() throws IOException {
        Fields wrong = ask(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"generate_picture\",\"arguments\":{\"prompt\":\"x\",\"size\":\"large\"}}}");
        assertThat(wrong.object("result").isTrue("isError")).isTrue();
        assertThat(content(wrong, 0).get("text").toString()).startsWith("size was \"large\", but must be");

        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"sing\"}")
                        .object("error")
                        .number("code"))
                .hasValue(-32601);
        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"sing\"}}")
                        .object("error")
                        .number("code"))
                .hasValue(-32602);
        assertThat(ask("{").object("error").number("code")).hasValue(-32700);
        assertThat(ask("{\"id\":%s}".formatted("9".repeat(200_000)))
                        .object("error")
                        .number("code"))
                .hasValue(-32700);
        assertThat(ask("{\"x\":[%s{}]}".formatted("{},".repeat(1_000_000)))
                        .object("error")
                        .text("message"))
                .hasValue("the request has more than 100000 values");
        assertThat(ask("{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"ping\"}").number("id"))
                .hasValue(4);
    }
}
