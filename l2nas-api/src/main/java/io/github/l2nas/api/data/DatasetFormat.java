package io.github.l2nas.api.data;

import io.github.l2nas.api.extension.Extension;

/**
 * A layout of files that holds a data set.
 *
 * <p>Register it in {@code META-INF/services/io.github.l2nas.api.data.DatasetFormat}, or name the class in the POM. One
 * instance reads any number of data sets, so it keeps nothing of them.
 *
 * @param <S> the format's settings; a record that checks its values and throws {@link IllegalArgumentException}; {@link
 *     io.github.l2nas.api.extension.NoSettings} where there are none
 */
public interface DatasetFormat<S extends Record> extends Extension {

    /**
     * The files that make up a data set, for people.
     *
     * @return for example {@code one .csv file}
     */
    String files();

    /**
     * Whether there are files that belong to this format, if not all that it needs. Where some are missing, {@link #read}
     * says which.
     *
     * @param files names, and contents where names don't tell
     * @return false where none of the files is of this format
     */
    boolean recognizes(DataFiles files);

    /**
     * Whether the format is taken for files that it recognizes where no format is named. Where several are, the user is
     * asked to name one.
     *
     * @return false for a format whose files look like those of many others
     */
    default boolean detected() {
        return true;
    }

    /**
     * The settings of a data set about which nothing is said.
     *
     * @return the defaults
     */
    S defaults();

    /**
     * Reads and checks the files. What it returns depends on their names and contents alone.
     *
     * @param files those of the data set
     * @param use what of the data set is used
     * @param settings of the format, in force
     * @return all classes, and at least the samples of those that {@code use} uses
     * @throws io.github.l2nas.api.job.JobException where something is missing or wrong; {@link DataFiles} makes them
     */
    Dataset read(DataFiles files, DatasetSettings use, S settings);
}
