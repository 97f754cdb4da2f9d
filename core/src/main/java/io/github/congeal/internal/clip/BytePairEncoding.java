package io.github.congeal.internal.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

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
        return new Word(tokens).merged();
    }

    /** A word while its neighbours are merged. A merged token stands where its left one stood. */
    private final class Word {
        private final int[] tokens;
        /** The place of the token to the right, or the word's length; none where there is no token any more. */
        private final int[] right;
        /** The place of the token to the left, or -1. */
        private final int[] left;
        /**
         * What could be merged: the merged token, and behind it the place of the left one. What a merge makes can only
         * take part in merges that were learnt later, so of one merge all pairs come out from left to right.
         */
        private final PriorityQueue<Long> candidates = new PriorityQueue<>();

        Word(int... tokens) {
            this.tokens = tokens;
            this.right = IntStream.rangeClosed(1, tokens.length).toArray();
            this.left = IntStream.range(-1, tokens.length - 1).toArray();
        }

        int[] merged() {
            for (int i = 0; i < tokens.length; i++) {
                propose(i);
            }
            for (Long next = candidates.poll(); next != null; next = candidates.poll()) {
                int place = next.intValue();
                int token = (int) (next >>> Integer.SIZE);
                // One of the two may have been merged with another neighbour meanwhile.
                if (pair(place) == token) {
                    merge(place, token);
                }
            }
            return IntStream.iterate(0, i -> i < tokens.length, i -> right[i])
                    .map(i -> tokens[i])
                    .toArray();
        }

        private void merge(int place, int token) {
            int gone = right[place];
            tokens[place] = token;
            tokens[gone] = NONE;
            right[place] = right[gone];
            if (right[place] < tokens.length) {
                left[right[place]] = place;
            }
            propose(place);
            if (left[place] >= 0) {
                propose(left[place]);
            }
        }

        private void propose(int place) {
            int token = pair(place);
            if (token != NONE) {
                candidates.add((long) token << Integer.SIZE | place);
            }
        }

        /** What the token at a place and the one to its right are merged to. */
        private int pair(int place) {
            boolean both = tokens[place] != NONE && right[place] < tokens.length;
            return both ? BytePairEncoding.this.merged(tokens[place], tokens[right[place]]) : NONE;
        }
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
