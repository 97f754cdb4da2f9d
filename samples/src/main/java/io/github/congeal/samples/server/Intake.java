package io.github.congeal.samples.server;

/** Bounds how much of Java's heap the bodies of all current requests take together. Thread-safe. */
final class Intake {
    /** Bytes of heap per byte of a body while it is being parsed, at most: bytes, characters and JSON values. */
    static final int WHILE_READ = 10;

    /** Bytes of heap per byte of a parsed body, at most: its values, and its pictures as bytes. */
    static final int ONCE_READ = 3;

    private final long most;
    private long taken;

    /**
     * Creates a bound.
     *
     * @param most the bytes of heap that all bodies together may take
     */
    Intake(long most) {
        this.most = most;
    }

    /** Returns the largest allowed body in bytes, which is at most {@code limit}. */
    int mostOfOne(int limit) {
        return (int) Math.min(limit, most / WHILE_READ);
    }

    /** Returns the empty portion of a new request, to be closed with it. */
    Portion portion() {
        return new Portion();
    }

    /** The heap that one request's body takes. */
    final class Portion implements AutoCloseable {
        private long mine;

        private Portion() {}

        /**
         * Reserves the heap for more bytes of the body.
         *
         * @throws Refusal if others have taken too much; the portion is empty then
         */
        void add(int bytes) {
            long more = (long) bytes * WHILE_READ;
            synchronized (Intake.this) {
                if (taken + more > most) {
                    // Released at once: of several bodies that arrive together, the last must find room.
                    keep(0);
                    throw Refusal.unavailable(
                            "this server has too little memory for this request beside others: try again, or send a smaller one");
                }
                keep(mine + more);
            }
        }

        /** Releases the heap that only parsing needed. */
        void endReading() {
            keep(mine / WHILE_READ * ONCE_READ);
        }

        /** Releases everything. */
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
