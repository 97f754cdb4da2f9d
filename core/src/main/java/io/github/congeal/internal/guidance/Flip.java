package io.github.congeal.internal.guidance;

/** Left becomes right. It is its own transpose. */
record Flip() implements Transform {
    @Override
    public void forward(float[] in, float[] out, int size) {
        for (int y = 0; y < size; y++) {
            int from = y * size * 3;
            int to = from + (size - 1) * 3;
            for (int x = 0; x < size; x++, from += 3, to -= 3) {
                out[to] = in[from];
                out[to + 1] = in[from + 1];
                out[to + 2] = in[from + 2];
            }
        }
    }

    @Override
    public void backward(float[] in, float[] outGradient, float[] inGradient, int size) {
        forward(outGradient, inGradient, size);
    }
}
