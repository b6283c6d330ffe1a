package io.github.l2nas.engine.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads pickles of plain data: numbers, text, lists, tuples and dictionaries, and of all classes just
 * {@code collections.OrderedDict}, {@code collections.defaultdict}, {@code set} and numpy's scalars, which become maps,
 * sets and numbers. A pickle that names any other class is refused before anything of it is constructed.
 */
final class PlainUnpickler extends Unpickler {

    /** What a class name on the stack stands for. */
    private enum Constructor {
        ORDERED_DICT,
        DEFAULT_DICT,
        SET,
        NUMPY_DTYPE,
        NUMPY_SCALAR,
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

    @Override
    protected Object dispatch(short key) throws IOException {
        switch (key) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(constructor(module, PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(constructor(String.valueOf(stack.pop()), String.valueOf(name)));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
                Object arguments = stack.pop();
                stack.add(construct(stack.pop(), arguments));
            }
            case Opcodes.BUILD -> {
                Object state = stack.pop();
                build(stack.peek(), state);
            }
            case Opcodes.INST,
                    Opcodes.OBJ,
                    Opcodes.NEWOBJ_EX,
                    Opcodes.PERSID,
                    Opcodes.BINPERSID,
                    Opcodes.EXT1,
                    Opcodes.EXT2,
                    Opcodes.EXT4,
                    Opcodes.NEXT_BUFFER,
                    Opcodes.READONLY_BUFFER -> throw new PickleException("it constructs objects (opcode " + key + ")");
            default -> {
                return super.dispatch(key);
            }
        }
        return NO_RETURN_VALUE;
    }

    private static Constructor constructor(String module, String name) {
        return switch (module + "." + name) {
            case "collections.OrderedDict" -> Constructor.ORDERED_DICT;
            case "collections.defaultdict" -> Constructor.DEFAULT_DICT;
            case "numpy.dtype" -> Constructor.NUMPY_DTYPE;
            case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" -> Constructor.NUMPY_SCALAR;
            case "builtins.set", "__builtin__.set" -> Constructor.SET;
            case "builtins.list", "builtins.dict", "__builtin__.list", "__builtin__.dict" -> Constructor.TYPE;
            default -> throw new PickleException("it names the class " + module + "." + name);
        };
    }

    private static Object construct(Object constructor, Object arguments) {
        Object[] values = arguments instanceof Object[] array ? array : new Object[0];
        if (constructor == Constructor.ORDERED_DICT) {
            return orderedDict(values);
        }
        if (constructor == Constructor.DEFAULT_DICT) {
            return new LinkedHashMap<>();
        }
        if (constructor == Constructor.SET && values.length == 1 && values[0] instanceof List<?> elements) {
            return new LinkedHashSet<>(elements);
        }
        if (constructor == Constructor.NUMPY_DTYPE && values.length > 0) {
            return new Dtype(String.valueOf(values[0]));
        }
        if (constructor == Constructor.NUMPY_SCALAR && values.length == 2 && values[0] instanceof Dtype dtype) {
            return scalar(dtype, values[1]);
        }
        throw new PickleException("it constructs an object that is no plain data");
    }

    private static Map<Object, Object> orderedDict(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.length > 0 && arguments[0] instanceof List<?> pairs) {
            for (Object pair : pairs) {
                Object[] entry = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
                map.put(entry[0], entry[1]);
            }
        }
        return map;
    }

    private static Object scalar(Dtype dtype, Object content) {
        byte[] bytes = content instanceof byte[] array
                ? array
                : String.valueOf(content).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(dtype.order);
        return switch (dtype.code) {
            case "f8" -> buffer.getDouble();
            case "f4" -> (double) buffer.getFloat();
            case "i8" -> buffer.getLong();
            case "i4" -> (long) buffer.getInt();
            default -> throw new PickleException("it holds a numpy number of type " + dtype.code);
        };
    }

    private static void build(Object target, Object state) {
        if (target instanceof Dtype dtype && state instanceof Object[] values && values.length > 1) {
            dtype.order = ">".equals(values[1]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        } else if (!(target instanceof LinkedHashMap)) {
            throw new PickleException("it sets the state of an object");
        }
    }

    /**
     * Reads one pickle.
     *
     * @param in the pickle
     * @return maps, lists, arrays (tuples), numbers and text
     * @throws IOException where it is malformed, cut short, or not plain data
     */
    static Object read(InputStream in) throws IOException {
        try {
            return new PlainUnpickler().load(in);
        } catch (OutOfMemoryError e) {
            throw new IOException("it claims to hold more than fits into memory", e);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage() == null ? "it is malformed" : e.getMessage(), e);
        }
    }
}
