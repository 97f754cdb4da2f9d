package io.github.congeal.samples.server;

/** Bounds what the bodies of all requests together take of Java's heap. Thread-safe. */
final class Intake {
    /** The most bytes of heap per byte of a body while it is read: as bytes, as characters and as values. */
    static final int WHILE_READ = 10;

    /** The most bytes of heap per byte of a body that was read: its values, and a picture among them as bytes. */
    static final int ONCE_READ = 3;

    private final long most;
    private long taken;

    /**
     * An intake.
     *
     * @param most how many bytes of heap all bodies may take
     */
    Intake(long most) {
        this.most = most;
    }

    /** The most bytes of one body, if at most {@code limit} are allowed anyway. */
    int mostOfOne(int limit) {
        return (int) Math.min(limit, most / WHILE_READ);
    }

    /** The portion of a request, which is empty at first; to be closed with the request. */
    Portion portion() {
        return new Portion();
    }

    /** What one request takes. */
    final class Portion implements AutoCloseable {
        private long mine;

        private Portion() {}

        /**
         * Takes what some more bytes of the body need.
         *
         * @throws Refusal if others have taken too much; the portion is empty then
         */
        void add(int bytes) {
            long more = (long) bytes * WHILE_READ;
            synchronized (Intake.this) {
                if (taken + more > most) {
                    // Given back at once, for of several that grow together the last one must find room.
                    keep(0);
                    throw Refusal.unavailable(
                            "this server has too little memory for this request beside others: try again, or send a smaller one");
                }
                keep(mine + more);
            }
        }

        /** Gives back what only the reading of the body needed. */
        void endReading() {
            keep(mine / WHILE_READ * ONCE_READ);
        }

        /** Gives everything back. */
        @Override
        public void close() {
            keep(0);
        }

        private void keep(long bytes) {
            synchronized (Intake.this) {
                taken += bytes - mine;
                mine = bytes;
            }
        }
    }
}
