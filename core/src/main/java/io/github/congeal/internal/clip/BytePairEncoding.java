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
 * CLIP's byte pair encoding (Sennrich, Haddow and Birch 2016): a word begins as one token for each of its bytes, and adjacent
 * tokens are merged as long as there is a merge for them, in the order in which the merges were learnt.
 *
 * <p>The numbers of the tokens are: the 256 bytes, the 256 bytes at the end of a word, then the results of the merges in the
 * order in which they were learnt. So the merge with the lowest result is applied first. Immutable.
 */
final class BytePairEncoding {

    private static final int BYTES = 256;
    private static final int FIRST_MERGE = 2 * BYTES;
    private static final int NONE = Integer.MAX_VALUE;

    private static final int[] BYTE_TOKENS = numberBytes();

    /** The merges, sorted: 16 bits each for the left token, the right token and the merged token. */
    private final long[] merges;

    private BytePairEncoding(long[] merges) {
        this.merges = merges;
    }

    /**
     * Reads merges in the order in which they were learnt, 16 bits each for the left and the right token.
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

    /** A word during merging. A merged token takes the place of its left part. */
    private final class Word {
        private final int[] tokens;
        /** The place of the next token, or the word's length. */
        private final int[] right;
        /** The place of the previous token, or -1. */
        private final int[] left;
        /**
         * Possible merges: the merged token in the upper 32 bits, the place of the left token in the lower ones. A merged
         * token takes part only in merges that were learnt later, so all pairs of one merge come out from left to right.
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
                // One of the two tokens may have been merged with another since.
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

        /** The result of merging the token at a place with the next one, or {@link #NONE}. */
        private int pair(int place) {
            boolean both = tokens[place] != NONE && right[place] < tokens.length;
            return both ? BytePairEncoding.this.merged(tokens[place], tokens[right[place]]) : NONE;
        }
    }

    private int merged(int left, int right) {
        long pair = (long) left << 16 | right;
        // No merge has token 0 as its result, so the search fails and returns where the pair's merge would be.
        int place = -Arrays.binarySearch(merges, pair << 16) - 1;
        return place < merges.length && merges[place] >>> 16 == pair ? (int) merges[place] & 0xffff : NONE;
    }

    /**
     * The token of each byte. As in GPT-2, whose encoding CLIP adopted, the printable characters of Latin-1 come first.
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
