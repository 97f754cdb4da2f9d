package io.github.congeal.samples.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.Frame;
import io.github.congeal.Generation;
import io.github.congeal.control.Control;
import io.github.congeal.control.Settings;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class JobTest {
    @Test
    void aChangeAfterTheLastFrameIsRefused() throws InterruptedException {
        CountDownLatch measuring = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Generation generation = Generation.builder()
                .size(32, 32)
                .iterations(0)
                .loss("waiting", view -> {
                    measuring.countDown();
                    await(held);
                    return 0;
                })
                .build();
        Picture picture = new Picture(Order.NOTHING, generation, 0);
        Job job = new Job("test", List.of(picture), new Metrics());
        Thread runner = new Thread(job);
        runner.start();
        await(measuring);

        // The job tells of its last frame, and ends, only when it gets this lock.
        synchronized (job) {
            held.countDown();
            while (picture.newest().filter(Frame::isLast).isEmpty()) {
                Thread.sleep(1);
            }
            assertThatThrownBy(() -> job.change(Settings.EMPTY.with(Control.CUTOUTS, 3)))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("settings change while the picture is being made: it is not");
        }
        runner.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
