package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One iterator in the hands of several threads. */
@Timeout(600)
class SharedFramesTest {
    private static final int FOREVER = 1_000_000;

    private final FrameIterator frames = Generation.builder()
            .prompt("a red apple")
            .size(64, 64)
            .cutouts(4)
            .seed(1)
            .iterations(FOREVER)
            .every(FOREVER)
            .build()
            .frames();

    @RepeatedTest(5)
    void closingFromAnotherThreadInMidStepEndsTheRun() throws Exception {
        CompletableFuture<Frame> reader = stepping();

        frames.close();

        assertThatThrownBy(reader::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(CancellationException.class);
        assertThat(frames.hasNext()).isFalse();
        assertThatThrownBy(frames::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void closingWhileTheFirstFrameIsMadeEndsTheRun() {
        CompletableFuture<Frame> reader = CompletableFuture.supplyAsync(frames::next);
        frames.close();
        assertThatThrownBy(reader::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfAny(CancellationException.class, NoSuchElementException.class);
    }

    @RepeatedTest(200)
    void readingWhileAnotherThreadClosesSaysThatThereIsNoFurtherFrame() {
        CompletableFuture<Void> closer = CompletableFuture.runAsync(frames::close);
        while (frames.hasNext()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(frames::next).isInstanceOf(NoSuchElementException.class);
        closer.join();
    }

    @Test
    void interruptingTheReaderEndsTheRun() throws Exception {
        frames.next();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                frames.next();
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });
        reader.start();
        TimeUnit.MILLISECONDS.sleep(100);
        reader.interrupt();
        assertThat(failure.get()).isInstanceOf(CancellationException.class);
        assertThat(frames.hasNext()).isFalse();
    }

    @Test
    void aSecondReaderIsRefusedAndTheFirstGoesOn() throws Exception {
        CompletableFuture<Frame> reader = stepping();

        assertThatThrownBy(frames::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("the thread \"", "one thread read the iterator");

        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(reader).isNotDone();
        frames.close();
        assertThatThrownBy(reader::join).hasRootCauseInstanceOf(CancellationException.class);
    }

    /** Asks on another thread for a frame that never comes, and returns when that is under way. */
    private CompletableFuture<Frame> stepping() throws InterruptedException {
        frames.next();
        CompletableFuture<Frame> reader = CompletableFuture.supplyAsync(frames::next);
        TimeUnit.MILLISECONDS.sleep(200);
        return reader;
    }
}
