package io.github.congeal.samples.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * A day's traffic in a few minutes: {@code Traffic SECONDS COMMAND…}, with the command that starts Congeal, such as {@code java
 * -jar congeal.jar}. Clients of all kinds ask at once, well and badly; nothing may fail, nothing of them may stay, and the
 * page must still answer. It tells what it saw, and ends with 1 if that was not so. Needs Linux.
 */
final class Traffic {
    private static final int CLIENTS = 20;
    private static final int REPORTS = 10;
    private static final double GROWTH = 1.25;
    private static final int MORE_THREADS = 20;
    private static final String ORDER = "{\"prompt\":\"a red apple\",\"steps\":%d,\"seed\":%d%s}";

    private final URI address;
    private final Process server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(5)).build();
    private final Map<String, LongAdder> seen = new ConcurrentSkipListMap<>();
    private volatile boolean over;

    private Traffic(URI address, Process server) {
        this.address = address;
        this.server = server;
    }

    /** What the server's process holds. */
    private record Held(long megabytes, long threads, long files) {
        static Held by(Process process) throws IOException {
            Path proc = Path.of("/proc", String.valueOf(process.pid()));
            long kilobytes = 0;
            for (String line : Files.readAllLines(proc.resolve("status"))) {
                if (line.startsWith("VmRSS:")) {
                    kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return new Held(kilobytes / 1000, count(proc.resolve("task")), count(proc.resolve("fd")));
        }

        private static long count(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.count();
            }
        }

        @Override
        public String toString() {
            return "%d MB, %d threads, %d open files".formatted(megabytes, threads, files);
        }
    }

    /** Runs it. */
    public static void main(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
        command.addAll(List.of("serve", "--port", "0", "--size", "64x64", "--cutouts", "1", "--threads", "1"));
        command.addAll(List.of("--queue", "8", "--gallery", "20", "--max-steps", "1000"));
        Process server = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean fine;
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            URI address = URI.create(said.readLine().replaceFirst(".* ", ""));
            fine = new Traffic(address, server).run(Long.parseLong(arguments[0]));
        } finally {
            server.destroy();
            server.waitFor();
        }
        System.exit(fine ? 0 : 1);
    }

    private boolean run(long seconds) throws Exception {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(i);
            clients.add(new Thread(() -> beClients(random)));
        }
        clients.forEach(Thread::start);
        Held early = null;
        for (int i = 1; i <= REPORTS; i++) {
            Thread.sleep(seconds * 1000 / REPORTS);
            Held held = Held.by(server);
            System.out.printf("after %d s: %s; %s%n", i * seconds / REPORTS, held, seen);
            early = i == 2 ? held : early;
        }
        over = true;
        for (Thread each : clients) {
            each.join();
        }
        Held last = Held.by(server);
        String page = get("/").body();
        boolean failed = seen.keySet().stream().anyMatch(what -> what.startsWith("5") || what.startsWith("no answer"))
                || get("/metrics").body().contains("status=\"5");
        boolean grown = last.megabytes > GROWTH * early.megabytes || last.threads > early.threads + MORE_THREADS;
        System.out.printf("in the end: %s; %s%n", last, seen);
        System.out.println(
                failed ? "something failed" : grown ? "something stays" : "nothing failed, and nothing stays");
        return !failed && !grown && page.contains("<title>Congeal</title>");
    }

    private void beClients(Random random) {
        while (!over) {
            try {
                beClient(random, random.nextInt(1_000_000));
            } catch (IOException e) {
                count("no answer: " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void beClient(Random random, int seed) throws IOException, InterruptedException {
        int steps = 1 + random.nextInt(3);
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> post("/v1/images/generations", ORDER.formatted(steps, seed, ""));
            case 3 -> post("/v1/images/generations", ORDER.formatted(4, seed, ",\"stream\":true,\"partial_images\":2"));
            case 4 -> post("/sdapi/v1/txt2img", ORDER.formatted(steps, seed, ",\"width\":64,\"height\":64"));
            case 5 -> post("/api/pictures", "{\"settings\":{\"prompt\":\"fog\",\"iterations\":%d}}".formatted(steps));
            case 6 -> post("/v1/images/generations", "{\"prompt\":\"x\",\"size\":\"%dx1\"".formatted(seed));
            case 7 ->
                post("/v1/images/generations", "{\"prompt\":\"x\",\"settings\":{\"cutouts\":%d}}".formatted(-seed));
            case 8 ->
                get(List.of("/", "/style.css", "/health", "/api/pictures", "/api/setup", "/v1/models")
                        .get(random.nextInt(6)));
            case 9 -> get("/sdapi/v1/progress");
            case 10 -> hangUp(ORDER.formatted(1000, seed, ""), random.nextInt(1000));
            case 11 -> hangUp("{\"prompt\":", random.nextInt(1000));
            default -> readSlowly(ORDER.formatted(steps, seed, ""), random.nextInt(5000));
        }
        Thread.sleep(random.nextInt(500));
    }

    /** Sends an order, or half of one, and goes away. */
    private void hangUp(String body, int millis) throws IOException, InterruptedException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String head = "POST /v1/images/generations HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
            int length = body.endsWith("}") ? body.length() : 2 * body.length();
            socket.getOutputStream().write((head.formatted(length) + body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Thread.sleep(millis);
        }
        count("hung up");
    }

    /** Orders a picture, and reads a byte of it now and then, until it has had enough. */
    private void readSlowly(String body, int millis) throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            String head = "POST /v1/images/generations HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";
            socket.getOutputStream().write((head.formatted(body.length()) + body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            for (int i = 0; i < millis / 100 && !over; i++) {
                Thread.sleep(100);
                if (socket.getInputStream().available() > 0) {
                    socket.getInputStream().read();
                }
            }
        }
        count("read slowly");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    private void post(String path, String json) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request.timeout(Duration.ofMinutes(5)).build(), HttpResponse.BodyHandlers.ofString());
        count(String.valueOf(answer.statusCode()));
        return answer;
    }

    private void count(String what) {
        seen.computeIfAbsent(what, first -> new LongAdder()).increment();
    }
}
