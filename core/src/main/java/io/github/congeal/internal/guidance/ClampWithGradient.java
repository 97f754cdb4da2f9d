package io.github.congeal.internal.guidance;

/**
 * Clamps to 0..1. Its gradient passes inside and, outside, only where a descent step would bring the value back in: a
 * plain clamp would leave values out there for ever.
 */
record ClampWithGradient() implements Transform {
    @Override
    public boolean needsInput() {
        return true;
    }

    @Override
    public void forward(float[] in, float[] out, int size) {
        for (int i = 0; i < size * size * 3; i++) {
            out[i] = Math.min(Math.max(in[i], 0f), 1f);
        }
    }

    @Override
    public void backward(float[] in, float[] outGradient, float[] inGradient, int size) {
        for (int i = 0; i < size * size * 3; i++) {
            float excess = in[i] - Math.min(Math.max(in[i], 0f), 1f);
            inGradient[i] = outGradient[i] * excess >= 0 ? outGradient[i] : 0;
        }
    }

    @Override
    public BatchTransform batch(Stage stage, CutoutBatch batch) {
        return new BatchClamp(stage, batch);
    }
}
