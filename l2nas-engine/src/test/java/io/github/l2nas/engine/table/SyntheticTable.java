package io.github.l2nas.engine.table;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.spaces.nasbench201.NasBench201;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of all 15 625 architectures of NAS-Bench-201 with invented numbers: accuracy in percent adds a worth for each
 * operation on each edge, latency counts the non-zero operations.
 */
public final class SyntheticTable {

    public static final NasBench201 SPACE = new NasBench201();

    private static final int[] WORTH = {0, 301, 113, 702, 505};

    private SyntheticTable() {}

    /** Every architecture of NAS-Bench-201, the last edge changing fastest. */
    public static List<Architecture> architectures() {
        List<Architecture> all = new ArrayList<>();
        for (int code = 0; code < 15625; code++) {
            int[] choices = new int[6];
            for (int row = 5, rest = code; row >= 0; row--, rest /= 5) {
                choices[row] = rest % 5;
            }
            all.add(SPACE.architecture(choices));
        }
        return all;
    }

    /** Accuracy in percent, with two decimals. */
    public static BigDecimal percent(Architecture architecture) {
        long worth = 3000;
        int[] choices = architecture.choices();
        for (int row = 0; row < choices.length; row++) {
            worth += (long) WORTH[choices[row]] * (row + 3) / 5;
        }
        return BigDecimal.valueOf(worth, 2);
    }

    public static double fraction(Architecture architecture) {
        return percent(architecture).movePointLeft(2).doubleValue();
    }

    public static int latency(Architecture architecture) {
        int latency = 0;
        for (int choice : architecture.choices()) {
            latency += choice == 0 ? 0 : 1;
        }
        return latency;
    }

    /** Writes the table as csv with the columns architecture, accuracy and latency. */
    public static Path write(Path file) throws IOException {
        return write(file, architectures());
    }

    public static Path write(Path file, List<Architecture> architectures) throws IOException {
        StringBuilder text = new StringBuilder("architecture,accuracy,latency\n");
        for (Architecture architecture : architectures) {
            text.append(architecture.notation())
                    .append(',')
                    .append(percent(architecture).toPlainString())
                    .append(',')
                    .append(latency(architecture))
                    .append('\n');
        }
        return Files.writeString(file, text);
    }
}
