package io.github.l2nas.engine.dataset;

/** A layout of files that holds a data set. */
interface DatasetFormat {

    /** What the settings call it. */
    String name();

    /** The files that make it up, for people. */
    String files();

    /** Whether there are files that belong to this format, if not all that it needs. */
    boolean recognizes(DataFiles files);

    /**
     * Reads and checks the files.
     *
     * @return all class names, and the images of the classes that {@code settings} uses
     * @throws io.github.l2nas.api.job.JobException where something is missing or wrong
     */
    Dataset read(DataFiles files, DatasetSettings settings);
}
