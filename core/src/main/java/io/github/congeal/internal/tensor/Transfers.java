package io.github.congeal.internal.tensor;

import java.util.concurrent.atomic.LongAdder;

/** How many numbers have gone from Java to a card and back in this JVM, so that it can be told what stays there. */
public final class Transfers {
    private static final LongAdder there = new LongAdder();
    private static final LongAdder back = new LongAdder();

    private Transfers() {}

    /** How many have gone to the card. */
    public static long there() {
        return there.sum();
    }

    /** How many have come back. */
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
