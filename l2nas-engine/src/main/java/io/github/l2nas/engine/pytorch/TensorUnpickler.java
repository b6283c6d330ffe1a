package io.github.l2nas.engine.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads what {@code torch.save} pickles of a state dict and what is saved around it: numbers, text, lists, tuples,
 * dictionaries and tensors, whose storages it only notes. Of all classes and functions it knows {@code
 * collections.OrderedDict}, {@code torch._utils._rebuild_tensor_v2}, {@code torch._utils._rebuild_parameter} and the storage
 * classes, as plain data; a pickle that names any other is refused, and so is every pickle operation that is not listed
 * here.
 */
final class TensorUnpickler extends Unpickler {

    /** Enough for 60 000 tensors. */
    private static final int MOST_OPERATIONS = 2_000_000;

    private static final int LONGEST_GLOBAL = 100;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final int MOST_DIMENSIONS = 64;

    /** What a class name on the stack stands for, apart from storages. */
    private enum Function {
        ORDERED_DICT,
        REBUILD_TENSOR,
        REBUILD_PARAMETER
    }

    private final Map<String, Storage> storages;
    private int operations;

    private TensorUnpickler(Map<String, Storage> storages) {
        this.storages = storages;
    }

    /**
     * Reads one pickle and leaves the stream behind it.
     *
     * @param pickle a stream
     * @param storages where the storages are noted that the pickle mentions
     * @return maps, lists, arrays (tuples), numbers, text and {@link StoredTensor}s
     * @throws IOException where it is malformed, cut short or more than that; the message says what and names the class
     */
    static Object read(InputStream pickle, Map<String, Storage> storages) throws IOException {
        try {
            return new TensorUnpickler(storages).load(pickle);
        } catch (PickleException e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new IOException("its pickle is malformed", e);
        }
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        if (++operations > MOST_OPERATIONS) {
            throw new PickleException("its pickle takes more than " + MOST_OPERATIONS + " operations to read");
        }
        switch (key) {
            case Opcodes.GLOBAL -> {
                String module = line();
                stack.add(global(module, line()));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(global((String) stack.pop(), name));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
                Object[] arguments = (Object[]) stack.pop();
                stack.add(call(stack.pop(), arguments));
            }
            case Opcodes.BUILD -> requireAttributesOfDictionary();
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object name = stack.pop();
                dictionary().put(dictionaryKey(name), value);
            }
            case Opcodes.SETITEMS -> {
                List<Object> items = stack.pop_all_since_marker();
                for (int i = 0; i < items.size(); i += 2) {
                    dictionary().put(dictionaryKey(items.get(i)), items.get(i + 1));
                }
            }
            case Opcodes.BINUNICODE, Opcodes.BINSTRING -> stack.add(text());
            case Opcodes.PROTO,
                    Opcodes.FRAME,
                    Opcodes.STOP,
                    Opcodes.MARK,
                    Opcodes.POP,
                    Opcodes.POP_MARK,
                    Opcodes.BINPUT,
                    Opcodes.LONG_BINPUT,
                    Opcodes.MEMOIZE,
                    Opcodes.BINGET,
                    Opcodes.LONG_BINGET,
                    Opcodes.NONE,
                    Opcodes.NEWTRUE,
                    Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1,
                    Opcodes.BININT2,
                    Opcodes.LONG1,
                    Opcodes.BINFLOAT,
                    Opcodes.SHORT_BINUNICODE,
                    Opcodes.SHORT_BINSTRING,
                    Opcodes.SHORT_BINBYTES,
                    Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE,
                    Opcodes.TUPLE1,
                    Opcodes.TUPLE2,
                    Opcodes.TUPLE3,
                    Opcodes.EMPTY_LIST,
                    Opcodes.APPEND,
                    Opcodes.APPENDS,
                    Opcodes.BINPERSID -> {
                return super.dispatch(key);
            }
            default ->
                throw new PickleException(
                        "its pickle holds more than tensors and plain data (pickle operation " + key + ")");
        }
        return NO_RETURN_VALUE;
    }

    /** The library allocates what a length prefix says before it reads; here a lie ends at the end of the file. */
    private String text() throws IOException {
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, Integer.BYTES));
        if (length < 0 || length > LONGEST_TEXT) {
            throw new PickleException("its pickle claims a text of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = input.readNBytes(length);
        if (bytes.length < length) {
            throw new PickleException("it is cut short");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0 || line.length() == LONGEST_GLOBAL) {
                throw new PickleException("its pickle is malformed");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> dictionary() {
        return (Map<Object, Object>) stack.peek();
    }

    /** Keys are flat: hashing nested tuples can take for ever. */
    private static Object dictionaryKey(Object key) {
        if (key instanceof String || key instanceof Number || key instanceof Boolean) {
            return key;
        }
        throw new PickleException("its pickle has a dictionary with keys that are neither text nor numbers");
    }

    /** A state dict has the attribute {@code _metadata}, the versions of its modules. */
    private void requireAttributesOfDictionary() {
        Object state = stack.pop();
        if (!(stack.peek() instanceof Map) || !(state instanceof Map)) {
            throw new PickleException("its pickle sets the state of an object");
        }
    }

    private static Object global(String module, String name) {
        String qualified = module + "." + name;
        return switch (qualified) {
            case "collections.OrderedDict" -> Function.ORDERED_DICT;
            case "torch._utils._rebuild_tensor_v2" -> Function.REBUILD_TENSOR;
            case "torch._utils._rebuild_parameter" -> Function.REBUILD_PARAMETER;
            default ->
                ElementType.ofStorage(module, name)
                        .orElseThrow(() -> new PickleException("it names the class or function "
                                + qualified.substring(0, Math.min(qualified.length(), LONGEST_GLOBAL))
                                + ", and for safety only tensors and plain data are read. Save the model's state_dict()"
                                + " alone"));
        };
    }

    private static Object call(Object function, Object[] arguments) {
        if (function == Function.ORDERED_DICT && arguments.length == 0) {
            return new LinkedHashMap<>();
        }
        if (function == Function.REBUILD_PARAMETER
                && arguments.length == 3
                && arguments[0] instanceof StoredTensor tensor) {
            return tensor;
        }
        if (function == Function.REBUILD_TENSOR
                && arguments.length >= 6
                && arguments[0] instanceof Storage storage
                && arguments[2] instanceof Object[] shape
                && arguments[3] instanceof Object[] stride
                && shape.length == stride.length
                && shape.length <= MOST_DIMENSIONS) {
            return new StoredTensor(storage, whole(arguments[1]), whole(shape), whole(stride));
        }
        throw new PickleException("its pickle constructs an object that is no tensor");
    }

    /** {@code ('storage', class, key, location, elements)}; the legacy form adds a view, unused since PyTorch 0.4. */
    @Override
    protected Object persistentLoad(Object id) {
        if (id instanceof Object[] parts
                && (parts.length == 5 || (parts.length == 6 && parts[5] == null))
                && "storage".equals(parts[0])
                && parts[1] instanceof ElementType type
                && parts[2] instanceof String key) {
            Storage storage = new Storage(key, type, whole(parts[4]));
            Storage known = storages.putIfAbsent(key, storage);
            if (storage.elements() < 0 || (known != null && !known.equals(storage))) {
                throw new PickleException("its pickle contradicts itself about storage " + key);
            }
            return storage;
        }
        throw new PickleException("its pickle refers to a storage in a way that no PyTorch since 0.4 writes");
    }

    private static long[] whole(Object[] numbers) {
        long[] whole = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            whole[i] = whole(numbers[i]);
        }
        return whole;
    }

    private static long whole(Object number) {
        if (number instanceof Integer || number instanceof Long) {
            return ((Number) number).longValue();
        }
        throw new PickleException("its pickle has a size that is no whole number of 64 bits");
    }
}
