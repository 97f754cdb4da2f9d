package io.github.congeal.internal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.congeal.internal.tensor.Devices;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnDemandTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Weights weights = new Weights(new File(), Devices.automatic());

    private final OnDemand<Tensor> part =
            weights.at("encoder").onDemand(Map.of(), again -> again.keep(again.read("weight", 2, 3), 2, 3));

    @Test
    void isReadWhenItIsFirstAskedForAndOnceForAllItsUsers() {
        try (OnDemand.Lease<Tensor> first = part.lease();
                OnDemand.Lease<Tensor> second = part.lease()) {
            assertThat(opened).hasValue(0);
            assertThat(first.get().toFloats()).isEqualTo(HashWeights.values("encoder.weight", 2, 3));
            assertThat(second.get()).isSameAs(first.get());
            assertThat(opened).hasValue(1);
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void staysUntilTheLastUserLetsGoAndIsReadAgainForTheNext() {
        OnDemand.Lease<Tensor> first = part.lease();
        OnDemand.Lease<Tensor> second = part.lease();
        Tensor tensor = first.get();
        first.close();
        first.close();
        assertThat(second.get()).isSameAs(tensor);
        assertThatThrownBy(first::get).isInstanceOf(IllegalStateException.class);
        second.close();
        try (OnDemand.Lease<Tensor> third = part.lease()) {
            assertThat(third.get()).isNotSameAs(tensor);
        }
        assertThat(opened).hasValue(2);
    }

    @Test
    void isReadOnceForUsersInSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OnDemand.Lease<Tensor> holder = part.lease()) {
            List<Callable<Tensor>> users = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                users.add(() -> {
                    try (OnDemand.Lease<Tensor> lease = part.lease()) {
                        return lease.get();
                    }
                });
            }
            for (Future<Tensor> user : threads.invokeAll(users)) {
                assertThat(user.get()).isSameAs(holder.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void isOfNoUseOnceTheModelIsClosed() {
        try (OnDemand.Lease<Tensor> lease = part.lease()) {
            lease.get();
            weights.close();
            assertThatThrownBy(lease::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void canBeHadAfterAFailure() {
        AtomicInteger attempts = new AtomicInteger();
        OnDemand<String> fragile = weights.onDemand(Map.of(), again -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return "made";
        });
        try (OnDemand.Lease<String> lease = fragile.lease()) {
            assertThatThrownBy(lease::get).hasMessage("not yet");
            assertThat(lease.get()).isEqualTo("made");
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void isMadeAtOnceAndKeptWhereTheWeightsCannotBeReadAgain() {
        try (Weights once = new Weights(
                new File() {
                    @Override
                    public boolean isReadableAgain() {
                        return false;
                    }
                },
                Devices.automatic())) {
            OnDemand<Tensor> kept = once.onDemand(Map.of(), same -> same.keep(same.read("weight", 2, 3), 2, 3));
            assertThat(once.bytes()).isEqualTo(2 * 3 * Float.BYTES);
            try (OnDemand.Lease<Tensor> lease = kept.lease()) {
                lease.get();
            }
            try (OnDemand.Lease<Tensor> lease = kept.lease()) {
                assertThat(lease.get().toFloats()).isEqualTo(HashWeights.values("weight", 2, 3));
            }
            assertThat(opened).hasValue(0);
        }
    }

    /** Weights of any name, which count how often they were opened again. */
    private class File implements Weights.Source {
        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public long[] shape(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float[] read(String name, long... shape) {
            return HashWeights.values(name, shape);
        }

        @Override
        public Weights.Source again() {
            opened.incrementAndGet();
            return new File() {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }
}
