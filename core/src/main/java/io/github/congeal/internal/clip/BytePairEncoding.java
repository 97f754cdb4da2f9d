package io.github.congeal.internal.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * CLIP's byte pair encoding: a word begins as one token for each of its bytes; neighbours are merged as long as a merge
 * for them is known, those learnt first being applied first.
 *
 * <p>The tokens are numbered: the 256 bytes, the 256 bytes as the last one of a word, then what each merge makes, in
 * the order in which the merges were learnt. So the merge with the lowest token is applied first.
 */
final class BytePairEncoding {

    private static final int BYTES = 256;
    private static final int FIRST_MERGE = 2 * BYTES;
    private static final int NONE = Integer.MAX_VALUE;

    private static final int[] BYTE_TOKENS = numberBytes();

    /** The merges, each as left token, right token and merged token of 16 bits each, sorted. */
    private final long[] merges;

    private BytePairEncoding(long[] merges) {
        this.merges = merges;
    }

    /**
     * Reads the merges: left and right token of each, in 16 bits each, in the order in which they were learnt.
     *
     * @param resource the name of a resource beside this class
     */
    static BytePairEncoding load(String resource) {
        try (InputStream in = Objects.requireNonNull(BytePairEncoding.class.getResourceAsStream(resource))) {
            ByteBuffer pairs = ByteBuffer.wrap(in.readAllBytes());
            long[] merges = new long[pairs.remaining() / Integer.BYTES];
            for (int i = 0; i < merges.length; i++) {
                merges[i] = Integer.toUnsignedLong(pairs.getInt()) << 16 | FIRST_MERGE + i;
            }
            Arrays.sort(merges);
            return new BytePairEncoding(merges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tokens of a word, which is not empty. */
    int[] encode(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = BYTE_TOKENS[bytes[i] & 0xff];
        }
        tokens[bytes.length - 1] += BYTES;
        int count = bytes.length;
        for (int merged = firstLearnt(tokens, count); merged != NONE; merged = firstLearnt(tokens, count)) {
            count = merge(tokens, count, merged);
        }
        return Arrays.copyOf(tokens, count);
    }

    /** The token of the first learnt merge that applies to any neighbours. */
    private int firstLearnt(int[] tokens, int count) {
        int first = NONE;
        for (int i = 1; i < count; i++) {
            first = Math.min(first, merged(tokens[i - 1], tokens[i]));
        }
        return first;
    }

    /** Merges in place, from left to right, each pair that makes the given token; returns how many tokens are left. */
    private int merge(int[] tokens, int count, int merged) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean pair = i + 1 < count && merged(tokens[i], tokens[i + 1]) == merged;
            tokens[kept++] = pair ? merged : tokens[i];
            i += pair ? 1 : 0;
        }
        return kept;
    }

    private int merged(int left, int right) {
        long pair = (long) left << 16 | right;
        // Nothing equals the pair with a 0 behind it, as no merge makes token 0: the search ends where the pair's merge
        // would be.
        int place = -Arrays.binarySearch(merges, pair << 16) - 1;
        return place < merges.length && merges[place] >>> 16 == pair ? (int) merges[place] & 0xffff : NONE;
    }

    /**
     * Each byte's token: those that are printable in Latin-1 come first, as GPT-2, from which CLIP has its encoding,
     * numbers them.
     */
    private static int[] numberBytes() {
        int[] tokens = new int[BYTES];
        int token = 0;
        for (boolean printable : new boolean[] {true, false}) {
            for (int value = 0; value < BYTES; value++) {
                if (isPrintable(value) == printable) {
                    tokens[value] = token++;
                }
            }
        }
        return tokens;
    }

    private static boolean isPrintable(int value) {
        boolean ascii = value > ' ' && value < 0x7f;
        boolean latin1 = value > 0xa0 && value != 0xad;
        return ascii || latin1;
    }
}
