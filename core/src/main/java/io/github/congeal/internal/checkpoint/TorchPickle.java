package io.github.congeal.internal.checkpoint;

import io.github.congeal.internal.checkpoint.pickle.PickleDict;
import io.github.congeal.internal.checkpoint.pickle.PickleException;
import io.github.congeal.internal.checkpoint.pickle.PickleGlobal;
import io.github.congeal.internal.checkpoint.pickle.PickleList;
import io.github.congeal.internal.checkpoint.pickle.PickleMeaning;
import io.github.congeal.internal.checkpoint.pickle.PickleObject;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interprets the pickles of {@code torch.save} and {@code torch.jit.save}: the functions of {@code torch._utils} that rebuild
 * tensors, and the persistent identifiers of storages. Every other call becomes an inert {@link PickleObject}.
 */
final class TorchPickle implements PickleMeaning {
    private static final int MOST_DIMENSIONS = 64;

    private final Storages storages;
    private final ByteOrder order;

    /** Finds the storages of a file. */
    @FunctionalInterface
    interface Storages {
        /**
         * The storage of a key.
         *
         * @param key its key
         * @param type the type of its elements
         * @param length its length in bytes according to the pickle
         * @throws PickleException if there is none, or if it is shorter
         */
        Storage find(String key, TorchStorageType type, long length);
    }

    /**
     * The interpretation of the pickle of one file.
     *
     * @param storages the storages of the file
     * @param order their byte order
     */
    TorchPickle(Storages storages, ByteOrder order) {
        this.storages = storages;
        this.order = order;
    }

    @Override
    public Object call(PickleGlobal callable, List<@Nullable Object> arguments) {
        return switch (callable.toString()) {
            case "collections.OrderedDict" -> dictionary(arguments);
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(arguments, null);
            case "torch._utils._rebuild_tensor_v3" -> tensor(arguments, global(argument(arguments, 6)));
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" -> {
                Object data = argument(arguments, 0);
                yield data == null ? new PickleObject(callable.toString()) : data;
            }
            case "torch._tensor._rebuild_from_type", "torch._tensor._rebuild_from_type_v2" -> ofSubclass(arguments);
            default -> new PickleObject(callable.toString());
        };
    }

    private static PickleDict dictionary(List<@Nullable Object> arguments) {
        PickleDict dictionary = new PickleDict();
        if (!arguments.isEmpty() && arguments.get(0) instanceof PickleList pairs) {
            for (Object item : pairs.items()) {
                if (!(item instanceof PickleList pair) || pair.items().size() != 2) {
                    throw new PickleException("an OrderedDict is given something else than pairs");
                }
                dictionary.entries().put(pair.items().get(0), pair.items().get(1));
            }
        }
        return dictionary;
    }

    /** Rebuilds a tensor of a Python subclass, by the function for ordinary tensors that is the first argument. */
    private Object ofSubclass(List<@Nullable Object> arguments) {
        PickleGlobal function = global(argument(arguments, 0));
        if (function.module().equals("torch._utils") && argument(arguments, 2) instanceof PickleList list) {
            return call(function, list.items());
        }
        return new PickleObject(function.toString());
    }

    private Object tensor(List<@Nullable Object> arguments, @Nullable PickleGlobal type) {
        if (!(argument(arguments, 0) instanceof TorchStorage storage)) {
            throw new PickleException("a tensor has no storage");
        }
        DataType dataType = type == null ? storage.type().dataType() : TorchStorageType.dataType(type);
        if (dataType == null) {
            return new PickleObject("a tensor of " + (type == null ? storage.typeName() : type));
        }
        long offset = number(argument(arguments, 1));
        long[] shape = numbers(argument(arguments, 2));
        long[] strides = numbers(argument(arguments, 3));
        if (shape.length != strides.length || offset < 0) {
            throw new PickleException("size, strides and offset of a tensor do not fit together");
        }
        try {
            TensorInfo info = new TensorInfo("", dataType, shape);
            if (info.elementCount() > 0) {
                checkWithin(storage, dataType, offset, shape, strides);
            }
            long begin = Math.addExact(storage.begin(), Math.multiplyExact(offset, dataType.bytes()));
            return new StoredTensor(info, storage.bytes(), order, begin, strides);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new PickleException("a tensor is impossible: " + e.getMessage());
        }
    }

    private static void checkWithin(
            TorchStorage storage, DataType dataType, long offset, long[] shape, long[] strides) {
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            last = Math.addExact(last, Math.multiplyExact(shape[i] - 1, strides[i]));
        }
        if (last >= storage.length() / dataType.bytes()) {
            throw new PickleException(
                    "a tensor reaches to element %s of a storage of %s bytes".formatted(last, storage.length()));
        }
    }

    @Override
    public Object persistent(@Nullable Object identifier) {
        if (!(identifier instanceof PickleList parts)
                || parts.items().size() < 5
                || !"storage".equals(parts.items().get(0))) {
            throw new PickleException("a persistent identifier is not that of a storage");
        }
        List<@Nullable Object> items = parts.items();
        PickleGlobal name = global(items.get(1));
        TorchStorageType type = TorchStorageType.of(name);
        if (type == null) {
            throw new PickleException(name + " is no storage that is known");
        }
        long length = bytes(number(items.get(4)), type);
        Storage bytes = storages.find(String.valueOf(items.get(2)), type, length);
        if (items.size() > 5
                && items.get(5) instanceof PickleList view
                && view.items().size() == 3) {
            // Before PyTorch 0.4 a storage could be a part of another one: key, offset and size.
            long begin = bytes(number(view.items().get(1)), type);
            long part = bytes(number(view.items().get(2)), type);
            if (begin > length || part > length - begin) {
                throw new PickleException("a view reaches beyond its storage");
            }
            return new TorchStorage(name.toString(), type, bytes, begin, part);
        }
        return new TorchStorage(name.toString(), type, bytes, 0, length);
    }

    private static long bytes(long elements, TorchStorageType type) {
        if (elements < 0 || elements > Long.MAX_VALUE / type.elementSize()) {
            throw new PickleException("a storage of " + elements + " elements");
        }
        return elements * type.elementSize();
    }

    private static @Nullable Object argument(List<@Nullable Object> arguments, int index) {
        if (index >= arguments.size()) {
            throw new PickleException("a call has too few arguments");
        }
        return arguments.get(index);
    }

    private static PickleGlobal global(@Nullable Object value) {
        if (value instanceof PickleGlobal global) {
            return global;
        }
        throw new PickleException("a class or function is missing");
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new PickleException("a whole number is missing");
    }

    private static long[] numbers(@Nullable Object value) {
        if (!(value instanceof PickleList list) || list.items().size() > MOST_DIMENSIONS) {
            throw new PickleException("the size or the strides of a tensor are missing or too many");
        }
        long[] numbers = new long[list.items().size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(list.items().get(i));
            if (numbers[i] < 0) {
                throw new PickleException("the size or the strides of a tensor are negative");
            }
        }
        return numbers;
    }
}
