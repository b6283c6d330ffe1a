package io.github.l2nas.engine.pytorch;

import io.github.l2nas.engine.pickle.SafeUnpickler;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;

/**
 * Reads what {@code torch.save} pickles of a state dict and what is saved around it: numbers, text, lists, tuples,
 * dictionaries and tensors, whose storages it only notes. Of all classes and functions it knows {@code
 * collections.OrderedDict}, {@code torch._utils._rebuild_tensor_v2}, {@code torch._utils._rebuild_parameter} and the storage
 * classes, as plain data.
 */
final class TensorUnpickler extends SafeUnpickler {

    private static final int MOST_DIMENSIONS = 64;

    /** What a class name on the stack stands for, apart from storages. */
    private enum Function {
        ORDERED_DICT,
        REBUILD_TENSOR,
        REBUILD_PARAMETER
    }

    private final Map<String, Storage> storages;

    private TensorUnpickler(Map<String, Storage> storages) {
        super("tensors and plain data", Set.of(Opcodes.BINPERSID));
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

    /** A state dict has the attribute {@code _metadata}, the versions of its modules. */
    @Override
    protected void build(Object target, Object state) {
        if (!(target instanceof Map) || !(state instanceof Map)) {
            throw new PickleException("its pickle sets the state of an object");
        }
    }

    @Override
    protected Object named(String module, String name) {
        return switch (module + "." + name) {
            case "collections.OrderedDict" -> Function.ORDERED_DICT;
            case "torch._utils._rebuild_tensor_v2" -> Function.REBUILD_TENSOR;
            case "torch._utils._rebuild_parameter" -> Function.REBUILD_PARAMETER;
            default ->
                ElementType.ofStorage(module, name)
                        .orElseThrow(() -> refused(module, name, ". Save the model's state_dict() alone"));
        };
    }

    @Override
    protected Object call(Object function, Object[] arguments) {
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
