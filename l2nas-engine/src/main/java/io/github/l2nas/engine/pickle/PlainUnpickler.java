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

/**
 * Reads pickles of plain data: numbers, text, lists, tuples, sets and dictionaries, and of all classes just {@code
 * collections.OrderedDict}, {@code collections.defaultdict}, {@code set} and numpy's scalars and arrays of numbers, which
 * become maps, sets, numbers and {@link NumpyArray}s.
 *
 * <p>Keys of dictionaries are text, numbers, or tuples of them, which become lists.
 */
public final class PlainUnpickler extends SafeUnpickler {

    /** What pickles of Python 2 and large arrays need besides. */
    private static final Set<Short> FURTHER = Set.of(
            Opcodes.INT,
            Opcodes.FLOAT,
            Opcodes.STRING,
            Opcodes.UNICODE,
            Opcodes.GET,
            Opcodes.PUT,
            Opcodes.DUP,
            Opcodes.LIST,
            Opcodes.LONG4,
            Opcodes.BINUNICODE8,
            Opcodes.BINBYTES,
            Opcodes.BINBYTES8,
            Opcodes.BYTEARRAY8,
            Opcodes.EMPTY_SET,
            Opcodes.ADDITEMS);

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

    private PlainUnpickler() {
        super("plain data", FURTHER);
    }

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
    protected Object dispatch(short operation) throws IOException {
        if (operation == Opcodes.ADDITEMS) {
            addItems(stack.pop_all_since_marker());
            return NO_RETURN_VALUE;
        }
        return super.dispatch(operation);
    }

    @SuppressWarnings("unchecked")
    private void addItems(List<Object> items) {
        Set<Object> set = (Set<Object>) stack.peek();
        items.forEach(item -> set.add(key(item)));
    }

    /** A key, or a tuple of keys as a list. */
    @Override
    protected Object key(Object value) {
        if (value instanceof Object[] tuple) {
            return Arrays.stream(tuple).map(super::key).toList();
        }
        return super.key(value);
    }

    @Override
    protected Object named(String module, String name) {
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
            default -> throw refused(module, name, "");
        };
    }

    @Override
    protected Object call(Object constructor, Object[] arguments) {
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

    @Override
    protected void build(Object target, Object state) {
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
