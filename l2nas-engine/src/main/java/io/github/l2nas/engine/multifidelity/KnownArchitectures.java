package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.space.Architecture;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The identities of all architectures that were proposed. */
final class KnownArchitectures implements Checkpointable {

    private final Set<String> identities = new LinkedHashSet<>();

    void add(Architecture architecture) {
        identities.add(architecture.identity());
    }

    /** A view. */
    Set<String> identities() {
        return Collections.unmodifiableSet(identities);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(identities.size());
        for (String identity : identities) {
            out.writeUTF(identity);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        identities.clear();
        for (int count = in.readInt(); count > 0; count--) {
            identities.add(in.readUTF());
        }
    }
}
