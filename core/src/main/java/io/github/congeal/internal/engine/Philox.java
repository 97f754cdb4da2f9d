package io.github.congeal.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The counter-based generator Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * 2011): number n of a stream depends only on the key, the stream and n. The streams of one key are disjoint, and those of
 * different keys are unrelated.
 *
 * <p>The seed is the key. The upper half of the counter is the stream, and the lower half counts blocks of two numbers. Not
 * thread-safe.
 */
final class Philox implements RandomGenerator {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;

    private final int key0;
    private final int key1;
    private final int stream0;
    private final int stream1;
    private long block;
    private long second;
    private boolean hasSecond;

    /**
     * A stream from its beginning.
     *
     * @param key the seed
     * @param step one half of the stream's number
     * @param who the other half, see {@link #hash}
     */
    Philox(long key, int step, int who) {
        this.key0 = (int) key;
        this.key1 = (int) (key >>> Integer.SIZE);
        this.stream0 = step;
        this.stream1 = who;
    }

    /** The half of a stream's number that stands for the part that draws: the CRC-32 of its name. */
    static int hash(String who) {
        CRC32 crc = new CRC32();
        crc.update(who.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    @Override
    public long nextLong() {
        if (hasSecond) {
            hasSecond = false;
            return second;
        }
        int x0 = (int) block;
        int x1 = (int) (block >>> Integer.SIZE);
        int x2 = stream0;
        int x3 = stream1;
        int k0 = key0;
        int k1 = key1;
        block++;
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (x0 & LOW);
            long p1 = MULTIPLIER_1 * (x2 & LOW);
            int y0 = (int) (p1 >>> Integer.SIZE) ^ x1 ^ k0;
            int y2 = (int) (p0 >>> Integer.SIZE) ^ x3 ^ k1;
            x0 = y0;
            x1 = (int) p1;
            x2 = y2;
            x3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        second = (long) x3 << Integer.SIZE | x2 & LOW;
        hasSecond = true;
        return (long) x1 << Integer.SIZE | x0 & LOW;
    }
}
