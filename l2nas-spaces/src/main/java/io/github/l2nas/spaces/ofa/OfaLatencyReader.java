package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.table.CsvText;
import io.github.l2nas.api.text.FiniteNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads and checks a latency table row by row. */
final class OfaLatencyReader {

    private static final List<String> HEADER = List.of("block", "kernel", "expansion", "latency_ms");
    private static final List<Integer> BLOCKS =
            IntStream.rangeClosed(1, OfaArchitecture.LAYERS).boxed().toList();
    private static final int KERNELS = OfaArchitecture.KERNEL_SIZES.size();
    private static final int CHOICES = KERNELS * OfaArchitecture.EXPANSIONS.size();

    private final String name;
    private double shared = Double.NaN;
    private final double[][] blocks = new double[OfaArchitecture.LAYERS][CHOICES];

    OfaLatencyReader(String name) {
        this.name = name;
        for (double[] block : blocks) {
            Arrays.fill(block, Double.NaN);
        }
    }

    OfaLatencies read(Path file) {
        try (InputStream in = Files.newInputStream(file);
                Reader reader = CsvText.of(in);
                CSVParser parser = CSVParser.parse(reader, CsvText.FORMAT)) {
            read(parser);
        } catch (UncheckedIOException e) {
            throw wrong("can't be read as UTF-8 csv: " + AtomicFile.reason(e.getCause()));
        } catch (IOException e) {
            throw wrong("can't be read as UTF-8 csv: " + AtomicFile.reason(e));
        } catch (IllegalArgumentException e) {
            throw wrong("is not csv: " + e.getMessage());
        }
        return new OfaLatencies(shared, blocks);
    }

    private void read(CSVParser parser) {
        List<String> header = null;
        for (CSVRecord row : parser) {
            List<String> fields = Arrays.stream(row.values()).map(String::strip).toList();
            if (header == null) {
                header = fields;
                if (!header.equals(HEADER)) {
                    throw wrong("line 1: the header is " + header + " instead of " + HEADER);
                }
            } else {
                add(fields, "line " + parser.getCurrentLineNumber() + ": ");
            }
        }
        requireComplete();
    }

    private void add(List<String> fields, String where) {
        if (fields.size() != HEADER.size()) {
            throw wrong(where + fields.size() + " fields instead of " + HEADER.size());
        }
        double latency = FiniteNumber.parse(fields.get(3));
        if (!(latency >= 0)) {
            throw wrong(where + "latency_ms '" + fields.get(3) + "' is not a number from 0 on");
        }
        if (fields.get(0).equals("0")) {
            if (!fields.get(1).isEmpty() || !fields.get(2).isEmpty()) {
                throw wrong(where + "block 0 is what all architectures share: leave kernel and expansion empty");
            }
            requireNew(shared, where);
            shared = latency;
            return;
        }
        int block = index("block", fields.get(0), BLOCKS, where);
        int choice = KERNELS * index("expansion", fields.get(2), OfaArchitecture.EXPANSIONS, where)
                + index("kernel", fields.get(1), OfaArchitecture.KERNEL_SIZES, where);
        requireNew(blocks[block][choice], where);
        blocks[block][choice] = latency;
    }

    private int index(String column, String text, List<Integer> allowed, String where) {
        int index = allowed.stream().map(String::valueOf).toList().indexOf(text);
        if (index < 0) {
            throw wrong(where + column + " '" + text + "' is not one of " + allowed);
        }
        return index;
    }

    private void requireNew(double known, String where) {
        if (!Double.isNaN(known)) {
            throw wrong(where + "this block has a row already. Keep one");
        }
    }

    private void requireComplete() {
        if (Double.isNaN(shared)) {
            throw wrong("has no row of block 0, what all architectures share. Give 0 where it is not measured");
        }
        for (int block = 0; block < blocks.length; block++) {
            for (int choice = 0; choice < CHOICES; choice++) {
                if (Double.isNaN(blocks[block][choice])) {
                    throw wrong("has no row of block " + (block + 1) + " with kernel "
                            + OfaArchitecture.KERNEL_SIZES.get(choice % KERNELS) + " and expansion "
                            + OfaArchitecture.EXPANSIONS.get(choice / KERNELS));
                }
            }
        }
    }

    private JobException wrong(String what) {
        return new JobException("constraints.latencyTable", "latency table " + name + " " + what);
    }
}
