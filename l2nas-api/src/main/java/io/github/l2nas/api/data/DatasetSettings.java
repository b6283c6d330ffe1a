package io.github.l2nas.api.data;

import io.github.l2nas.api.job.JobException;

/**
 * What of a data set is used. A format may leave all of it to the engine; one that knows it while reading needs less memory,
 * and an image folder brings its images to the size.
 *
 * @param classes only the first so many classes, for example 120 of downsampled ImageNet; null for all
 * @param imageSize side of the images in pixels; those of another size are padded with black on all sides where the format
 *     does nothing better. Null to leave them as they are
 * @param testPercent how much of every class is split off as test part where the source has none, 0 to 99
 */
public record DatasetSettings(Integer classes, Integer imageSize, int testPercent) {

    private static final int LARGEST_IMAGE = 4096;
    private static final int MOST_PERCENT = 99;

    /**
     * @throws JobException with parameter {@code dataset.} and the setting where it is out of range
     */
    public DatasetSettings {
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
        return new JobException(DataFiles.PARAMETER + "." + setting, message);
    }

    /**
     * Whether samples with this label are used.
     *
     * @param label from 0
     * @return true for all where {@link #classes()} is null
     */
    public boolean uses(int label) {
        return classes == null || label < classes;
    }
}
