package io.github.congeal.diagnostics;

import io.github.congeal.internal.vqgan.Style;
import io.github.congeal.internal.vqgan.VqganArchitecture;

/** The multiply-adds of a VQGAN's decoder, and of the nearest-code search, for pictures of one size. */
final class DecoderWork {
    private static final int COLOURS = 3;
    private static final int AREA = 3 * 3;

    private final VqganArchitecture vqgan;
    private final long positions;
    private long maps;
    private long attentionProducts;

    DecoderWork(VqganArchitecture vqgan, int width, int height) {
        this.vqgan = vqgan;
        this.positions = (long) width / vqgan.factor() * (height / vqgan.factor());
        int lowest = vqgan.levels() - 1;
        int channels = vqgan.widths().get(lowest);
        if (vqgan.style().hasCodeMaps()) {
            convolution(lowest, vqgan.codeWidth(), vqgan.latentChannels(), 1);
        }
        convolution(lowest, vqgan.latentChannels(), channels, AREA);
        residualBlock(lowest, channels, channels);
        if (vqgan.middleAttention()) {
            attention(lowest, channels);
        }
        residualBlock(lowest, channels, channels);
        for (int level = lowest; level >= 0; level--) {
            channels = level(level, channels);
        }
        convolution(0, channels, COLOURS, AREA);
    }

    private int level(int level, int inputs) {
        int outputs = vqgan.widths().get(level);
        int channels = inputs;
        for (int block = 0; block < vqgan.decoderBlocks(); block++) {
            residualBlock(level, channels, outputs);
            channels = outputs;
            if (vqgan.attentionLevels().contains(level)) {
                attention(level, channels);
            }
        }
        if (level > 0) {
            convolution(level - 1, channels, channels, AREA);
        }
        return channels;
    }

    private void residualBlock(int level, int inputs, int outputs) {
        convolution(level, inputs, outputs, AREA);
        convolution(level, outputs, outputs, AREA);
        if (inputs != outputs) {
            convolution(level, vqgan.style() == Style.MASKGIT ? outputs : inputs, outputs, 1);
        }
    }

    private void attention(int level, int channels) {
        for (int projection = 0; projection < 4; projection++) {
            convolution(level, channels, channels, 1);
        }
        attentionProducts += 2 * pixels(level) * pixels(level) * channels;
    }

    private void convolution(int level, int inputs, int outputs, int area) {
        maps += pixels(level) * inputs * outputs * area;
    }

    private long pixels(int level) {
        return positions << 2 * (vqgan.levels() - 1 - level);
    }

    /** The multiply-adds of the search of the nearest codes. */
    long search() {
        return positions * vqgan.codes() * vqgan.codeWidth();
    }

    /** The multiply-adds of the forward pass. */
    long forward() {
        return maps + attentionProducts;
    }

    /** The multiply-adds of the backward pass; products in attention count twice, because both factors have a gradient. */
    long backward() {
        return maps + 2 * attentionProducts;
    }
}
