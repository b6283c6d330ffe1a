package io.github.l2nas.engine.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form before PyTorch 1.6: five pickles (a magic number, the protocol, sizes of the system, the saved object, the
 * keys of the storages), then each storage, in the order of the keys: its number of elements in 8 bytes, and its elements.
 * All numbers are little endian, on whichever machine it was saved.
 */
final class LegacyTensorFile implements TensorFile {

    private static final BigInteger MAGIC_NUMBER = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final int PROTOCOL = 1001;
    private static final long LARGEST = Integer.MAX_VALUE - 8L;

    private final FileChannel channel;
    private final Object root;
    /** Where each storage's elements start. */
    private final Map<String, Long> positions = new HashMap<>();

    private LegacyTensorFile(FileChannel channel) throws IOException {
        this.channel = channel;
        ChannelInput input = new ChannelInput(channel);
        requireMagicNumber(input);
        Map<String, Storage> storages = new HashMap<>();
        if (!Integer.valueOf(PROTOCOL).equals(TensorUnpickler.read(input, storages))) {
            throw new IOException("its protocol is not " + PROTOCOL + ", that of every PyTorch before 1.6");
        }
        TensorUnpickler.read(input, storages);
        root = TensorUnpickler.read(input, storages);
        Object keys = TensorUnpickler.read(input, storages);
        if (!(keys instanceof List<?> list)) {
            throw new IOException("it has no list of storages");
        }
        locate(list, storages, input.position());
    }

    private static void requireMagicNumber(InputStream input) throws IOException {
        String mistake = "it is not a file of torch.save (neither a zip nor the form before PyTorch 1.6)";
        Object first;
        try {
            first = TensorUnpickler.read(input, new HashMap<>());
        } catch (IOException e) {
            throw new IOException(mistake, e);
        }
        if (!MAGIC_NUMBER.equals(first)) {
            throw new IOException(mistake);
        }
    }

    private void locate(List<?> keys, Map<String, Storage> storages, long start) throws IOException {
        long position = start;
        for (Object key : keys) {
            Storage storage = key instanceof String ? storages.get(key) : null;
            if (storage == null) {
                throw new IOException("it lists a storage that no tensor uses");
            }
            long elements = bytes(position, Long.BYTES).getLong();
            long bytes;
            try {
                bytes = storage.bytes();
            } catch (ArithmeticException e) {
                throw new IOException("storage " + storage.key() + " is too large", e);
            }
            position += Long.BYTES;
            if (elements != storage.elements() || bytes > channel.size() - position) {
                throw new IOException("storage " + storage.key() + " should have " + storage.elements()
                        + " elements; the file is damaged or cut short");
            }
            positions.put(storage.key(), position);
            position += bytes;
        }
    }

    static LegacyTensorFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new LegacyTensorFile(channel);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(Storage storage) throws IOException {
        Long position = positions.get(storage.key());
        if (position == null) {
            throw new IOException("storage " + storage.key() + " is missing");
        }
        if (storage.bytes() > LARGEST) {
            throw new IOException("storage " + storage.key() + " has " + storage.bytes() + " bytes; at most " + LARGEST
                    + " can be read");
        }
        return bytes(position, (int) storage.bytes());
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        if (length > channel.size() - position) {
            throw new IOException("it is cut short");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it is cut short");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
