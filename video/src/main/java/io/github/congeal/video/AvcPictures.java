package io.github.congeal.video;

import java.io.IOException;

/**
 * The parameters that pictures of a film share (H.264, section 7.3.2.2), as far as they tell how long the heads of their slices
 * are.
 *
 * @param sequence the id of the sequence's parameters that go with them
 * @param arithmetic whether slices are coded arithmetically
 * @param ordered whether slices tell more of the order in which frames are shown
 * @param references how many frames a slice may refer to, in each of two lists
 * @param weighted whether slices that refer to one frame weigh it
 * @param weightedPairs whether slices that refer to two frames tell the weights
 * @param redundant whether slices may be there twice
 */
record AvcPictures(
        int id,
        int sequence,
        boolean arithmetic,
        boolean ordered,
        int[] references,
        boolean weighted,
        boolean weightedPairs,
        boolean redundant) {
    static final int MOST_REFERENCES = 32;
    static final int MOST_IDS = 255;

    /**
     * Reads them.
     *
     * @throws IOException with half a sentence, if they are damaged or those of a film that is not read
     */
    static AvcPictures read(byte[] unit) throws IOException {
        AvcBits bits = new AvcBits(unit);
        int id = bits.number(MOST_IDS);
        int sequence = bits.number(AvcSequence.MOST_IDS);
        boolean arithmetic = bits.flag();
        boolean ordered = bits.flag();
        if (bits.number() != 0) {
            throw new IOException("its pictures are in groups of slices, which are not read");
        }
        int[] references = {1 + bits.number(MOST_REFERENCES - 1), 1 + bits.number(MOST_REFERENCES - 1)};
        boolean weighted = bits.flag();
        boolean weightedPairs = bits.bits(2) == 1;
        bits.skipNumbers(3);
        bits.bits(2);
        return new AvcPictures(id, sequence, arithmetic, ordered, references, weighted, weightedPairs, bits.flag());
    }
}
