package io.github.congeal.internal.tensor.nd4j;

import io.github.congeal.internal.tensor.Memory;
import io.github.congeal.internal.tensor.Tensor;
import io.github.congeal.internal.tensor.Tensor.Precision;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Memory that is an array of ND4J, read and written through ND4J's operations only. */
public class Nd4jMemory extends Memory {
    private final INDArray flat;
    /** Cached, because making a view costs more than a small operation, and a run needs the same ones at each step. */
    private final Map<View, INDArray> views = new ConcurrentHashMap<>();

    /** The memory of an array of one dimension. */
    protected Nd4jMemory(INDArray flat, Precision precision) {
        super(flat.length(), precision);
        this.flat = flat;
    }

    /** Fresh memory. */
    static Nd4jMemory allocate(long length, Precision precision) {
        return new Nd4jMemory(Nd4j.createUninitializedDetached(dataType(precision), length), precision);
    }

    /** ND4J's data type of a precision. */
    public static DataType dataType(Precision precision) {
        return switch (precision) {
            case FLOAT -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
            case BFLOAT16 -> DataType.BFLOAT16;
            case INDEX -> DataType.INT64;
        };
    }

    /** ND4J's view of a tensor, which must not be of a dry run. */
    public static INDArray array(Tensor tensor) {
        return ((Nd4jMemory) tensor.memory()).view(tensor.offset(), tensor.shape(), tensor.strides());
    }

    private INDArray view(long offset, long[] shape, long[] strides) {
        return views.computeIfAbsent(
                new View(offset, shape, strides),
                view -> Nd4j.create(flat.data(), view.shape(), view.strides(), view.offset(), 'c'));
    }

    /** The whole memory as an array of one dimension. */
    protected final INDArray flat() {
        return flat;
    }

    @Override
    public void write(long at, float[] values, int from, int count) {
        Transfer.write(flat, at, values, from, count);
    }

    @Override
    public void write(long at, double... values) {
        Transfer.write(flat, at, values);
    }

    @Override
    public void read(long at, float[] values, int from, int count) {
        Transfer.read(flat, at, values, from, count);
    }

    @Override
    public void read(long at, double[] values) {
        Transfer.read(flat, at, values);
    }

    @Override
    protected void release() {
        views.clear();
        if (flat.closeable()) {
            flat.close();
        }
    }
}
