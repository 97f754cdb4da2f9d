package io.github.congeal.video;

import java.io.IOException;
import java.util.Set;

/**
 * A sequence parameter set (H.264, section 7.3.2.1.1), as far as it determines whether the film can be decoded and the
 * syntax of slice headers.
 *
 * @param id its id
 * @param width the width in pixels, before cropping
 * @param height the height in pixels, before cropping
 * @param numberBits the bits of {@code frame_num}
 * @param orderKind {@code pic_order_cnt_type}, 0..2
 * @param orderBits the bits of {@code pic_order_cnt_lsb}, for type 0
 * @param orderDiffers whether slices have {@code delta_pic_order_cnt}, for type 1
 * @param matrix {@code matrix_coefficients} of its colours
 * @param fullRange whether its colours have the full range 0..255
 */
record AvcSequence(
        int id,
        int width,
        int height,
        int numberBits,
        int orderKind,
        int orderBits,
        boolean orderDiffers,
        int matrix,
        boolean fullRange) {
    /** The value of {@link #matrix} if the film does not state it. */
    static final int UNSPECIFIED = 2;

    static final int MOST_IDS = 31;

    /** The largest number of pixels of any picture that is read. */
    private static final long MOST_PIXELS = 25_000_000;

    private static final int BLOCK = 16;
    private static final Set<Long> PLAIN_PROFILES = Set.of(66L, 77L, 88L);

    /** The profiles whose parameter sets give the format of chroma and the scaling matrices. */
    private static final Set<Long> HIGH_PROFILES = Set.of(100L, 110L, 122L);

    private static final int MOST_EXTRA_BITS = 12;
    private static final int MOST_CYCLE = 255;
    private static final int MOST_REFERENCES = 16;
    private static final int MOST_BUFFERS = 31;
    private static final int OWN_ASPECT = 255;

    /**
     * Reads a sequence parameter set.
     *
     * @throws IOException with half a sentence as its message, if it is damaged or of a kind that is not read
     */
    static AvcSequence read(byte[] unit) throws IOException {
        AvcBits bits = new AvcBits(unit);
        long profile = bits.bits(8);
        bits.bits(16);
        int id = bits.number(MOST_IDS);
        if (HIGH_PROFILES.contains(profile)) {
            colours(bits);
        } else if (!PLAIN_PROFILES.contains(profile)) {
            throw new IOException("its profile of H.264 has the number %s, which is not read".formatted(profile));
        }
        int numberBits = 4 + bits.number(MOST_EXTRA_BITS);
        int orderKind = bits.number(2);
        int orderBits = orderKind == 0 ? 4 + bits.number(MOST_EXTRA_BITS) : 0;
        boolean orderDiffers = false;
        if (orderKind == 1) {
            orderDiffers = !bits.flag();
            bits.skipNumbers(2);
            bits.skipNumbers(bits.number(MOST_CYCLE));
        }
        bits.number(MOST_REFERENCES);
        bits.flag();
        long width = (bits.number() + 1) * BLOCK;
        long height = (bits.number() + 1) * BLOCK;
        if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new IOException("its frames are larger than %s pixels".formatted(MOST_PIXELS));
        }
        if (!bits.flag()) {
            throw new IOException("it is interlaced, which is not read");
        }
        bits.flag();
        if (bits.flag()
                && (bits.number() + bits.number() >= width / 2 || bits.number() + bits.number() >= height / 2)) {
            throw new IOException("nothing of its frames is shown");
        }
        int matrix = UNSPECIFIED;
        boolean fullRange = false;
        if (bits.flag()) {
            skipAspect(bits);
            if (bits.flag()) {
                bits.bits(3);
                fullRange = bits.flag();
                matrix = bits.flag() ? (int) (bits.bits(24) & 0xff) : UNSPECIFIED;
            }
            skipUse(bits);
        }
        return new AvcSequence(
                id, (int) width, (int) height, numberBits, orderKind, orderBits, orderDiffers, matrix, fullRange);
    }

    private static void colours(AvcBits bits) throws IOException {
        if (bits.number() != 1 || bits.number() != 0 || bits.number() != 0) {
            throw new IOException("its colours are not 4:2:0 in eight bits, which alone is read");
        }
        bits.flag();
        if (bits.flag()) {
            for (int i = 0; i < 8; i++) {
                if (bits.flag()) {
                    skipScaling(bits, i < 6 ? 16 : 64);
                }
            }
        }
    }

    private static void skipScaling(AvcBits bits, int length) throws IOException {
        long last = 8;
        for (int i = 0; i < length; i++) {
            long next = Math.floorMod(last + bits.signed(), 256L);
            if (next == 0) {
                return;
            }
            last = next;
        }
    }

    private static void skipAspect(AvcBits bits) throws IOException {
        if (bits.flag() && bits.bits(8) == OWN_ASPECT) {
            bits.bits(32);
        }
        if (bits.flag()) {
            bits.flag();
        }
    }

    /** Skips the location of chroma samples, timing and buffering, of which only the syntax is checked. */
    private static void skipUse(AvcBits bits) throws IOException {
        if (bits.flag()) {
            bits.skipNumbers(2);
        }
        if (bits.flag()) {
            bits.bits(32);
            bits.bits(32);
            bits.flag();
        }
        boolean buffered = skipBuffers(bits);
        if (skipBuffers(bits) || buffered) {
            bits.flag();
        }
        bits.flag();
        if (bits.flag()) {
            bits.flag();
            bits.skipNumbers(6);
        }
    }

    private static boolean skipBuffers(AvcBits bits) throws IOException {
        if (!bits.flag()) {
            return false;
        }
        int count = 1 + bits.number(MOST_BUFFERS);
        bits.bits(8);
        for (int i = 0; i < count; i++) {
            bits.skipNumbers(2);
            bits.flag();
        }
        bits.bits(20);
        return true;
    }
}
