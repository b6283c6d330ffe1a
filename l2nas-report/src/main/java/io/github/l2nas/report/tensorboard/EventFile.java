package io.github.l2nas.report.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An event file of TensorBoard, version 2: records of TFRecord's framing, each an {@code Event} of TensorFlow's {@code
 * event.proto}. Events have no time of the clock, so that the same numbers give the same bytes: their time is their step, in
 * seconds.
 */
final class EventFile {

    private static final String VERSION = "brain.Event:2";

    /** What TFRecord adds to the rotated check sum, so that one of data that hold check sums is none of them. */
    private static final int MASK_DELTA = 0xa282ead8;

    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE_VALUE = 2;

    private final OutputStream out;

    /**
     * Begins a file.
     *
     * @param out where it goes; not closed here
     */
    EventFile(OutputStream out) throws IOException {
        this.out = out;
        record(new ProtobufMessage().doubleNumber(EVENT_WALL_TIME, 0).text(EVENT_FILE_VERSION, VERSION));
    }

    /**
     * Adds numbers of a step.
     *
     * @param step of the search or training
     * @param values by their names; those that are not finite are left out, as is a step without any
     */
    void scalars(long step, Map<String, Double> values) throws IOException {
        ProtobufMessage summary = new ProtobufMessage();
        boolean empty = true;
        for (Map.Entry<String, Double> value : values.entrySet()) {
            if (Double.isFinite(value.getValue())) {
                empty = false;
                summary.message(
                        SUMMARY_VALUE,
                        new ProtobufMessage()
                                .text(VALUE_TAG, value.getKey())
                                .floatNumber(
                                        VALUE_SIMPLE_VALUE, value.getValue().floatValue()));
            }
        }
        if (!empty) {
            record(new ProtobufMessage()
                    .doubleNumber(EVENT_WALL_TIME, (double) step)
                    .integer(EVENT_STEP, step)
                    .message(EVENT_SUMMARY, summary));
        }
    }

    private void record(ProtobufMessage event) throws IOException {
        byte[] data = event.toBytes();
        byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(data);
        out.write(checksum(data));
    }

    private static byte[] checksum(byte[] data) {
        return littleEndian(Integer.BYTES).putInt(masked(data)).array();
    }

    /** TFRecord's check sum: CRC-32C, rotated and shifted. */
    static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
