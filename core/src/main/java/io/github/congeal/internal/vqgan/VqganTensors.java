package io.github.congeal.internal.vqgan;

import io.github.congeal.CheckpointException;
import io.github.congeal.internal.nn.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors that a VQGAN of some architecture is made of, so that a checkpoint can be refused before it is read. */
final class VqganTensors {
    /** A message lists this many names of each kind; the rest are counted. */
    private static final int LISTED = 10;

    private final VqganArchitecture architecture;
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    private VqganTensors(VqganArchitecture architecture) {
        this.architecture = architecture;
    }

    /** Names and shapes, in the checkpoint's order. */
    static Map<String, long[]> of(VqganArchitecture architecture) {
        VqganTensors tensors = new VqganTensors(architecture);
        tensors.encoder();
        tensors.decoder();
        tensors.quantizer();
        return tensors.shapes;
    }

    /**
     * Checks that all of them are there.
     *
     * @throws CheckpointException if not, naming those that are missing or of another shape
     */
    static void check(Weights weights, VqganArchitecture architecture) {
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        of(architecture).forEach((name, shape) -> {
            if (!weights.has(name)) {
                missing.add(name);
            } else if (!Arrays.equals(weights.shape(name), shape)) {
                misshapen.add("%s is %s instead of %s"
                        .formatted(name, Arrays.toString(weights.shape(name)), Arrays.toString(shape)));
            }
        });
        List<String> faults = new ArrayList<>();
        report(faults, "missing", missing);
        report(faults, "of the wrong shape", misshapen);
        if (!faults.isEmpty()) {
            throw new CheckpointException(
                    weights.origin(), "the tensors are not those of a VQGAN: " + String.join("; ", faults));
        }
    }

    private static void report(List<String> faults, String kind, List<String> names) {
        if (!names.isEmpty()) {
            String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
            String rest = names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "";
            faults.add("%d %s (%s%s)".formatted(names.size(), kind, listed, rest));
        }
    }

    private void encoder() {
        int width = architecture.channels();
        convolution("encoder.conv_in", Parts.COLOURS, width, Parts.KERNEL);
        for (int level = 0; level < architecture.levels(); level++) {
            String down = "encoder.down." + level;
            width = level(down, level, width, architecture.blocks());
            if (level < architecture.levels() - 1) {
                convolution(down + ".downsample.conv", width, width, Parts.KERNEL);
            }
        }
        middle("encoder.mid");
        norm("encoder.norm_out", width);
        convolution("encoder.conv_out", width, architecture.latentChannels(), Parts.KERNEL);
        convolution("quant_conv", architecture.latentChannels(), architecture.codeWidth(), 1);
    }

    private void decoder() {
        int width = architecture.deepestWidth();
        convolution("post_quant_conv", architecture.codeWidth(), architecture.latentChannels(), 1);
        convolution("decoder.conv_in", architecture.latentChannels(), width, Parts.KERNEL);
        middle("decoder.mid");
        for (int level = architecture.levels() - 1; level >= 0; level--) {
            String up = "decoder.up." + level;
            width = level(up, level, width, architecture.blocks() + 1);
            if (level > 0) {
                convolution(up + ".upsample.conv", width, width, Parts.KERNEL);
            }
        }
        norm("decoder.norm_out", width);
        convolution("decoder.conv_out", width, Parts.COLOURS, Parts.KERNEL);
    }

    private void quantizer() {
        if (architecture.gumbel()) {
            convolution("quantize.proj", architecture.codeWidth(), architecture.codes(), 1);
            shapes.put(VqganArchitecture.GUMBEL_CODEBOOK, codebook());
        } else {
            shapes.put(VqganArchitecture.NEAREST_CODEBOOK, codebook());
        }
    }

    private long[] codebook() {
        return new long[] {architecture.codes(), architecture.codeWidth()};
    }

    private int level(String name, int level, int inputs, int blocks) {
        int width = inputs;
        for (int block = 0; block < blocks; block++) {
            int outputs = architecture.widths().get(level);
            residualBlock("%s.block.%d".formatted(name, block), width, outputs);
            width = outputs;
            if (architecture.hasAttention(level)) {
                attentionBlock("%s.attn.%d".formatted(name, block), width);
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
        norm(name + ".norm1", inputs);
        convolution(name + ".conv1", inputs, outputs, Parts.KERNEL);
        norm(name + ".norm2", outputs);
        convolution(name + ".conv2", outputs, outputs, Parts.KERNEL);
        if (inputs != outputs) {
            convolution(name + ".nin_shortcut", inputs, outputs, 1);
        }
    }

    private void attentionBlock(String name, int channels) {
        norm(name + ".norm", channels);
        for (String projection : List.of(".q", ".k", ".v", ".proj_out")) {
            convolution(name + projection, channels, channels, 1);
        }
    }

    private void norm(String name, int channels) {
        shapes.put(name + ".weight", new long[] {channels});
        shapes.put(name + ".bias", new long[] {channels});
    }

    private void convolution(String name, int inputs, int outputs, int kernel) {
        shapes.put(name + ".weight", new long[] {outputs, inputs, kernel, kernel});
        shapes.put(name + ".bias", new long[] {outputs});
    }
}
