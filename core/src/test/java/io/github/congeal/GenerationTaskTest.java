package io.github.congeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.control.ImageSource;
import io.github.congeal.control.Target;
import io.github.congeal.model.Model;
import java.awt.image.BufferedImage;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs in the background, on the bundled model at its smallest. */
@Timeout(600)
class GenerationTaskTest {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() throws InterruptedException {
        executor.shutdownNow();
        assertThat(executor.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void itsResultIsTheLastFrame() throws Exception {
        List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
        Generation generation =
                small(3).onFrame(frame -> heard.add(frame.iteration())).build();

        GenerationTask task = generation.start(executor);
        Frame last = task.result().get();

        assertThat(last.isLast()).isTrue();
        assertThat(task.newest()).containsSame(last);
        assertThat(task.progress()).isEqualTo(1);
        assertThat(heard).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aCancelledRunEndsAndFreesItsThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        GenerationTask task = small(1_000_000)
                .every(1000)
                .onFrame(frame -> begun.countDown())
                .build()
                .start(executor);
        begun.await();

        task.cancel();
        task.cancel();

        assertThatThrownBy(() -> task.result().get()).isInstanceOf(CancellationException.class);
        assertThat(executor.submit(() -> Thread.currentThread().isInterrupted()).get())
                .as("the executor's thread is as it was")
                .isFalse();
        assertThat(task.progress()).isLessThan(1);
    }

    @Test
    void cancellingTheFutureCancelsTheRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        GenerationTask task =
                small(1_000_000).onFrame(frame -> begun.countDown()).build().start(executor);
        begun.await();

        task.result().cancel(true);

        assertThat(executor.submit(() -> "free").get()).isEqualTo("free");
    }

    @Test
    void whatWasCancelledBeforeItBeganNeverBegins() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        executor.execute(() -> await(free));
        List<Frame> heard = new ArrayList<>();
        GenerationTask task = small(1).onFrame(heard::add).build().start(executor);

        task.cancel();
        assertThat(task.result()).isCancelled();
        free.countDown();

        assertThat(executor.submit(() -> heard.size()).get()).isZero();
        assertThat(task.newest()).isEmpty();
        assertThat(task.progress()).isZero();
    }

    @Test
    void aPausedRunMakesNoFrames() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
        GenerationTask task = small(4).onFrame(frame -> {
                    heard.add(frame.iteration());
                    begun.countDown();
                    await(paused);
                })
                .build()
                .start(executor);
        begun.await();
        task.pause();
        paused.countDown();

        assertThatThrownBy(() -> task.result().get(500, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(heard).containsExactly(0);

        task.resume();
        assertThat(task.result().get(300, TimeUnit.SECONDS).isLast()).isTrue();
        assertThat(heard).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whatIsPausedBeforeItsFirstFrameMakesThatAndCanBeSaved() throws Exception {
        Runnable[] works = new Runnable[1];
        GenerationTask task = small(1_000_000).build().start(work -> works[0] = work);
        task.pause();
        CompletableFuture<SavedRun> save = task.saved();
        executor.execute(works[0]);

        assertThat(save.get(300, TimeUnit.SECONDS).iteration()).isZero();
        task.cancel();
    }

    @Test
    void whatIsCancelledBeforeItBeganIsNeverSaved() {
        GenerationTask task = small(1).build().start(work -> {});
        CompletableFuture<SavedRun> save = task.saved();

        task.cancel();

        assertThat(save).isCompletedExceptionally();
    }

    @Test
    void aPausedRunCanBeCancelled() throws Exception {
        GenerationTask task = small(1_000_000).build().start(executor);
        task.pause();
        task.cancel();

        assertThat(executor.submit(() -> "free").get()).isEqualTo("free");
        assertThat(task.result()).isCancelled();
    }

    @Test
    void whatAListenerThrowsEndsTheRun() {
        GenerationTask task = small(3).onFrame(frame -> {
                    throw new IllegalStateException("enough");
                })
                .build()
                .start(executor);

        assertThatThrownBy(() -> task.result().get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("enough");
    }

    @Test
    void anInterruptOfTheExecutorEndsTheRun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        GenerationTask task =
                small(1_000_000).onFrame(frame -> begun.countDown()).build().start(executor);
        begun.await();

        executor.shutdownNow();

        assertThat(executor.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        assertThat(task.result()).isCancelled();
    }

    private static Generation.Builder small(int iterations) {
        return Generation.builder()
                .prompt("a red apple")
                .size(64, 64)
                .cutouts(1)
                .iterations(iterations)
                .seed(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Duration.ofMinutes(5).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void itCanBeSavedWhileItRunsAndWhileItIsPausedAndGoesOnToTheSamePicture() throws Exception {
        GenerationTask task = small(1_000_000).build().start(executor);
        SavedRun running = task.saved().get();
        task.pause();
        SavedRun paused = task.saved().get();
        assertThat(paused.iteration()).isGreaterThanOrEqualTo(running.iteration());
        task.cancel();
        assertThatThrownBy(() -> task.result().get()).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> task.saved().get())
                .hasRootCauseMessage("the run has ended: there is nothing to go on with");

        ResumeOptions sameModel = ResumeOptions.defaults().model(Model.bundled());
        try (FrameIterator first = running.resume(sameModel).frames();
                FrameIterator second = paused.resume(sameModel).frames()) {
            Frame expected = first.next();
            while (expected.iteration() < paused.iteration() + 1) {
                expected = first.next();
            }
            second.next();
            assertThat(second.next().loss()).isEqualTo(expected.loss());
        }
    }

    @Test
    void whatCannotBeSavedSaysSoAndGoesOn() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Target target = new Target(ImageSource.of(unwritableIf(fails)).with(picture), 1);
        GenerationTask task = small(1_000_000).target(target).build().start(executor);
        task.pause();
        assertThat(task.saved().get(300, TimeUnit.SECONDS)).isNotNull();

        fails.set(true);
        CompletableFuture<SavedRun> save = task.saved();

        assertThatThrownBy(() -> save.get(300, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no name");
        fails.set(false);
        assertThat(task.saved().get(300, TimeUnit.SECONDS)).isNotNull();
        assertThat(task.result()).isNotDone();
        task.cancel();
    }

    /** A path whose name, which a saved run holds, cannot be told at times. */
    private static Path unwritableIf(AtomicBoolean fails) {
        return (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (path, method, arguments) -> {
                    if (!method.getName().equals("toString")) {
                        return method.getReturnType() == int.class ? 0 : path;
                    }
                    if (fails.get()) {
                        throw new IllegalStateException("no name");
                    }
                    return "sketch.png";
                });
    }
}
