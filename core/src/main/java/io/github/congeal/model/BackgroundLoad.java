package io.github.congeal.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads a model in the background. Cancelling its future cancels the loading. */
final class BackgroundLoad {
    private final Supplier<Model> loader;
    private final CompletableFuture<Model> model = new CompletableFuture<>();
    private @Nullable Thread thread;
    private boolean interrupted;

    BackgroundLoad(Supplier<Model> loader) {
        this.loader = loader;
    }

    CompletableFuture<Model> on(Executor executor) {
        model.whenComplete((loaded, problem) -> interruptIfCancelled());
        executor.execute(this::run);
        return model;
    }

    private void run() {
        if (!begin()) {
            return;
        }
        try {
            Model loaded = loader.get();
            if (!model.complete(loaded)) {
                loaded.close();
            }
        } catch (RuntimeException | Error e) {
            model.completeExceptionally(e);
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (model.isDone()) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    private synchronized void interruptIfCancelled() {
        if (model.isCancelled() && thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
            interrupted = true;
        }
    }

    /** Releases the thread and clears an interrupt that came from here. */
    private synchronized void end() {
        thread = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }
}
