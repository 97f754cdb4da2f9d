package io.github.congeal.video;

import java.io.IOException;

/**
 * A picture parameter set (H.264, section 7.3.2.2), as far as it determines the syntax of slice headers.
 *
 * @param id its id
 * @param sequence the id of its sequence parameter set
 * @param arithmetic {@code entropy_coding_mode_flag}: whether slices have arithmetic coding (CABAC)
 * @param ordered {@code bottom_field_pic_order_in_frame_present_flag}
 * @param references the default number of reference frames in each of two lists
 * @param weighted {@code weighted_pred_flag}: whether P slices have weights
 * @param weightedPairs whether B slices have explicit weights, {@code weighted_bipred_idc} 1
 * @param redundant {@code redundant_pic_cnt_present_flag}
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
     * Reads a picture parameter set.
     *
     * @throws IOException with half a sentence as its message, if it is damaged or of a kind that is not read
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
