package io.github.l2nas.report.figure;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What no other beats in cost and accuracy, while they come one after the other. It is exact: nothing is left out, however
 * many there are. Of those that are equal in both the first one stays.
 *
 * @param <T> what has a cost and an accuracy
 */
final class ParetoFront<T> {

    /** A member of the front. */
    record Member<T>(double cost, double accuracy, T value) {}

    /** By cost; accuracies ascend with it. */
    private final NavigableMap<Double, Member<T>> members = new TreeMap<>();

    /** Considers one; false where it is beaten or has no cost. */
    boolean add(double cost, double accuracy, T value) {
        if (Double.isNaN(cost)) {
            return false;
        }
        Map.Entry<Double, Member<T>> cheaper = members.floorEntry(cost);
        if (cheaper != null && cheaper.getValue().accuracy() >= accuracy) {
            return false;
        }
        members.put(cost, new Member<>(cost, accuracy, value));
        Map.Entry<Double, Member<T>> dearer = members.higherEntry(cost);
        while (dearer != null && dearer.getValue().accuracy() <= accuracy) {
            members.remove(dearer.getKey());
            dearer = members.higherEntry(cost);
        }
        return true;
    }

    /** Cheapest first. */
    List<Member<T>> members() {
        return List.copyOf(members.values());
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The area that the front covers between itself and a point: what is dearer or worse than the point counts nothing. */
    double hypervolume(double mostCost, double leastAccuracy) {
        double area = 0;
        double covered = leastAccuracy;
        for (Member<T> member : members.values()) {
            if (member.cost() < mostCost && member.accuracy() > covered) {
                area += (mostCost - member.cost()) * (member.accuracy() - covered);
                covered = member.accuracy();
            }
        }
        return area;
    }
}
