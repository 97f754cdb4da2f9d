package io.github.congeal.internal.tensor;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A call of one of ND4J's operations: two are equal if they do the same to the same numbers.
 *
 * @param integers its whole arguments
 * @param reals its other arguments
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, and compared by what they hold
record Call(String operation, Tensor[] outputs, int[] integers, double[] reals, Tensor[] inputs) {
    /** Does it. */
    void run() {
        Nd4j.exec(toOperation());
    }

    /** A way to do it again and again. */
    PreparedOperation prepare() {
        return new PreparedOperation(toOperation());
    }

    /** The part of it that concerns some elements of the outputs' first dimension. */
    Call along(long from, long count, Sharing.Division division) {
        Tensor[] outputParts = outputs.clone();
        Arrays.setAll(outputParts, i -> outputs[i].along(from, count));
        Tensor[] inputParts = inputs.clone();
        int divided = division == Sharing.Division.ALL_INPUTS ? inputs.length : 1;
        for (int i = 0; i < divided; i++) {
            inputParts[i] = inputs[i].along(from, count);
        }
        return new Call(operation, outputParts, integers, reals, inputParts);
    }

    private DynamicCustomOp toOperation() {
        DynamicCustomOp.DynamicCustomOpsBuilder builder = DynamicCustomOp.builder(operation)
                .addInputs(arrays(inputs))
                .addOutputs(arrays(outputs))
                .addIntegerArguments(integers);
        if (reals.length > 0) {
            // Boxed, and all at once, as each call replaces what an earlier one gave.
            builder.addFloatingPointArguments(Arrays.stream(reals).boxed().toArray(Double[]::new));
        }
        return builder.build();
    }

    private static INDArray[] arrays(Tensor... tensors) {
        return Stream.of(tensors).map(Tensor::array).toArray(INDArray[]::new);
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
