package io.github.l2nas.engine.export;

/**
 * Where values lie. What lies outside becomes the nearest end.
 *
 * @param least at most 0
 * @param greatest at least 0
 */
public record ValueRange(float least, float greatest) {

    /** Integers from 0 to this stand for values. */
    private static final int HIGHEST = 255;

    public ValueRange {
        if (!(Float.isFinite(least) && Float.isFinite(greatest) && least <= 0 && greatest >= 0)) {
            throw new IllegalArgumentException("no range around 0: " + least + " to " + greatest);
        }
    }

    /** What one step of the integers is worth; above 0. */
    float scale() {
        float scale = (float) (((double) greatest - least) / HIGHEST);
        return scale > 0 ? scale : 1;
    }

    /** The integer that stands for 0. */
    int zeroPoint() {
        return (int) Math.rint(-least / (double) scale());
    }
}
