package io.github.congeal.internal.vqgan;

import io.github.congeal.internal.nn.ExpectedShapes;
import java.util.List;

/** Lists the tensors of a VQGAN of some architecture, so that a checkpoint can be checked before it is read. */
final class VqganTensors {
    private final VqganArchitecture architecture;
    private final Style style;
    private final ExpectedShapes shapes = new ExpectedShapes();

    private VqganTensors(VqganArchitecture architecture) {
        this.architecture = architecture;
        this.style = architecture.style();
    }

    /** The names and shapes of its tensors, in the order of the checkpoints. */
    static ExpectedShapes of(VqganArchitecture architecture) {
        VqganTensors tensors = new VqganTensors(architecture);
        tensors.encoder();
        tensors.decoder();
        tensors.quantizer();
        return tensors.shapes;
    }

    private void encoder() {
        int width = architecture.channels();
        style.addInner(shapes, "encoder.conv_in", Parts.COLOURS, width);
        for (int level = 0; level < architecture.levels(); level++) {
            String down = "encoder.down." + level;
            width = level(down, level, width, architecture.blocks());
            if (level < architecture.levels() - 1) {
                style.addHalving(shapes, down, width);
            }
        }
        middle("encoder.mid");
        shapes.addNorm("encoder.norm_out", width);
        convolution("encoder.conv_out", width, architecture.latentChannels(), style.encoderEnd());
        if (style.hasCodeMaps()) {
            convolution("quant_conv", architecture.latentChannels(), architecture.codeWidth(), 1);
        }
    }

    private void decoder() {
        int width = architecture.deepestWidth();
        if (style.hasCodeMaps()) {
            convolution("post_quant_conv", architecture.codeWidth(), architecture.latentChannels(), 1);
        }
        convolution("decoder.conv_in", architecture.latentChannels(), width, Parts.KERNEL);
        middle("decoder.mid");
        for (int level = architecture.levels() - 1; level >= 0; level--) {
            String up = "decoder.up." + level;
            width = level(up, level, width, architecture.decoderBlocks());
            if (level > 0) {
                convolution(up + ".upsample.conv", width, width, Parts.KERNEL);
            }
        }
        shapes.addNorm("decoder.norm_out", width);
        convolution("decoder.conv_out", width, Parts.COLOURS, Parts.KERNEL);
    }

    private void quantizer() {
        if (architecture.choice() == CodeChoice.DRAWN) {
            convolution("quantize.proj", architecture.codeWidth(), architecture.codes(), 1);
        }
        shapes.add(architecture.codebook(), architecture.codes(), architecture.codeWidth());
    }

    private int level(String name, int level, int inputs, int blocks) {
        int width = inputs;
        for (int block = 0; block < blocks; block++) {
            int outputs = architecture.widths().get(level);
            residualBlock("%s.block.%s".formatted(name, block), width, outputs);
            width = outputs;
            if (architecture.hasAttention(level)) {
                attentionBlock("%s.attn.%s".formatted(name, block), width);
            }
        }
        return width;
    }

    private void middle(String name) {
        int width = architecture.deepestWidth();
        residualBlock(name + ".block_1", width, width);
        if (architecture.middleAttention()) {
            attentionBlock(name + ".attn_1", width);
        }
        residualBlock(name + ".block_2", width, width);
    }

    private void residualBlock(String name, int inputs, int outputs) {
        shapes.addNorm(name + ".norm1", inputs);
        style.addInner(shapes, name + ".conv1", inputs, outputs);
        shapes.addNorm(name + ".norm2", outputs);
        style.addInner(shapes, name + ".conv2", outputs, outputs);
        if (inputs != outputs) {
            style.addShortcut(shapes, name + ".nin_shortcut", inputs, outputs);
        }
    }

    private void attentionBlock(String name, int channels) {
        shapes.addNorm(name + ".norm", channels);
        for (String projection : List.of(".q", ".k", ".v", ".proj_out")) {
            convolution(name + projection, channels, channels, 1);
        }
    }

    private void convolution(String name, int inputs, int outputs, int kernel) {
        Parts.addConvolution(shapes, name, inputs, outputs, kernel);
    }
}
