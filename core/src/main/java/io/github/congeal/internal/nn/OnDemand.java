package io.github.congeal.internal.nn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a model that is in memory only while it is used: loaded for the first user, shared by all, and freed when
 * the last one closes its lease. Thread-safe.
 *
 * @param <T> the type of the part
 */
public final class OnDemand<T> {
    private final Weights source;
    private final Function<Weights, T> maker;
    private @Nullable Weights weights;
    private @Nullable T part;
    private int users;
    private boolean closed;

    /** A part that {@code maker} makes from these weights, which are reopened each time it is loaded. */
    OnDemand(Weights source, Function<Weights, T> maker) {
        this.source = source;
        this.maker = maker;
    }

    /** Makes the part at once from the weights themselves, which own it; returns this. */
    OnDemand<T> kept() {
        part = maker.apply(source);
        return this;
    }

    /** A lease for one more user. Nothing is read before {@link Lease#get}. */
    public synchronized Lease<T> lease() {
        users++;
        return new Lease<>(this);
    }

    /** Runs an action during which the part, once loaded, stays in memory. */
    public void hold(Runnable whileHeld) {
        Lease<T> lease = lease();
        try {
            whileHeld.run();
        } finally {
            lease.close();
        }
    }

    /** The bytes of native memory that the part takes now, in addition to those of the model. */
    public synchronized long bytes() {
        return weights == null ? 0 : weights.bytes();
    }

    private synchronized T get() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        T made = part;
        if (made == null) {
            weights = source.reopened(again -> part = maker.apply(again));
            made = part;
        }
        return made;
    }

    private synchronized void letGo() {
        users--;
        if (users == 0) {
            free();
        }
    }

    /** Frees the part for good, even if it is still in use. */
    synchronized void close() {
        closed = true;
        free();
    }

    private void free() {
        if (weights != null) {
            weights.close();
            weights = null;
            part = null;
        }
    }

    /**
     * One user's lease of a part. Not thread-safe.
     *
     * @param <T> the type of the part
     */
    public static final class Lease<T> implements AutoCloseable {
        private @Nullable OnDemand<T> owner;

        private Lease(OnDemand<T> owner) {
            this.owner = owner;
        }

        /**
         * The part, valid until this lease is closed. The first call loads it, and concurrent ones wait for that.
         *
         * @throws io.github.congeal.CheckpointException if it can no longer be read
         * @throws IllegalStateException if the model or this lease is closed
         */
        public T get() {
            if (owner == null) {
                throw new IllegalStateException("the lease is closed");
            }
            return owner.get();
        }

        /** Releases the part. Closing twice does nothing. */
        @Override
        public void close() {
            OnDemand<T> former = owner;
            owner = null;
            if (former != null) {
                former.letGo();
            }
        }
    }
}
