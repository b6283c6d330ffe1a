package io.github.l2nas.report.figure;

import io.github.l2nas.api.objective.Hypervolume;
import io.github.l2nas.api.objective.NonDominatedSort;
import io.github.l2nas.report.result.FrontMember;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What no other dominates, while they come one after the other. Nothing is left out, however many there are; of equals the first stays. */
final class ExactFront {

    private final List<FrontMember> members = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();

    /** Considers one; false where it is dominated, or another has the same losses. */
    boolean add(FrontMember member) {
        double[] point = member.point();
        for (double[] other : points) {
            if (Arrays.equals(other, point) || NonDominatedSort.dominates(other, point)) {
                return false;
            }
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            if (NonDominatedSort.dominates(point, points.get(i))) {
                points.remove(i);
                members.remove(i);
            }
        }
        points.add(point);
        members.add(member);
        return true;
    }

    /** In the order in which they came. */
    List<FrontMember> members() {
        return List.copyOf(members);
    }

    double hypervolume(double[] reference) {
        return Hypervolume.of(points, reference);
    }
}
