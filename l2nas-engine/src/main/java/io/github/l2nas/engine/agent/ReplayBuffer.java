package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.BinaryFloats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The transitions (state, action, reward) seen so far, or the newest of them. Not safe for use by several threads. */
final class ReplayBuffer {

    private static final int INITIAL_CAPACITY = 256;

    private final int width;
    private final int bound;
    private float[] states;
    private float[] actions;
    private float[] rewards;
    private int oldest;
    private int size;

    /**
     * @param width length of a state and of an action
     * @param bound transitions kept; 0 for all
     */
    ReplayBuffer(int width, int bound) {
        this.width = width;
        this.bound = bound;
        allocate(bound == 0 ? INITIAL_CAPACITY : Math.min(INITIAL_CAPACITY, bound));
    }

    private void allocate(int capacity) {
        states = new float[capacity * width];
        actions = new float[capacity * width];
        rewards = new float[capacity];
    }

    int size() {
        return size;
    }

    /**
     * Appends a copy of a transition; the oldest makes room where the buffer is full.
     *
     * @param state length width
     * @param action length width
     * @param reward finite
     */
    void add(float[] state, float[] action, float reward) {
        if (size == bound && bound > 0) {
            oldest = (oldest + 1) % bound;
            size--;
        } else if (size == rewards.length) {
            grow();
        }
        int slot = slot(size);
        System.arraycopy(state, 0, states, slot * width, width);
        System.arraycopy(action, 0, actions, slot * width, width);
        rewards[slot] = reward;
        size++;
    }

    /** Only a buffer that never wrapped around grows. */
    private void grow() {
        int capacity = bound == 0 ? 2 * rewards.length : Math.min(2 * rewards.length, bound);
        states = Arrays.copyOf(states, Math.multiplyExact(capacity, width));
        actions = Arrays.copyOf(actions, capacity * width);
        rewards = Arrays.copyOf(rewards, capacity);
    }

    private int slot(int index) {
        return (oldest + index) % rewards.length;
    }

    /**
     * Copies a transition out.
     *
     * @param index 0 for the oldest to {@link #size()} - 1
     * @param state filled, length width
     * @param action filled, length width
     * @return the reward
     */
    float copyTo(int index, float[] state, float[] action) {
        int slot = slot(index);
        System.arraycopy(states, slot * width, state, 0, width);
        System.arraycopy(actions, slot * width, action, 0, width);
        return rewards[slot];
    }

    /**
     * A transition's reward.
     *
     * @param index 0 for the oldest to {@link #size()} - 1
     * @return as it was added
     */
    float reward(int index) {
        return rewards[slot(index)];
    }

    ReplayBuffer copy() {
        ReplayBuffer copy = new ReplayBuffer(width, bound);
        copy.replaceBy(this);
        return copy;
    }

    /**
     * Takes over the content of a buffer of the same width and bound.
     *
     * @param other stays as it is
     */
    void replaceBy(ReplayBuffer other) {
        states = other.states.clone();
        actions = other.actions.clone();
        rewards = other.rewards.clone();
        oldest = other.oldest;
        size = other.size;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        float[] state = new float[width];
        float[] action = new float[width];
        for (int i = 0; i < size; i++) {
            float reward = copyTo(i, state, action);
            BinaryFloats.write(state, out);
            BinaryFloats.write(action, out);
            out.writeFloat(reward);
        }
    }

    static ReplayBuffer read(DataInput in, int width, int bound) throws IOException {
        int size = in.readInt();
        if (size < 0 || (bound > 0 && size > bound)) {
            throw new IOException("corrupt: a replay buffer of " + size + " transitions, bounded by " + bound);
        }
        ReplayBuffer buffer = new ReplayBuffer(width, bound);
        for (int i = 0; i < size; i++) {
            float[] state = BinaryFloats.read(in, width, "entries of a state");
            float[] action = BinaryFloats.read(in, width, "entries of an action");
            float reward = in.readFloat();
            if (!Float.isFinite(reward)) {
                throw new IOException("corrupt: a reward that is not finite");
            }
            buffer.add(state, action, reward);
        }
        return buffer;
    }
}
