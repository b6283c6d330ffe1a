package io.github.l2nas.engine.pytorch;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights that {@code torch.save} wrote: a state dict, alone or in a dictionary around it, in the zip form or the
 * one before PyTorch 1.6, saved from whichever device. Nothing of the file is executed, and what it can take of memory is
 * bounded by its length.
 */
public final class PyTorchCheckpoint {

    private static final String PARAMETER = "weights";
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Where training scripts keep the state dict; the first that is there is meant. */
    private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model", "net", "network");

    private static final int MOST_WRAPPERS = 3;

    /** Prefix of every name in a state dict of {@code DataParallel}. */
    private static final String PARALLEL = "module.";

    /**
     * Bytes and values read for each byte of the file. A file has at most one value a byte, and each is read once; the
     * rest is for tensors that share a storage.
     */
    private static final int MOST_FOR_EACH_BYTE = 8;

    private final TensorFile file;
    private long allowance;
    private Storage current;
    private ByteBuffer bytes;

    private PyTorchCheckpoint(TensorFile file, long length) {
        this.file = file;
        allowance = length * MOST_FOR_EACH_BYTE;
    }

    /**
     * Reads the tensors of a state dict. Numbers of 64 and 16 bits, integers and booleans are rounded or widened to float;
     * entries that are no tensors are left out; the prefix {@code module.} is taken off where every name has it.
     *
     * @param file a {@code .pth}
     * @return tensors by name, in the file's order
     * @throws JobException where the file can't be read, is damaged, holds no state dict, or names a class or function that
     *     does not belong to one; with the file and the reason
     */
    public static Map<String, NamedTensor> read(Path file) {
        try (TensorFile open = isZip(file) ? ZipTensorFile.open(file) : LegacyTensorFile.open(file)) {
            return new PyTorchCheckpoint(open, Files.size(file)).tensors();
        } catch (NoSuchFileException e) {
            throw failure(file, "there is no such file", e);
        } catch (OutOfMemoryError e) {
            throw failure(file, "it does not fit into memory", e);
        } catch (IOException e) {
            throw failure(file, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
        } catch (RuntimeException e) {
            throw failure(file, "it is malformed", e);
        }
    }

    private static JobException failure(Path file, String reason, Throwable cause) {
        JobException failure = new JobException(PARAMETER, "can't read weights from " + file + ": " + reason);
        failure.initCause(cause);
        return failure;
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private Map<String, NamedTensor> tensors() throws IOException {
        Map<?, ?> stateDict = stateDict(file.root(), 0);
        int prefix = stateDict.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof StoredTensor)
                        .allMatch(entry -> entry.getKey() instanceof String name && name.startsWith(PARALLEL))
                ? PARALLEL.length()
                : 0;
        Map<String, NamedTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : stateDict.entrySet()) {
            if (entry.getKey() instanceof String name && entry.getValue() instanceof StoredTensor tensor) {
                tensors.put(name.substring(prefix), values(name, tensor));
            }
        }
        return tensors;
    }

    private static Map<?, ?> stateDict(Object saved, int depth) throws IOException {
        if (saved instanceof Map<?, ?> map && depth <= MOST_WRAPPERS) {
            if (map.values().stream().anyMatch(StoredTensor.class::isInstance)) {
                return map;
            }
            for (String wrapper : WRAPPERS) {
                if (map.get(wrapper) instanceof Map<?, ?> inner) {
                    return stateDict(inner, depth + 1);
                }
            }
        }
        throw new IOException("it holds no state dict, neither as such nor as 'state_dict' or 'model' of a dictionary."
                + " Save the model's state_dict()");
    }

    private NamedTensor values(String name, StoredTensor tensor) throws IOException {
        try {
            int size = tensor.size();
            spend(size);
            if (size == 0) {
                return tensor.values(ByteBuffer.allocate(0));
            }
            return tensor.values(bytes(tensor.storage()));
        } catch (IOException e) {
            throw new IOException("tensor '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Tensors that share a storage mostly follow each other. */
    private ByteBuffer bytes(Storage storage) throws IOException {
        if (!storage.equals(current)) {
            ByteBuffer read = file.read(storage);
            spend(read.capacity());
            if (read.capacity() < storage.bytes()) {
                throw new IOException("its storage has " + read.capacity() + " bytes instead of " + storage.bytes());
            }
            current = storage;
            bytes = read;
        }
        return bytes;
    }

    private void spend(long amount) throws IOException {
        allowance -= amount;
        if (allowance < 0) {
            throw new IOException(
                    "the tensors are more than " + MOST_FOR_EACH_BYTE + " times as large as the file, by repetition");
        }
    }
}
