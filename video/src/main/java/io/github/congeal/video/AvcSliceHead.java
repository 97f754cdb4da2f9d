package io.github.congeal.video;

import java.io.IOException;

/**
 * Checks a slice header (H.264, section 7.3.3) before JCodec reads it: JCodec reads beyond the end of a unit, and lists in a
 * damaged header would then never end.
 */
final class AvcSliceHead {
    /** The types P, B and SP of slices: H.264, table 7-6. */
    private static final int ONE_REFERENCE = 0;

    private static final int TWO_REFERENCES = 1;
    private static final int SWITCHING = 3;
    private static final int TYPES = 5;

    private static final int KEY_SLICE = 5;

    /** The end of a list of reference modifications: H.264, table 7-7. */
    private static final int NO_FURTHER_CHANGE = 3;

    /** The operands of each memory management control operation: H.264, table 7-9. */
    private static final int[] OPERANDS = {0, 1, 1, 2, 1, 0, 1};

    private final AvcBits bits;
    private final AvcSequence sequence;
    private final AvcPictures pictures;
    private final int type;

    private AvcSliceHead(AvcBits bits, AvcSequence sequence, AvcPictures pictures, int type) {
        this.bits = bits;
        this.sequence = sequence;
        this.pictures = pictures;
        this.type = type;
    }

    /**
     * Checks the header of a slice.
     *
     * @return the picture parameter set of the slice
     * @throws IOException with half a sentence as its message, if it is damaged
     */
    static AvcPictures require(byte[] unit, AvcParameters parameters) throws IOException {
        AvcBits bits = new AvcBits(unit);
        bits.number();
        int type = bits.number(2 * TYPES - 1) % TYPES;
        AvcPictures pictures = parameters.pictures(bits.number(AvcPictures.MOST_IDS));
        new AvcSliceHead(bits, parameters.sequence(pictures.sequence()), pictures, type)
                .require(unit[0] & 0x1f, (unit[0] & 0x60) != 0);
        return pictures;
    }

    private void require(int kind, boolean kept) throws IOException {
        bits.bits(sequence.numberBits());
        if (kind == KEY_SLICE) {
            bits.number();
        }
        skipOrder();
        if (pictures.redundant()) {
            bits.number();
        }
        if (type == TWO_REFERENCES) {
            bits.flag();
        }
        if (lists() > 0) {
            requireReferences();
        }
        if (kept) {
            requireKept(kind);
        }
    }

    /** The number of its lists of reference frames. */
    private int lists() {
        return type == TWO_REFERENCES ? 2 : type == ONE_REFERENCE || type == SWITCHING ? 1 : 0;
    }

    private void skipOrder() throws IOException {
        if (sequence.orderKind() == 0) {
            bits.bits(sequence.orderBits());
        }
        if (sequence.orderKind() == 1 && sequence.orderDiffers()) {
            bits.number();
        }
        if (pictures.ordered() && (sequence.orderKind() == 0 || sequence.orderDiffers())) {
            bits.number();
        }
    }

    private void requireReferences() throws IOException {
        int[] counts = pictures.references().clone();
        if (bits.flag()) {
            for (int list = 0; list < lists(); list++) {
                counts[list] = 1 + bits.number(AvcPictures.MOST_REFERENCES - 1);
            }
        }
        for (int list = 0; list < lists(); list++) {
            if (bits.flag()) {
                while (bits.number() != NO_FURTHER_CHANGE) {
                    bits.number();
                }
            }
        }
        if (type == TWO_REFERENCES ? pictures.weightedPairs() : pictures.weighted()) {
            bits.skipNumbers(2);
            for (int list = 0; list < lists(); list++) {
                skipWeights(counts[list]);
            }
        }
    }

    private void skipWeights(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            bits.skipNumbers(bits.flag() ? 2 : 0);
            bits.skipNumbers(bits.flag() ? 4 : 0);
        }
    }

    private void requireKept(int kind) throws IOException {
        if (kind == KEY_SLICE) {
            bits.bits(2);
        } else if (bits.flag()) {
            int operation;
            do {
                operation = bits.number(OPERANDS.length - 1);
                bits.skipNumbers(OPERANDS[operation]);
            } while (operation != 0);
        }
    }
}
