package io.github.congeal.internal.clip;

import io.github.congeal.internal.nn.ExpectedShapes;

/** Lists the tensors of a CLIP of some architecture, under OpenAI's names. */
final class ClipTensors {
    private static final int CHANNELS = 3;
    private static final String[] STATISTICS = {".weight", ".bias", ".running_mean", ".running_var"};
    private static final String[] POOL_PROJECTIONS = {".k_proj", ".q_proj", ".v_proj"};

    private final ExpectedShapes shapes = new ExpectedShapes();

    private ClipTensors() {}

    /** The names and shapes of its tensors. */
    static ExpectedShapes of(ClipArchitecture architecture) {
        ClipTensors tensors = new ClipTensors();
        if (architecture.image() instanceof ClipArchitecture.ResNet resNet) {
            tensors.addResNet(resNet, architecture.dimension());
        } else {
            tensors.addViT((ClipArchitecture.ViT) architecture.image(), architecture.dimension());
        }
        tensors.addText(architecture.text(), architecture.dimension());
        tensors.shapes.add("logit_scale");
        return tensors.shapes;
    }

    private void addViT(ClipArchitecture.ViT sizes, int dimension) {
        int width = sizes.width();
        shapes.add("visual.conv1.weight", width, CHANNELS, sizes.patch(), sizes.patch());
        shapes.add("visual.class_embedding", width);
        shapes.add("visual.positional_embedding", sizes.tokens(), width);
        shapes.addNorm("visual.ln_pre", width);
        addBlocks("visual.transformer", sizes.layers(), width);
        shapes.addNorm("visual.ln_post", width);
        shapes.add("visual.proj", width, dimension);
    }

    private void addResNet(ClipArchitecture.ResNet sizes, int dimension) {
        int width = sizes.width();
        addConvolution("visual", 1, CHANNELS, width / 2, 3);
        addConvolution("visual", 2, width / 2, width / 2, 3);
        addConvolution("visual", 3, width / 2, width, 3);
        int inputs = width;
        for (int i = 0; i < sizes.layers().size(); i++) {
            for (int j = 0; j < sizes.layers().get(i); j++) {
                int planes = sizes.planes(i);
                addBottleneck("visual.layer%s.%s".formatted(i + 1, j), inputs, planes, sizes.stride(i, j));
                inputs = Bottleneck.EXPANSION * planes;
            }
        }
        String pool = "visual.attnpool";
        shapes.add(pool + ".positional_embedding", (long) sizes.grid() * sizes.grid() + 1, inputs);
        for (String projection : POOL_PROJECTIONS) {
            shapes.addLinear(pool + projection, inputs, inputs);
        }
        shapes.addLinear(pool + ".c_proj", inputs, dimension);
    }

    private void addBottleneck(String name, int inputs, int planes, int stride) {
        int outputs = Bottleneck.EXPANSION * planes;
        addConvolution(name, 1, inputs, planes, 1);
        addConvolution(name, 2, planes, planes, 3);
        addConvolution(name, 3, planes, outputs, 1);
        if (Bottleneck.needsShortcut(inputs, planes, stride)) {
            shapes.add(name + ".downsample.0.weight", outputs, inputs, 1, 1);
            addBatchNorm(name + ".downsample.1", outputs);
        }
    }

    private void addConvolution(String name, int number, int inputs, int outputs, int kernel) {
        shapes.add(name + ".conv" + number + ".weight", outputs, inputs, kernel, kernel);
        addBatchNorm(name + ".bn" + number, outputs);
    }

    private void addBatchNorm(String name, int channels) {
        for (String part : STATISTICS) {
            shapes.add(name + part, channels);
        }
    }

    private void addText(ClipArchitecture.Text sizes, int dimension) {
        int width = sizes.width();
        shapes.add("token_embedding.weight", sizes.vocabulary(), width);
        shapes.add("positional_embedding", sizes.context(), width);
        addBlocks("transformer", sizes.layers(), width);
        shapes.addNorm("ln_final", width);
        shapes.add("text_projection", width, dimension);
    }

    private void addBlocks(String transformer, int layers, int width) {
        int grown = ResidualAttentionBlock.MLP_GROWTH * width;
        for (int i = 0; i < layers; i++) {
            String block = "%s.resblocks.%s".formatted(transformer, i);
            shapes.addNorm(block + ".ln_1", width);
            shapes.add(block + ".attn.in_proj_weight", 3L * width, width);
            shapes.add(block + ".attn.in_proj_bias", 3L * width);
            shapes.addLinear(block + ".attn.out_proj", width, width);
            shapes.addNorm(block + ".ln_2", width);
            shapes.addLinear(block + ".mlp.c_fc", width, grown);
            shapes.addLinear(block + ".mlp.c_proj", grown, width);
        }
    }
}
