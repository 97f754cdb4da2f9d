package io.github.congeal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.CheckpointException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BackgroundLoadTest {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void whatLoadingThrowsIsWhatTheFutureFailsWith() {
        Path missing = folder.resolve("nowhere.ckpt");
        CompletableFuture<Model> model = Model.loadAsync(missing, missing, LoadOptions.defaults());
        assertThatThrownBy(model::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CheckpointException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aCancelledLoadIsInterruptedAndItsThreadIsAsItWas() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> ended = new ArrayList<>();
        CompletableFuture<Model> model = new BackgroundLoad(() -> {
                    begun.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    ended.add("interrupted");
                    throw new CancellationException();
                })
                .on(executor);
        begun.await();

        model.cancel(true);

        assertThat(executor.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
        assertThat(ended).containsExactly("interrupted");
    }

    @Test
    void whatWasCancelledBeforeItBeganIsNotLoaded() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        executor.submit(() -> {
            free.await();
            return null;
        });
        List<String> loaded = new ArrayList<>();
        CompletableFuture<Model> model = new BackgroundLoad(() -> {
                    loaded.add("loaded");
                    return Model.bundled();
                })
                .on(executor);
        model.cancel(false);
        free.countDown();
        assertThat(executor.submit(() -> loaded.size()).get()).isZero();
    }
}
