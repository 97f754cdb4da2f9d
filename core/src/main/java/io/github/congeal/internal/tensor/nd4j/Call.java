package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A call of one of ND4J's operations. Two calls are equal if they execute the same operation on the same memory.
 *
 * @param operation ND4J's name of the operation
 * @param outputs the tensors that it writes
 * @param integers its integer arguments
 * @param reals its floating-point arguments
 * @param inputs the tensors that it reads
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and compared by content
public record Call(String operation, Tensor[] outputs, int[] integers, double[] reals, Tensor[] inputs) {
    /** How an operation can be divided along the first dimension of its output. */
    public enum Division {
        /** It cannot be divided. */
        NONE,
        /** A part needs the same part of the first input, and all of the others. */
        FIRST_INPUT,
        /** A part needs the same part of each input. */
        ALL_INPUTS,
        /** As {@link #FIRST_INPUT}; a single picture can also be divided into rows, which need the rows around them. */
        PICTURES
    }

    /** The index of conv2d's integer argument for the rows of padding above the picture. */
    private static final int PADDING_ABOVE = 4;

    /** Executes the call. */
    void run() {
        Nd4j.exec(toOperation());
    }

    /** The part of this call for a range of the outputs' first dimension. */
    public Call along(long from, long count, Division division) {
        Tensor[] outputParts = outputs.clone();
        Arrays.setAll(outputParts, i -> outputs[i].along(from, count));
        Tensor[] inputParts = inputs.clone();
        int divided = division == Division.ALL_INPUTS ? inputs.length : 1;
        for (int i = 0; i < divided; i++) {
            inputParts[i] = inputs[i].along(from, count);
        }
        return new Call(operation, outputParts, integers, reals, inputParts);
    }

    /**
     * The part of a convolution of one picture with stride 1 for a range of its rows.
     *
     * @param around the rows above and below that each row depends on, which is also the padding of the whole picture
     */
    public Call ofRows(long from, long count, int around) {
        long first = Math.max(from - around, 0);
        int[] padded = integers.clone();
        padded[PADDING_ABOVE] = Math.toIntExact(around - (from - first));
        Tensor[] some = inputs.clone();
        some[0] = rows(inputs[0], first, Math.min(from + count + around, inputs[0].dimension(1)) - first);
        return new Call(operation, new Tensor[] {rows(outputs[0], from, count)}, padded, reals, some);
    }

    private static Tensor rows(Tensor picture, long from, long count) {
        long width = picture.dimension(2);
        long channels = picture.dimension(3);
        return picture.part(from * width * channels, 1, count, width, channels);
    }

    /** ND4J's object for this call. */
    public DynamicCustomOp toOperation() {
        DynamicCustomOp.DynamicCustomOpsBuilder builder = DynamicCustomOp.builder(operation)
                .addInputs(arrays(inputs))
                .addOutputs(arrays(outputs))
                .addIntegerArguments(integers);
        if (reals.length > 0) {
            // All at once, because each call of this method replaces the arguments of the one before.
            builder.addFloatingPointArguments(Arrays.stream(reals).boxed().toArray(Double[]::new));
        }
        return builder.build();
    }

    private static INDArray[] arrays(Tensor... tensors) {
        return Stream.of(tensors).map(Nd4jMemory::array).toArray(INDArray[]::new);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Call call
                && operation.equals(call.operation)
                && Arrays.equals(integers, call.integers)
                && Arrays.equals(reals, call.reals)
                && sameViews(outputs, call.outputs)
                && sameViews(inputs, call.inputs);
    }

    private static boolean sameViews(Tensor[] some, Tensor[] others) {
        boolean same = some.length == others.length;
        for (int i = 0; same && i < some.length; i++) {
            same = some[i].isSameView(others[i]);
        }
        return same;
    }

    @Override
    public int hashCode() {
        int hash = operation.hashCode();
        for (Tensor tensor : outputs) {
            hash = hash * 31 + tensor.viewHash();
        }
        for (Tensor tensor : inputs) {
            hash = hash * 31 + tensor.viewHash();
        }
        return hash;
    }
}
