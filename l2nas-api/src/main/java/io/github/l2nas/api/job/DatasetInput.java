package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A data set and how it is read.
 *
 * @param files a directory, a zip or a single file; the digest of a directory covers the names and contents of its files
 * @param format the format's name, or that of a class; null to find out by the files
 * @param classes only the first so many classes; null for all
 * @param imageSize side of the images in pixels; null for the images' own
 * @param testPercent how much of every class is split off where the source has no test part; null for 20
 * @param settings of the format that differ from its usual ones, by their names; values as text
 */
public record DatasetInput(
        InputFile files,
        @JsonInclude(JsonInclude.Include.NON_NULL) String format,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer classes,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer imageSize,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer testPercent,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> settings) {
    public DatasetInput {
        Objects.requireNonNull(files, "files");
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
    }

    /**
     * A data set in a format without settings, or with its usual ones.
     *
     * @param files a directory, a zip or a single file
     * @param format the format's name, or that of a class; null to find out by the files
     * @param classes only the first so many classes; null for all
     * @param imageSize side of the images in pixels; null for the images' own
     * @param testPercent how much of every class is split off where the source has no test part; null for 20
     */
    public DatasetInput(InputFile files, String format, Integer classes, Integer imageSize, Integer testPercent) {
        this(files, format, classes, imageSize, testPercent, null);
    }
}
