package io.github.congeal.internal.checkpoint;

import io.github.congeal.internal.checkpoint.pickle.PickleGlobal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The element type of each of PyTorch's storage classes.
 *
 * @param dataType the type of its elements; null if tensors of it cannot be read
 * @param elementSize the size of one of them in bytes
 */
record TorchStorageType(@Nullable DataType dataType, int elementSize) {
    private static final Map<String, TorchStorageType> STORAGES = Map.ofEntries(
            known("DoubleStorage", DataType.F64),
            known("FloatStorage", DataType.F32),
            known("HalfStorage", DataType.F16),
            known("BFloat16Storage", DataType.BF16),
            known("LongStorage", DataType.I64),
            known("IntStorage", DataType.I32),
            known("ShortStorage", DataType.I16),
            known("CharStorage", DataType.I8),
            known("ByteStorage", DataType.U8),
            known("BoolStorage", DataType.BOOL),
            unread("UntypedStorage", 1),
            unread("ComplexFloatStorage", 8),
            unread("ComplexDoubleStorage", 16),
            unread("QInt8Storage", 1),
            unread("QUInt8Storage", 1),
            unread("QInt32Storage", 4),
            unread("QUInt4x2Storage", 1),
            unread("QUInt2x4Storage", 1));

    /** The storage class of that name; null if there is none. */
    static @Nullable TorchStorageType of(PickleGlobal type) {
        return type.module().startsWith("torch") ? STORAGES.get(type.name()) : null;
    }

    /** The type of that name, such as {@code torch.uint16}; null if tensors of it cannot be read. */
    static @Nullable DataType dataType(PickleGlobal type) {
        return type.module().equals("torch") ? DataType.named(type.name()) : null;
    }

    private static Map.Entry<String, TorchStorageType> known(String name, DataType dataType) {
        return Map.entry(name, new TorchStorageType(dataType, dataType.bytes()));
    }

    private static Map.Entry<String, TorchStorageType> unread(String name, int elementSize) {
        return Map.entry(name, new TorchStorageType(null, elementSize));
    }
}
