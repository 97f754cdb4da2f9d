package io.github.congeal.internal.tensor.nd4j;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the values copied between Java and the device in this JVM, so that a test can check what stays on the device.
 */
public final class Transfers {
    private static final LongAdder there = new LongAdder();
    private static final LongAdder back = new LongAdder();

    private Transfers() {}

    /** The number of values copied to the device. */
    public static long there() {
        return there.sum();
    }

    /** The number of values copied from the device. */
    public static long back() {
        return back.sum();
    }

    static void go(int count) {
        there.add(count);
    }

    static void comeBack(int count) {
        back.add(count);
    }
}
