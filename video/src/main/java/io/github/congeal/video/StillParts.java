package io.github.congeal.video;

/**
 * The stillness of each pixel between two pictures: 1 where nothing changed, falling to 0 where the change is movement.
 *
 * @param before a picture
 * @param now the next one, of the same size
 * @param movement the change that counts as movement, in levels of 0 to 255 averaged over a block
 */
record StillParts(Pixels before, Pixels now, double movement) {
    /**
     * The change of a pixel is averaged over a block that extends this far on each side, since single pixels are noisy.
     */
    private static final int RADIUS = 4;

    /** Blends two pictures: where nothing moves, {@code part}, 0 to 1, comes from the second. */
    Pixels blend(Pixels moving, Pixels still, double part) {
        float[] changes = changes();
        int[] rgb = new int[changes.length];
        for (int i = 0; i < rgb.length; i++) {
            int weight = (int) Math.round(256 * part * Math.max(0, 1 - changes[i] / movement));
            rgb[i] = Pixels.mix(moving.rgb()[i], still.rgb()[i], weight);
        }
        return new Pixels(now.width(), now.height(), rgb);
    }

    /** Returns the mean change around each pixel, by sums over rows and then over columns. */
    private float[] changes() {
        float[] changes = new float[now.rgb().length];
        for (int i = 0; i < changes.length; i++) {
            int a = before.rgb()[i];
            int b = now.rgb()[i];
            int most = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
            }
            changes[i] = most;
        }
        for (int y = 0; y < now.height(); y++) {
            smooth(changes, y * now.width(), 1, now.width());
        }
        for (int x = 0; x < now.width(); x++) {
            smooth(changes, x, now.width(), now.height());
        }
        return changes;
    }

    private static void smooth(float[] numbers, int from, int step, int count) {
        float[] line = new float[count];
        for (int i = 0; i < count; i++) {
            line[i] = numbers[from + i * step];
        }
        for (int i = 0; i < count; i++) {
            float sum = 0;
            int begin = Math.max(i - RADIUS, 0);
            int end = Math.min(i + RADIUS, count - 1);
            for (int j = begin; j <= end; j++) {
                sum += line[j];
            }
            numbers[from + i * step] = sum / (end - begin + 1);
        }
    }
}
