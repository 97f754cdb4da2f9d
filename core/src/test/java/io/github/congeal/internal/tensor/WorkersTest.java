package io.github.congeal.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600) // against a deadlock
class WorkersTest {
    private final Workers workers = new Workers(3);

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 5", "3, 0", "3, 1", "3, 2", "3, 3", "3, 1000", "16, 1000"})
    void doesEachTaskOnce(int count, int tasks) {
        AtomicIntegerArray times = new AtomicIntegerArray(tasks);
        new Workers(count).run(tasks, (worker, task) -> times.incrementAndGet(task));
        for (int t = 0; t < tasks; t++) {
            assertThat(times.get(t)).isEqualTo(1);
        }
    }

    @Test
    void noTwoThreadsAreTheSameWorkerOfARun() {
        for (int repetition = 0; repetition < 100; repetition++) {
            Thread[] threads = new Thread[workers.count()];
            Queue<String> strangers = new ConcurrentLinkedQueue<>();
            workers.run(50, (worker, task) -> {
                synchronized (threads) {
                    Thread known = threads[worker];
                    threads[worker] = Thread.currentThread();
                    if (known != null && known != Thread.currentThread()) {
                        strangers.add(known + " and " + Thread.currentThread());
                    }
                }
            });
            assertThat(strangers).isEmpty();
        }
    }

    @Test
    void asManyThreadsWorkAtOnceAsItHas() {
        CyclicBarrier all = new CyclicBarrier(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        workers.run(3, (worker, task) -> {
            threads.add(Thread.currentThread());
            meet(all);
        });
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        assertThat(threads)
                .filteredOn(thread -> thread != Thread.currentThread())
                .allMatch(Thread::isDaemon)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("congeal-worker-1", "congeal-worker-2");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tasksRunTasks() {
        AtomicIntegerArray times = new AtomicIntegerArray(6 * 5 * 4);
        workers.run(
                6,
                (w, outer) -> workers.run(
                        5,
                        (v, middle) ->
                                workers.run(4, (u, inner) -> times.incrementAndGet((outer * 5 + middle) * 4 + inner))));
        for (int t = 0; t < times.length(); t++) {
            assertThat(times.get(t)).isEqualTo(1);
        }
    }

    @Test
    void callersShareItsThreads() throws Exception {
        int callers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Long>> sums = new ArrayList<>();
            for (int c = 0; c < callers; c++) {
                sums.add(threads.submit(this::sumOfManyRuns));
            }
            for (Future<Long> sum : sums) {
                assertThat(sum.get()).isEqualTo(2000L * 20 * 19 / 2);
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Each run's tasks write plain numbers, which the caller must see when it returns. */
    private long sumOfManyRuns() {
        long sum = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            int[] numbers = new int[20];
            workers.run(numbers.length, (worker, task) -> numbers[task] = task);
            for (int number : numbers) {
                sum += number;
            }
        }
        return sum;
    }

    @Test
    void aRunEndsWhileAllOthersAreBusyElsewhere() throws Exception {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch end = new CountDownLatch(1);
        Thread other = new Thread(() -> workers.run(3, (worker, task) -> {
            begun.countDown();
            await(end);
        }));
        other.start();
        begun.await();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        workers.run(10, (worker, task) -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
        end.countDown();
        other.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anExceptionReachesTheCallerAndEndsTheRun() {
        IllegalStateException thrown = new IllegalStateException("task 7");
        for (int repetition = 0; repetition < 100; repetition++) {
            assertThatThrownBy(() -> workers.run(20, (worker, task) -> {
                        if (task == 7) {
                            throw thrown;
                        }
                    }))
                    .isSameAs(thrown);
        }
        doesEachTaskOnce(3, 20);
    }

    @Test
    void anotherThreadsErrorReachesTheCaller() {
        CyclicBarrier both = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> new Workers(2).run(2, (worker, task) -> {
                    meet(both);
                    if (Thread.currentThread() != caller) {
                        throw new AssertionError("of a worker");
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("of a worker");
    }

    @Test
    void anInterruptIsKeptForLater() {
        Thread.currentThread().interrupt();
        try {
            doesEachTaskOnce(3, 1000);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void idleThreadsEndAndAreReplaced() throws Exception {
        Workers impatient = new Workers(2, Duration.ofMillis(1));
        for (int repetition = 0; repetition < 3; repetition++) {
            CyclicBarrier both = new CyclicBarrier(2);
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            impatient.run(2, (worker, task) -> {
                threads.add(Thread.currentThread());
                meet(both);
            });
            threads.remove(Thread.currentThread());
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(threads).hasSize(1);
        }
    }

    @Test
    void refusesToWorkWithoutThreads() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Workers(0)).withMessageContaining("at least 1");
    }
}
