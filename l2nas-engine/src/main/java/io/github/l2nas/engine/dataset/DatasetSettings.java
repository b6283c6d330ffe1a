package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.job.JobException;

/**
 * What of a data set is used, and how.
 *
 * @param format one of {@link DatasetReader#FORMATS}; null or {@code auto} to find out by the files
 * @param classes only the first so many classes, for example 120 of downsampled ImageNet; null for all
 * @param imageSize side of the images in pixels. An image folder's are resized, so that the shorter side fits, and cropped
 *     at the centre; others are padded with black on all sides. Null to leave them as they are
 * @param testPercent how much of every class is split off as test part where the source has none, 0 to 99
 */
public record DatasetSettings(String format, Integer classes, Integer imageSize, int testPercent) {

    /** Everything, as it is; a fifth of it for testing where the source has no test part. */
    public static final DatasetSettings DEFAULT = new DatasetSettings(null, null, null, 20);

    static final String AUTO = "auto";
    private static final int LARGEST_IMAGE = 4096;
    private static final int MOST_PERCENT = 99;

    /**
     * @throws JobException with parameter {@code dataset.} and the setting where it is out of range
     */
    public DatasetSettings {
        if (format != null && !format.equals(AUTO) && !DatasetReader.FORMATS.contains(format)) {
            throw wrong(
                    "format",
                    "there is no format '" + format + "'; there are " + AUTO + " and " + DatasetReader.FORMATS);
        }
        if (classes != null && classes < 2) {
            throw wrong(
                    "classes",
                    "classes is " + classes + ", which is too few to tell apart: give 2 or more, or leave it out");
        }
        if (imageSize != null && (imageSize < 1 || imageSize > LARGEST_IMAGE)) {
            throw wrong("imageSize", "imageSize is " + imageSize + ", not 1 to " + LARGEST_IMAGE + " pixels");
        }
        if (testPercent < 0 || testPercent > MOST_PERCENT) {
            throw wrong("testPercent", "testPercent is " + testPercent + ", not 0 to " + MOST_PERCENT);
        }
    }

    private static JobException wrong(String setting, String message) {
        return new JobException(DatasetReader.PARAMETER + "." + setting, message);
    }

    /** Whether images with this label are used. */
    boolean uses(int label) {
        return classes == null || label < classes;
    }
}
