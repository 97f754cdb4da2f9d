package io.github.congeal.samples.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.congeal.model.Model;
import java.awt.AWTException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JDialog;
import javax.swing.JProgressBar;
import javax.swing.JTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Published models come to the real window, from a server on this machine. */
@Timeout(1800)
class ModelDownloadsTest {
    private static final String CATALOGUE = "congeal.catalogue";
    private static final String MODELS = "congeal.models";

    @TempDir
    private Path folder;

    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile boolean stalls;
    private WindowDriver window;

    @BeforeEach
    void open() throws AWTException, IOException {
        byte[] vqgan = bundled("vqgan");
        byte[] clip = bundled("clip");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/vqgan", exchange -> answer(exchange, vqgan));
        server.createContext("/clip", exchange -> answer(exchange, clip));
        server.setExecutor(threads);
        server.start();
        Path catalogue = Files.writeString(
                folder.resolve("catalogue.txt"), entry("small", "vqgan", vqgan) + entry("judge", "clip", clip));
        System.setProperty(CATALOGUE, catalogue.toString());
        System.setProperty(MODELS, folder.resolve("models").toString());
        window = WindowDriver.open("");
    }

    @AfterEach
    void close() {
        released.countDown();
        try {
            if (window != null) {
                window.close();
            }
        } finally {
            System.clearProperty(CATALOGUE);
            System.clearProperty(MODELS);
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream in = Model.class.getResourceAsStream("bundled/" + name + ".safetensors")) {
            return in.readAllBytes();
        }
    }

    private String entry(String name, String kind, byte[] content) {
        return """
                model    %s
                kind     %s
                good-at  trying out
                format   safetensors
                licence  a licence of its own
                file     %s.safetensors
                bytes    %d
                sha256   %s
                mirror   http://127.0.0.1:%d/%s

                """.formatted(
                        name,
                        kind,
                        name,
                        content.length,
                        sha256(content),
                        server.getAddress().getPort(),
                        kind);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends all of it; while it stalls, a half, and then a byte now and then. */
    private void answer(HttpExchange exchange, byte[] content) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, content.length);
            OutputStream out = exchange.getResponseBody();
            int sent = stalls ? content.length / 2 : content.length;
            out.write(content, 0, sent);
            while (sent < content.length && !released.await(50, TimeUnit.MILLISECONDS)) {
                out.write(content[sent]);
                out.flush();
                sent++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aModelIsDescribedDownloadedCancelledAndThenOffered() {
        window.click("downloads");
        window.waitUntil(
                "the list is there", () -> WindowDriver.first(JDialog.class).isPresent());
        assertThat(window.text("download-details"))
                .contains("small, a VQGAN: trying out", "a licence of its own", "127.0.0.1", "SHA-256");

        stalls = true;
        window.click("download");
        window.waitUntil(
                "some of it is there",
                () -> window.find("download-progress", JProgressBar.class).getValue() > 0);
        window.click("download");
        waitUntilItMayBegin();
        assertThat(here(0)).endsWith(" of it");

        stalls = false;
        window.click("download");
        window.waitUntil("it is there", () -> here(0).equals("yes"));
        assertThat(window.messageText()).isEqualTo("small is here; a VQGAN and a CLIP together make a model");
        assertThat(models().getItemCount()).isEqualTo(2);

        WindowDriver.onEventThread(() -> {
            window.find("published-models", JTable.class).setRowSelectionInterval(1, 1);
            return true;
        });
        window.click("download");
        window.waitUntil("the other one is there", () -> here(1).equals("yes"));
        assertThat(window.messageText()).isEqualTo("judge is here: choose it under Model");
        assertThat(models().getItemAt(1)).isEqualTo("small + judge");
        assertThat(models().getSelectedIndex()).isZero();
        assertThat(window.find("download", JButton.class).isEnabled()).isFalse();
    }

    @Test
    void whatCannotBeHadIsSaid() {
        server.stop(0);
        window.click("downloads");
        window.waitUntil(
                "the list is there", () -> WindowDriver.first(JDialog.class).isPresent());
        window.click("download");
        window.waitUntil("it is said", () -> window.text("download-details").contains("could not be downloaded"));
        assertThat(window.text("download-details")).contains("by hand");
        assertThat(here(0)).isEqualTo("no");
    }

    private void waitUntilItMayBegin() {
        window.waitUntil("it may begin again", () -> {
            JButton button = window.find("download", JButton.class);
            return button.isEnabled() && button.getText().equals("Download");
        });
    }

    private String here(int row) {
        return (String) WindowDriver.onEventThread(
                () -> window.find("published-models", JTable.class).getValueAt(row, 3));
    }

    private JComboBox<?> models() {
        return window.find("model", JComboBox.class);
    }
}
