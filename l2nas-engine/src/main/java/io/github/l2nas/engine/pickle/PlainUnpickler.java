package io.github.l2nas.engine.pickle;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads pickles of plain data: numbers, text, lists, tuples, sets and dictionaries, and of all classes just {@code
 * collections.OrderedDict}, {@code collections.defaultdict}, {@code set} and numpy's scalars and arrays of numbers, which
 * become maps, sets, numbers and {@link NumpyArray}s. A pickle that names any other class is refused before anything of it
 * is constructed. What a pickle can make of memory and time is bounded by its length and by {@value #MOST_OPERATIONS}
 * operations.
 *
 * <p>Dictionaries become {@link LinkedHashMap}s in the pickle's order; keys are text, numbers, or tuples of them, which
 * become lists.
 */
public final class PlainUnpickler extends Unpickler {

    /** Ten times what a file of the benchmark has. */
    private static final int MOST_OPERATIONS = 2_000_000;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NUMBER = 8;
    private static final int BUFFER = 1 << 16;

    /** What a class name on the stack stands for. */
    private enum Constructor {
        ORDERED_DICT,
        DEFAULT_DICT,
        SET,
        NUMPY_DTYPE,
        NUMPY_SCALAR,
        NUMPY_ARRAY,
        NUMPY_RECONSTRUCT,
        NUMPY_FROM_BUFFER,
        ENCODE,
        TYPE
    }

    /** A numpy data type: {@code f8} and its byte order. */
    private static final class Dtype {
        private final String code;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        private Dtype(String code) {
            this.code = code;
        }
    }

    /** A stream that knows how much is left of it. */
    private static final class Remaining extends FilterInputStream {

        private long left;

        private Remaining(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public int available() {
            return (int) Math.max(0, Math.min(left, Integer.MAX_VALUE));
        }
    }

    private int operations;

    private PlainUnpickler() {}

    /**
     * Reads one pickle.
     *
     * @param pickle its bytes
     * @return maps, lists, arrays (tuples), sets, numbers, text and {@link NumpyArray}s
     * @throws IOException where it is malformed, cut short, or not plain data; the message says what and names the class
     */
    public static Object read(byte[] pickle) throws IOException {
        return read(new ByteArrayInputStream(pickle), pickle.length);
    }

    /**
     * Reads one pickle from a stream.
     *
     * @param in its bytes; what follows the pickle may have been read too
     * @param length how many bytes there are, at least
     * @return maps, lists, arrays (tuples), sets, numbers, text and {@link NumpyArray}s
     * @throws IOException where it is malformed, cut short, or not plain data; the message says what and names the class
     */
    public static Object read(InputStream in, long length) throws IOException {
        try {
            return new PlainUnpickler().load(new BufferedInputStream(new Remaining(in, length), BUFFER));
        } catch (OutOfMemoryError e) {
            throw new IOException("it holds more than fits into memory", e);
        } catch (PickleException e) {
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new IOException("it is a malformed pickle", e);
        }
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        if (++operations > MOST_OPERATIONS) {
            throw new PickleException("it takes more than " + MOST_OPERATIONS + " operations to read");
        }
        switch (key) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(constructor(module, PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(constructor((String) stack.pop(), name));
            }
            case Opcodes.INST -> {
                String module = PickleUtils.readline(input);
                throw refused(module, PickleUtils.readline(input));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
                Object[] arguments = (Object[]) stack.pop();
                stack.add(construct(stack.pop(), arguments));
            }
            case Opcodes.BUILD -> {
                Object state = stack.pop();
                build(stack.peek(), state);
            }
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object name = stack.pop();
                dictionary().put(key(name), value);
            }
            case Opcodes.SETITEMS -> {
                List<Object> items = stack.pop_all_since_marker();
                Map<Object, Object> dictionary = dictionary();
                for (int i = 0; i < items.size(); i += 2) {
                    dictionary.put(key(items.get(i)), items.get(i + 1));
                }
            }
            case Opcodes.ADDITEMS -> addItems(stack.pop_all_since_marker());
            default -> {
                return plain(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** Operations that the library can be trusted with once the length of their text or bytes is known to be true. */
    private Object plain(short key) throws IOException {
        switch (key) {
            case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.LONG4 -> requireLength(Integer.BYTES);
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> requireLength(Long.BYTES);
            case Opcodes.OBJ,
                    Opcodes.NEWOBJ_EX,
                    Opcodes.PERSID,
                    Opcodes.BINPERSID,
                    Opcodes.EXT1,
                    Opcodes.EXT2,
                    Opcodes.EXT4,
                    Opcodes.NEXT_BUFFER,
                    Opcodes.READONLY_BUFFER,
                    Opcodes.LONG,
                    Opcodes.DICT,
                    Opcodes.FROZENSET ->
                throw new PickleException("it constructs more than plain data (pickle operation " + key + ")");
            default -> {
                // numbers, short text, tuples, lists, memo, marks: nothing to check
            }
        }
        return super.dispatch(key);
    }

    /** The library allocates what a length prefix says before it reads. */
    private void requireLength(int prefix) throws IOException {
        input.mark(prefix);
        byte[] bytes = Arrays.copyOf(input.readNBytes(prefix), Long.BYTES);
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > input.available()) {
            throw new PickleException("it is cut short");
        }
        input.reset();
    }

    @SuppressWarnings("unchecked")
    private Map<Object, Object> dictionary() {
        return (Map<Object, Object>) stack.peek();
    }

    @SuppressWarnings("unchecked")
    private void addItems(List<Object> items) {
        Set<Object> set = (Set<Object>) stack.peek();
        items.forEach(item -> set.add(key(item)));
    }

    /** Keys are flat: hashing nested lists can take for ever. */
    private static Object key(Object value) {
        if (value instanceof Object[] tuple) {
            return Arrays.stream(tuple).map(PlainUnpickler::scalarKey).toList();
        }
        return scalarKey(value);
    }

    private static Object scalarKey(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new PickleException("it has a dictionary with keys that are neither text nor numbers");
    }

    private static Constructor constructor(String module, String name) {
        return switch (module + "." + name) {
            case "collections.OrderedDict" -> Constructor.ORDERED_DICT;
            case "collections.defaultdict" -> Constructor.DEFAULT_DICT;
            case "numpy.dtype" -> Constructor.NUMPY_DTYPE;
            case "numpy.ndarray" -> Constructor.NUMPY_ARRAY;
            case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct" ->
                Constructor.NUMPY_RECONSTRUCT;
            case "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer" -> Constructor.NUMPY_FROM_BUFFER;
            case "_codecs.encode" -> Constructor.ENCODE;
            case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" -> Constructor.NUMPY_SCALAR;
            case "builtins.set", "__builtin__.set" -> Constructor.SET;
            case "builtins.list", "builtins.dict", "builtins.int", "builtins.float" -> Constructor.TYPE;
            default -> throw refused(module, name);
        };
    }

    private static PickleException refused(String module, String name) {
        String qualified = module + "." + name;
        return new PickleException("it names the class or function "
                + qualified.substring(0, Math.min(qualified.length(), LONGEST_NAME))
                + ", and for safety only plain data is read");
    }

    private static Object construct(Object constructor, Object[] arguments) {
        if (constructor == Constructor.ORDERED_DICT && arguments.length == 0) {
            return new LinkedHashMap<>();
        }
        if (constructor == Constructor.DEFAULT_DICT && arguments.length <= 1) {
            return new LinkedHashMap<>();
        }
        if (constructor == Constructor.SET && arguments.length == 1 && arguments[0] instanceof List<?> items) {
            Set<Object> set = new LinkedHashSet<>();
            items.forEach(item -> set.add(key(item)));
            return set;
        }
        if (constructor == Constructor.NUMPY_DTYPE && arguments.length > 0 && arguments[0] instanceof String code) {
            return new Dtype(code);
        }
        if (constructor == Constructor.NUMPY_SCALAR
                && arguments.length == 2
                && arguments[0] instanceof Dtype dtype
                && arguments[1] instanceof byte[] content
                && content.length <= LONGEST_NUMBER) {
            return scalar(dtype, content);
        }
        if (constructor == Constructor.NUMPY_RECONSTRUCT
                && arguments.length == 3
                && arguments[0] == Constructor.NUMPY_ARRAY) {
            return new NumpyArray();
        }
        if (constructor == Constructor.NUMPY_FROM_BUFFER
                && arguments.length == 4
                && arguments[1] instanceof Dtype dtype
                && arguments[2] instanceof Object[] shape) {
            NumpyArray array = new NumpyArray();
            fill(array, shape, dtype, "F".equals(arguments[3]) && shape.length > 1, arguments[0]);
            return array;
        }
        if (constructor == Constructor.ENCODE && arguments.length == 2 && "latin1".equals(arguments[1])) {
            return latin1(arguments[0]); // how Python 3 writes bytes in the protocols of Python 2
        }
        throw new PickleException("it constructs an object that is no plain data");
    }

    private static Object scalar(Dtype dtype, byte[] content) {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(dtype.order);
        return switch (dtype.code) {
            case "f8" -> buffer.getDouble();
            case "f4" -> (double) buffer.getFloat();
            case "i8" -> buffer.getLong();
            case "i4" -> (long) buffer.getInt();
            default -> throw new PickleException("it holds a numpy number that is neither f8, f4, i8 nor i4");
        };
    }

    private static void build(Object target, Object state) {
        if (target instanceof Dtype dtype && state instanceof Object[] values && values.length > 1) {
            dtype.order = ">".equals(values[1]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        } else if (target instanceof NumpyArray array
                && state instanceof Object[] values
                && values.length == 5
                && values[1] instanceof Object[] shape
                && values[2] instanceof Dtype dtype) {
            fill(array, shape, dtype, Boolean.TRUE.equals(values[3]) && shape.length > 1, values[4]);
        } else if (!(target instanceof Map)) {
            throw new PickleException("it sets the state of an object");
        }
    }

    private static void fill(NumpyArray array, Object[] shape, Dtype dtype, boolean fortranOrder, Object content) {
        if (fortranOrder) {
            throw new PickleException("it holds a numpy array in Fortran order; save it with numpy.ascontiguousarray");
        }
        array.fill(shape, dtype.code, dtype.order, latin1(content));
    }

    /** Bytes, which pickles of Python 2 hold as text of the characters 0 to 255. */
    private static byte[] latin1(Object content) {
        if (content instanceof byte[] bytes) {
            return bytes;
        }
        if (content instanceof String text && text.chars().allMatch(character -> character < 256)) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        throw new PickleException("it holds a numpy array of objects, not of numbers");
    }
}
