package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A data set and how it is read.
 *
 * @param files a directory, a zip or a single file; the digest of a directory covers the names and contents of its files
 * @param format the format's name; null to find out by the files
 * @param classes only the first so many classes; null for all
 * @param imageSize side of the images in pixels; null for the images' own
 * @param testPercent how much of every class is split off where the source has no test part; null for 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetInput(InputFile files, String format, Integer classes, Integer imageSize, Integer testPercent) {
    public DatasetInput {
        Objects.requireNonNull(files, "files");
    }
}
