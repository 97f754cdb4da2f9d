package io.github.congeal.internal.download;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response as they arrive. Unlike with the JDK's input stream of a response, reading fails if no bytes
 * arrive for a while, and if the thread is interrupted.
 */
final class ResponseBody implements BodySubscriber<ResponseBody>, AutoCloseable {
    /** What was received: buffers, the end, or a fault. */
    private record Item(
            List<ByteBuffer> buffers,
            boolean last,
            @Nullable Throwable fault) {}

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    @Override
    public CompletionStage<ResponseBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        if (subscription.complete(newSubscription)) {
            newSubscription.request(1);
        } else {
            newSubscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        items.add(new Item(buffers, false, null));
    }

    @Override
    public void onError(Throwable fault) {
        items.add(new Item(List.of(), true, fault));
    }

    @Override
    public void onComplete() {
        items.add(new Item(List.of(), true, null));
    }

    /** The next bytes, or null after the last ones; fails if none arrive within {@code patience}. */
    @Nullable
    List<ByteBuffer> next(Duration patience) throws IOException, InterruptedException {
        Item item = items.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (item == null) {
            throw new HttpTimeoutException("nothing came for " + patience.toMillis() / 1000.0 + " s");
        }
        if (item.fault() != null) {
            throw new IOException("the connection was cut", item.fault());
        }
        if (item.last()) {
            return null;
        }
        subscription.join().request(1);
        return item.buffers();
    }

    /** Cancels the transfer. */
    @Override
    public void close() {
        subscription.thenAccept(Flow.Subscription::cancel);
    }
}
