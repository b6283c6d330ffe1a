package io.github.l2nas.api.trial;

import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The K best different architectures so far, best first, and the state that they are: the share of the elite that uses
 * each operation on each edge. Architectures carried over from another search rank below all that this one has scored.
 */
public final class Elite {

    /**
     * A member.
     *
     * @param identity what makes it different from others
     * @param choices per row the chosen column or -1
     * @param accuracy in [0, 1]
     * @param carried whether another search scored it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Member(String identity, int[] choices, double accuracy, boolean carried) {}

    private final ActionShape shape;
    private final int capacity;
    private final List<Member> members = new ArrayList<>();
    /** For look-up only. */
    private final Map<String, Member> byIdentity = new HashMap<>();
    /** Members that use each operation on each edge. */
    private final int[] uses;

    /**
     * @param shape shape of an action
     * @param capacity K
     */
    public Elite(ActionShape shape, int capacity) {
        this.shape = shape;
        this.capacity = capacity;
        uses = new int[shape.size()];
    }

    /**
     * What its architectures are made of.
     *
     * @return shape of an action
     */
    public ActionShape shape() {
        return shape;
    }

    /**
     * Number of members.
     *
     * @return 0 to K
     */
    public int size() {
        return members.size();
    }

    /**
     * Identities, best first.
     *
     * @return a new list
     */
    public List<String> identities() {
        return members.stream().map(Member::identity).toList();
    }

    /**
     * Discrete actions, best first.
     *
     * @return a new list
     */
    public List<int[]> choices() {
        return members.stream().map(Member::choices).toList();
    }

    /**
     * The best architectures.
     *
     * @return a new list, best first
     */
    public List<Member> members() {
        return List.copyOf(members);
    }

    /**
     * Whether an architecture could become a member, if it is none.
     *
     * @param accuracy its accuracy, in [0, 1]
     * @return false where as many as there is room for are at least as good
     */
    public boolean admits(double accuracy) {
        return members.size() < capacity || ranksAbove(accuracy, members.get(capacity - 1));
    }

    /**
     * Considers a scored architecture. One that is as good as a member stays behind it; one that is a member counts with
     * its better score.
     *
     * @param architecture the architecture
     * @param accuracy in [0, 1]
     */
    public void add(Architecture architecture, double accuracy) {
        if (!admits(accuracy)) {
            return;
        }
        String identity = architecture.identity();
        Member known = byIdentity.get(identity);
        if (known != null) {
            if (!ranksAbove(accuracy, known)) {
                return;
            }
            remove(members.indexOf(known));
        } else if (members.size() == capacity) {
            remove(capacity - 1);
        }
        insert(new Member(identity, architecture.choices(), accuracy, false));
    }

    private static boolean ranksAbove(double accuracy, Member member) {
        return member.carried || accuracy > member.accuracy;
    }

    private void insert(Member member) {
        int rank = 0;
        int end = members.size();
        while (rank < end) {
            int middle = (rank + end) >>> 1;
            if (ranksAbove(member.accuracy, members.get(middle))) {
                end = middle;
            } else {
                rank = middle + 1;
            }
        }
        place(rank, member);
    }

    private void place(int rank, Member member) {
        members.add(rank, member);
        byIdentity.put(member.identity, member);
        count(member, 1);
    }

    private void remove(int rank) {
        Member member = members.remove(rank);
        byIdentity.remove(member.identity);
        count(member, -1);
    }

    private void count(Member member, int change) {
        for (int row = 0; row < member.choices.length; row++) {
            if (member.choices[row] >= 0) {
                uses[shape.offset(row) + member.choices[row]] += change;
            }
        }
    }

    /**
     * How many members use an operation on an edge.
     *
     * @param entry of a flattened action
     * @return 0 to the number of members
     */
    public int uses(int entry) {
        return uses[entry];
    }

    /**
     * The state s: mean of the members' one-hot encodings, zeros while there are none.
     *
     * @param state filled, length {@link ActionShape#size()}
     */
    public void stateTo(float[] state) {
        int size = Math.max(1, members.size());
        for (int i = 0; i < state.length; i++) {
            state[i] = (float) uses[i] / size;
        }
    }

    /**
     * Takes over the best members of another elite as carried ones.
     *
     * @param other an elite over the same shape
     */
    public void carry(Elite other) {
        for (Member member : other.members) {
            if (members.size() == capacity) {
                return;
            }
            place(members.size(), new Member(member.identity, member.choices, member.accuracy, true));
        }
    }

    /**
     * An elite of its own with the same members.
     *
     * @return a copy
     */
    public Elite copy() {
        Elite copy = new Elite(shape, capacity);
        copy.replaceBy(this);
        return copy;
    }

    /**
     * Takes over the members of an elite of the same shape and capacity.
     *
     * @param other stays as it is
     */
    public void replaceBy(Elite other) {
        while (!members.isEmpty()) {
            remove(members.size() - 1);
        }
        for (Member member : other.members) {
            place(members.size(), member);
        }
    }

    /**
     * Writes the members.
     *
     * @param out where
     * @throws IOException from {@code out}
     */
    public void write(DataOutput out) throws IOException {
        out.writeInt(members.size());
        for (Member member : members) {
            out.writeUTF(member.identity);
            for (int choice : member.choices) {
                out.writeInt(choice);
            }
            out.writeDouble(member.accuracy);
            out.writeBoolean(member.carried);
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param in where from
     * @param shape shape of an action
     * @param capacity K
     * @return the elite
     * @throws IOException from {@code in}, or where the content is no such elite
     */
    public static Elite read(DataInput in, ActionShape shape, int capacity) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > capacity) {
            throw new IOException("corrupt: an elite of " + size + " architectures, K is " + capacity);
        }
        Elite elite = new Elite(shape, capacity);
        for (int i = 0; i < size; i++) {
            Member member = readMember(in, shape);
            if (elite.byIdentity.containsKey(member.identity)) {
                throw new IOException("corrupt: the elite holds " + member.identity + " twice");
            }
            elite.place(i, member);
        }
        return elite;
    }

    private static Member readMember(DataInput in, ActionShape shape) throws IOException {
        String identity = in.readUTF();
        int[] choices = new int[shape.rows()];
        for (int row = 0; row < choices.length; row++) {
            choices[row] = in.readInt();
            if (choices[row] < -1 || choices[row] >= shape.columns(row)) {
                throw new IOException("corrupt: row " + row + " of an elite architecture chooses " + choices[row]);
            }
        }
        double accuracy = in.readDouble();
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new IOException("corrupt: an elite architecture's accuracy is not in 0 to 1");
        }
        return new Member(identity, choices, accuracy, in.readBoolean());
    }
}
