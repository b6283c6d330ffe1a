package io.github.l2nas.engine.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * What reading a pickle from outside has in common: operations that are not on a list are refused, and so is every class that
 * a subclass does not know, before anything of it is constructed. What a pickle can make of memory and time is bounded by its
 * length and by {@value #MOST_OPERATIONS} operations. Dictionaries become {@link LinkedHashMap}s in the pickle's order.
 */
public abstract class SafeUnpickler extends Unpickler {

    /** Ten times what the largest file of the benchmarks has, enough for 60 000 tensors. */
    private static final int MOST_OPERATIONS = 2_000_000;

    private static final int LONGEST_NAME = 100;

    /** Numbers, text, tuples, lists, memo and marks, as pickles of protocol 2 and later write them. */
    private static final Set<Short> ALWAYS = Set.of(
            Opcodes.PROTO,
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
            Opcodes.APPENDS);

    private final String content;
    private final Set<Short> further;
    private int operations;

    /**
     * @param content what is read, for messages: {@code plain data}
     * @param further operations of the library that are allowed beside the usual ones
     */
    protected SafeUnpickler(String content, Set<Short> further) {
        this.content = content;
        this.further = further;
    }

    /**
     * A class or function that the pickle names.
     *
     * @param module its module
     * @param name its name
     * @return what stands for it on the stack
     * @throws PickleException where it is not known; see {@link #refused}
     */
    protected abstract Object named(String module, String name);

    /**
     * Calls what {@link #named} returned.
     *
     * @param function what is called; anything that the pickle has put there
     * @param arguments plain data, and what other calls returned
     * @return the result
     * @throws PickleException where the function is not one, or does not take these arguments
     */
    protected abstract Object call(Object function, Object[] arguments);

    /**
     * Sets the state of what a call returned.
     *
     * @param target what stays on the stack
     * @param state its state
     * @throws PickleException where the target has none
     */
    protected abstract void build(Object target, Object state);

    /**
     * A dictionary's key. Keys are flat: hashing nested tuples can take for ever.
     *
     * @param value any
     * @return text, number or truth value
     * @throws PickleException for anything else
     */
    protected Object key(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new PickleException("its pickle has a dictionary with keys that are neither text nor numbers");
    }

    /**
     * The refusal of a class or function.
     *
     * @param module its module
     * @param name its name
     * @param advice what to do; may be empty
     * @return to be thrown
     */
    protected final PickleException refused(String module, String name, String advice) {
        String qualified = module + "." + name;
        return new PickleException("it names the class or function "
                + qualified.substring(0, Math.min(qualified.length(), LONGEST_NAME)) + ", and for safety only "
                + content + (content.contains(" and ") ? " are" : " is") + " read" + advice);
    }

    @Override
    protected Object dispatch(short operation) throws IOException {
        if (++operations > MOST_OPERATIONS) {
            throw new PickleException("its pickle takes more than " + MOST_OPERATIONS + " operations to read");
        }
        switch (operation) {
            case Opcodes.GLOBAL -> {
                String module = line();
                stack.add(named(module, line()));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(named((String) stack.pop(), name));
            }
            case Opcodes.INST -> {
                String module = line();
                throw refused(module, line(), "");
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
                Object[] arguments = (Object[]) stack.pop();
                stack.add(call(stack.pop(), arguments));
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
            case Opcodes.BINSTRING -> stack.add(new String(bytes(Integer.BYTES), StandardCharsets.ISO_8859_1));
            case Opcodes.BINUNICODE -> stack.add(new String(bytes(Integer.BYTES), StandardCharsets.UTF_8));
            default -> {
                if (!ALWAYS.contains(operation) && !further.contains(operation)) {
                    throw new PickleException(
                            "its pickle holds more than " + content + " (pickle operation " + operation + ")");
                }
                return further.contains(operation) ? further(operation) : super.dispatch(operation);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** Operations whose length prefix is not to be trusted; the library allocates what it says before it reads. */
    private Object further(short operation) throws IOException {
        switch (operation) {
            case Opcodes.BINUNICODE8 -> stack.add(new String(bytes(Long.BYTES), StandardCharsets.UTF_8));
            case Opcodes.BINBYTES -> stack.add(bytes(Integer.BYTES));
            case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> stack.add(bytes(Long.BYTES));
            case Opcodes.LONG4 -> stack.add(PickleUtils.decode_long(bytes(Integer.BYTES)));
            default -> {
                return super.dispatch(operation);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** As many bytes as the prefix says. Where the stream does not know that it has as many, memory grows as they come. */
    private byte[] bytes(int prefix) throws IOException {
        byte[] digits = Arrays.copyOf(input.readNBytes(prefix), Long.BYTES);
        long length = ByteBuffer.wrap(digits).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new PickleException("its pickle claims a text of " + Long.toUnsignedString(length) + " bytes");
        }
        byte[] bytes;
        if (length <= input.available()) {
            bytes = new byte[(int) length];
            length = input.readNBytes(bytes, 0, bytes.length) == bytes.length ? length : -1;
        } else {
            bytes = input.readNBytes((int) length);
        }
        if (bytes.length != length) {
            throw new PickleException("it is cut short");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0 || line.length() == LONGEST_NAME) {
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
}
