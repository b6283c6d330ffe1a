package io.github.l2nas.api.file;

/** Names of files in letters that the operating system's encoding may not have. */
public final class FileNames {

    /** What Java puts where it can't decode a byte. */
    private static final char UNKNOWN = '\ufffd';

    private FileNames() {}

    /**
     * Whether a name was read with an encoding that does not have all of its letters, so that no file is found by it.
     *
     * @param name a name from a directory
     * @return true where a letter is missing
     */
    public static boolean isDamaged(String name) {
        return name.indexOf(UNKNOWN) >= 0;
    }

    /**
     * What to do about a name that can't be a path or is damaged.
     *
     * @return a sentence that names the encoding and the variable to set
     */
    public static String advice() {
        return "Java writes names of files in " + System.getProperty("sun.jnu.encoding")
                + " here, which does not have all letters. Set the environment variable LC_ALL to a locale with UTF-8, for"
                + " example C.UTF-8, or use other letters";
    }
}
