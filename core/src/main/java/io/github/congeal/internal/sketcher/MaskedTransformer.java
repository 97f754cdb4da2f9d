package io.github.congeal.internal.sketcher;

import io.github.congeal.internal.nn.Attention;
import io.github.congeal.internal.nn.Layer;
import io.github.congeal.internal.nn.LayerNorm;
import io.github.congeal.internal.nn.Linear;
import io.github.congeal.internal.nn.Residual;
import io.github.congeal.internal.nn.Sequence;
import io.github.congeal.internal.nn.TanhGelu;
import io.github.congeal.internal.nn.Weights;
import io.github.congeal.internal.tensor.Tape;
import io.github.congeal.internal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts the codes of a picture from those that are decided and from a {@link Condition}.
 *
 * <p>A token embeds a block of 2x2 codes together with the neighbours' codes at the same position. The sequence is:
 * style and arrangement, meaning, neighbours' keys, words, blocks. At each position, gates are added to the logits of
 * the codes that the neighbours have there, like the copying of pointer networks (See et al. 2017).
 */
final class MaskedTransformer {
    private final SketcherArchitecture architecture;
    private final BlockOrder order;
    /** {@code [codes + 1, codeWidth]}; the last row is for undecided codes. */
    private final float[] codeEmbedding;

    private final float[] styleEmbedding;
    private final float[] arrangementEmbedding;
    private final Layer blockMap;
    private final Layer neighbourMap;
    private final Layer meaningMap;
    private final Layer keyMap;
    private final Layer wordMap;
    private final Tensor positions;
    private final Layer blocks;
    private final Layer normOut;
    private final Layer codeMap;
    private final Layer codeTable;
    private final Layer copyGate;

    MaskedTransformer(Weights weights, SketcherArchitecture sizes) {
        int width = sizes.width();
        int block = SketcherArchitecture.BLOCK * sizes.codeWidth();
        long[] sequence = {sizes.length(), width};
        this.architecture = sizes;
        this.order = new BlockOrder(sizes.side());
        this.codeEmbedding = weights.keepArray("code_embedding", sizes.codes() + 1, sizes.codeWidth());
        this.styleEmbedding =
                weights.keepArray("style_embedding", sizes.styles().size(), width);
        this.arrangementEmbedding = weights.keepArray("arrangement_embedding", sizes.arrangements(), width);
        this.blockMap = new Linear(weights.at("block_map"), block, width);
        this.neighbourMap = new Linear(weights.at("neighbour_map"), sizes.neighbours() * block, width);
        this.meaningMap = new Linear(weights.at("meaning_map"), sizes.meaningWidth(), width);
        this.keyMap = new Linear(weights.at("key_map"), sizes.keyWidth(), width);
        this.wordMap = new Linear(weights.at("word_map"), sizes.wordWidth(), width);
        this.positions = weights.keep("position_embedding", sequence, sequence);
        this.blocks = blocks(weights.at("blocks"), sizes);
        this.normOut = new LayerNorm(weights.at("norm_out"), width);
        this.codeMap = new Linear(weights.at("code_map"), width, SketcherArchitecture.BLOCK * sizes.outWidth());
        this.codeTable = new Linear(weights, "code_table", "code_bias", sizes.outWidth(), sizes.codes());
        this.copyGate = new Linear(weights.at("copy_gate"), width, SketcherArchitecture.BLOCK * sizes.neighbours());
    }

    private static Layer blocks(Weights weights, SketcherArchitecture sizes) {
        int width = sizes.width();
        List<Layer> halves = new ArrayList<>();
        for (int i = 0; i < sizes.layers(); i++) {
            Weights block = weights.at(Integer.toString(i));
            halves.add(new Residual(new Sequence(List.of(
                    new LayerNorm(block.at("norm1"), width),
                    new Linear(block.at("qkv"), width, 3 * width),
                    new Attention(sizes.numHeads()),
                    new Linear(block.at("out"), width, width)))));
            halves.add(new Residual(new Sequence(List.of(
                    new LayerNorm(block.at("norm2"), width),
                    new Linear(block.at("fc1"), width, SketcherArchitecture.GROWTH * width),
                    new TanhGelu(),
                    new Linear(block.at("fc2"), SketcherArchitecture.GROWTH * width, width)))));
        }
        return new Sequence(halves);
    }

    /**
     * The logits of each code at each position, {@code [side * side, codes]} in the {@linkplain BlockOrder order of
     * blocks}.
     *
     * @param codes in row-major order, {@link Sketch#UNDECIDED} where none is decided
     */
    Tensor logits(int[] codes, Condition condition, Tape tape) {
        Tensor logits;
        float[] gates = tape.hostArrays().takeFloats(architecture.places() * architecture.neighbours());
        try (Tensor states = states(codes, condition, tape)) {
            Tensor blockByBlock = codeMap.forward(states.retain(), tape);
            logits = codeTable.forward(blockByBlock.reshape(architecture.places(), architecture.outWidth()), tape);
            try (Tensor gate = copyGate.forward(states.retain(), tape)) {
                gate.read(0, gates, 0, gates.length);
            }
        }
        copy(condition.near(), gates, logits, tape);
        tape.hostArrays().giveBack(gates);
        return logits;
    }

    /** The transformer's output for each block, {@code [1, blocks, width]}. */
    Tensor states(int[] codes, Condition condition, Tape tape) {
        try (Tensor x = blocks.forward(sequence(codes, condition, tape), tape)) {
            Tensor states = tape.take(1, architecture.blocks(), architecture.width());
            tape.kernels().copyTokens(x, architecture.prefix(), states, 0, architecture.blocks());
            return normOut.forward(states, tape);
        }
    }

    /** The transformer's input, {@code [1, length, width]}. */
    private Tensor sequence(int[] codes, Condition condition, Tape tape) {
        int width = architecture.width();
        int words = architecture.words();
        int neighbours = architecture.neighbours();
        try (Tensor manner = tensor(manner(condition), 1, tape);
                Tensor meant = meaningMap.forward(tensor(condition.meaning(), 1, tape), tape);
                Tensor keys = keyMap.forward(tensor(condition.keys(), neighbours, tape), tape);
                Tensor said = wordMap.forward(tensor(condition.words(), words, tape), tape);
                Tensor own = embedded(blockMap, tape, codes);
                Tensor beside = embedded(neighbourMap, tape, condition.near())) {
            tape.kernels().add(own, beside);
            tape.kernels().addBias(own, manner.first(width));
            tape.kernels().addBias(own, meant.first(width));
            Tensor x = tape.take(1, architecture.length(), width);
            tape.kernels().copyTokens(manner, 0, x, 0, 1);
            tape.kernels().copyTokens(meant, 0, x, 1, 1);
            tape.kernels().copyTokens(keys, 0, x, 2, neighbours);
            tape.kernels().copyTokens(said, 0, x, 2 + neighbours, words);
            tape.kernels().copyTokens(own, 0, x, architecture.prefix(), architecture.blocks());
            tape.kernels().add(x.first(positions.shape()), positions);
            return x;
        }
    }

    /** A tensor {@code [1, tokens, C]} of the given values. */
    private static Tensor tensor(float[] numbers, int tokens, Tape tape) {
        Tensor tensor = tape.take(1, tokens, numbers.length / tokens);
        tensor.write(0, numbers, 0, numbers.length);
        return tensor;
    }

    private float[] manner(Condition condition) {
        int width = architecture.width();
        float[] manner = new float[width];
        for (int i = 0; i < width; i++) {
            manner[i] = styleEmbedding[condition.style() * width + i]
                    + arrangementEmbedding[condition.arrangement() * width + i];
        }
        return manner;
    }

    /**
     * The codes of one or several pictures as tokens, {@code [1, blocks, width]}: for each block the embeddings of its
     * codes in all pictures, concatenated and mapped.
     */
    private Tensor embedded(Layer map, Tape tape, int[]... pictures) {
        int width = architecture.codeWidth();
        int block = SketcherArchitecture.BLOCK;
        float[] rows = tape.hostArrays().takeFloats(pictures.length * architecture.places() * width);
        int at = 0;
        for (int b = 0; b < architecture.blocks(); b++) {
            for (int[] picture : pictures) {
                for (int i = b * block; i < (b + 1) * block; i++) {
                    int code = picture[order.place(i)];
                    int row = code == Sketch.UNDECIDED ? architecture.codes() : code;
                    System.arraycopy(codeEmbedding, row * width, rows, at, width);
                    at += width;
                }
            }
        }
        Tensor input = tensor(rows, architecture.blocks(), tape);
        tape.hostArrays().giveBack(rows);
        return map.forward(input, tape);
    }

    /** Adds each neighbour's gate to the logit of the code that the neighbour has at a position. */
    private void copy(int[][] near, float[] gates, Tensor logits, Tape tape) {
        int codes = architecture.codes();
        float[] values = tape.hostArrays().takeFloats(architecture.places() * codes);
        logits.read(0, values, 0, values.length);
        for (int i = 0; i < architecture.places(); i++) {
            for (int n = 0; n < near.length; n++) {
                int code = near[n][order.place(i)];
                if (code != Sketch.UNDECIDED) {
                    values[i * codes + code] += gates[i * near.length + n];
                }
            }
        }
        logits.write(0, values, 0, values.length);
        tape.hostArrays().giveBack(values);
    }

    BlockOrder order() {
        return order;
    }
}
