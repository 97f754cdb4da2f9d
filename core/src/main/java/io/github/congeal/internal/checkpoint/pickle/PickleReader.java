package io.github.congeal.internal.checkpoint.pickle;

import static io.github.congeal.internal.checkpoint.pickle.Opcode.*;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle of protocols 0 to 5. Values become {@link String}, {@link Long}, {@link java.math.BigInteger}, {@link
 * Double}, {@link Boolean}, {@code byte[]}, null, {@link PickleList}, {@link PickleDict}, {@link PickleGlobal}, {@link
 * PickleObject}, or the results of a {@link PickleMeaning}. Time and memory are bounded by the number of instructions and the
 * size of the pickle.
 */
public final class PickleReader {
    /** A checkpoint of ten thousand tensors has about a tenth of these limits. */
    private static final int MOST_INSTRUCTIONS = 4_000_000;

    private static final int MOST_CONTAINERS = 1_000_000;

    private final PickleBytes bytes;
    private final PickleMeaning meaning;
    private final PickleStack stack = new PickleStack();
    private final Map<Long, @Nullable Object> memo = new HashMap<>();
    private int containers;

    private PickleReader(ByteBuffer bytes, PickleMeaning meaning) {
        this.bytes = new PickleBytes(bytes);
        this.meaning = meaning;
    }

    /**
     * Reads one pickle.
     *
     * @param bytes a buffer that begins with the pickle; its position moves past it, and its byte order becomes
     *     little-endian
     * @param meaning interprets calls and persistent identifiers
     * @throws PickleException if it is damaged or beyond the limits
     */
    public static @Nullable Object read(ByteBuffer bytes, PickleMeaning meaning) {
        return new PickleReader(bytes, meaning).run();
    }

    private @Nullable Object run() {
        for (int i = 0; i < MOST_INSTRUCTIONS; i++) {
            int position = bytes.position();
            int opcode = bytes.unsignedByte();
            if (opcode == STOP) {
                return stack.pop();
            }
            try {
                if (!constant(opcode) && !container(opcode) && !machine(opcode) && !object(opcode)) {
                    throw new PickleException("0x%02x is no instruction, or none that a model needs".formatted(opcode));
                }
            } catch (PickleException e) {
                throw new PickleException("at byte " + position + " of the pickle: " + e.getMessage());
            }
        }
        throw new PickleException(String.format(Locale.ROOT, "it has more than %,d instructions", MOST_INSTRUCTIONS));
    }

    /** Instructions that push a constant. */
    private boolean constant(int opcode) {
        switch (opcode) {
            case NONE -> stack.push(null);
            case NEWTRUE -> stack.push(true);
            case NEWFALSE -> stack.push(false);
            case BININT -> stack.push((long) bytes.signedInt());
            case BININT1 -> stack.push((long) bytes.unsignedByte());
            case BININT2 -> stack.push((long) bytes.unsignedShort());
            case INT, LONG -> stack.push(bytes.decimal());
            case LONG1 -> stack.push(bytes.longOf(bytes.unsignedByte()));
            case LONG4 -> stack.push(bytes.longOf(bytes.signedInt()));
            case FLOAT -> stack.push(bytes.decimalFraction());
            case BINFLOAT -> stack.push(bytes.bigEndianDouble());
            case UNICODE -> stack.push(bytes.line());
            case STRING -> stack.push(unquoted(bytes.line()));
            case SHORT_BINUNICODE, SHORT_BINSTRING -> stack.push(bytes.utf8(bytes.unsignedByte()));
            case BINUNICODE, BINSTRING -> stack.push(bytes.utf8(bytes.unsignedInt()));
            case BINUNICODE8 -> stack.push(bytes.utf8(bytes.signedLong()));
            case SHORT_BINBYTES -> stack.push(bytes.take(bytes.unsignedByte()));
            case BINBYTES -> stack.push(bytes.take(bytes.unsignedInt()));
            case BINBYTES8, BYTEARRAY8 -> stack.push(bytes.take(bytes.signedLong()));
            case GLOBAL -> stack.push(new PickleGlobal(bytes.line(), bytes.line()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that create or fill lists, tuples, sets and dictionaries. */
    private boolean container(int opcode) {
        switch (opcode) {
            case EMPTY_LIST, EMPTY_TUPLE, EMPTY_SET -> pushList(List.of());
            case LIST, TUPLE, FROZENSET -> pushList(stack.popToMark());
            case TUPLE1 -> pushList(stack.pop(1));
            case TUPLE2 -> pushList(stack.pop(2));
            case TUPLE3 -> pushList(stack.pop(3));
            case EMPTY_DICT -> pushDict(List.of());
            case DICT -> pushDict(stack.popToMark());
            case APPEND -> append(stack.pop(1));
            case APPENDS, ADDITEMS -> append(stack.popToMark());
            case SETITEM -> setItems(stack.pop(2));
            case SETITEMS -> setItems(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that move existing values. */
    private boolean machine(int opcode) {
        switch (opcode) {
            case PROTO -> bytes.unsignedByte();
            case FRAME -> bytes.signedLong();
            case MARK -> stack.mark();
            case POP -> {
                if (stack.endsWithMark()) {
                    stack.popToMark();
                } else {
                    stack.pop();
                }
            }
            case POP_MARK -> stack.popToMark();
            case DUP -> stack.push(stack.top());
            case PUT -> memo.put(bytes.decimal().longValue(), stack.top());
            case BINPUT -> memo.put((long) bytes.unsignedByte(), stack.top());
            case LONG_BINPUT -> memo.put(bytes.unsignedInt(), stack.top());
            case MEMOIZE -> memo.put((long) memo.size(), stack.top());
            case GET -> stack.push(remembered(bytes.decimal().longValue()));
            case BINGET -> stack.push(remembered(bytes.unsignedByte()));
            case LONG_BINGET -> stack.push(remembered(bytes.unsignedInt()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Instructions that call a class or function in Python. */
    private boolean object(int opcode) {
        switch (opcode) {
            case BINPERSID -> stack.push(meaning.persistent(stack.pop()));
            case STACK_GLOBAL -> {
                List<@Nullable Object> names = stack.pop(2);
                if (!(names.get(0) instanceof String module && names.get(1) instanceof String name)) {
                    throw new PickleException("the name of a global is no text");
                }
                stack.push(new PickleGlobal(module, name));
            }
            case REDUCE, NEWOBJ -> {
                Object arguments = stack.pop();
                call(stack.pop(), arguments);
            }
            case NEWOBJ_EX -> {
                stack.pop();
                Object arguments = stack.pop();
                call(stack.pop(), arguments);
            }
            case INST -> {
                PickleGlobal type = new PickleGlobal(bytes.line(), bytes.line());
                call(type, new PickleList(stack.popToMark()));
            }
            case OBJ -> {
                List<@Nullable Object> parts = stack.popToMark();
                if (parts.isEmpty()) {
                    throw new PickleException("an object has no class");
                }
                call(parts.get(0), new PickleList(parts.subList(1, parts.size())));
            }
            case BUILD -> {
                Object state = stack.pop();
                if (stack.top() instanceof PickleObject object) {
                    object.build(state);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void call(@Nullable Object callable, @Nullable Object arguments) {
        countContainer();
        if (!(arguments instanceof PickleList list)) {
            throw new PickleException("the arguments of a call are no tuple");
        }
        stack.push(
                callable instanceof PickleGlobal global
                        ? meaning.call(global, list.items())
                        : new PickleObject("the result of a computation"));
    }

    private void pushList(List<@Nullable Object> items) {
        countContainer();
        stack.push(new PickleList(items));
    }

    private void pushDict(List<@Nullable Object> keysAndValues) {
        countContainer();
        stack.push(new PickleDict());
        setItems(keysAndValues);
    }

    private void append(List<@Nullable Object> items) {
        Object target = stack.top();
        if (target instanceof PickleList list) {
            list.items().addAll(items);
        } else if (target instanceof PickleObject object) {
            object.items().addAll(items);
        } else {
            throw new PickleException("what is appended to is no list");
        }
    }

    private void setItems(List<@Nullable Object> keysAndValues) {
        if (keysAndValues.size() % 2 != 0) {
            throw new PickleException("a key has no value");
        }
        PickleDict target;
        if (stack.top() instanceof PickleDict dictionary) {
            target = dictionary;
        } else if (stack.top() instanceof PickleObject object) {
            target = object.entries();
        } else {
            throw new PickleException("what is set by key is no dictionary");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            target.set(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    private @Nullable Object remembered(long key) {
        Object value = memo.get(key);
        if (value == null && !memo.containsKey(key)) {
            throw new PickleException("it refers to value " + key + ", which it has not stored");
        }
        return value;
    }

    private void countContainer() {
        if (++containers > MOST_CONTAINERS) {
            throw new PickleException(String.format(
                    Locale.ROOT, "it has more than %,d lists, dictionaries and objects", MOST_CONTAINERS));
        }
    }

    /** The text of a protocol 0 string between its quotation marks; escapes are not decoded, as model files have none. */
    private static String unquoted(String line) {
        int last = line.length() - 1;
        if (last < 1 || line.charAt(0) != line.charAt(last) || "'\"".indexOf(line.charAt(0)) < 0) {
            throw new PickleException("a string lacks its quotation marks");
        }
        return line.substring(1, last);
    }
}
