package io.github.l2nas.report.page;

/** Names of files from what people have called things. */
final class FileNames {

    private FileNames() {}

    /**
     * A name without what a file system, a link or a shell takes amiss.
     *
     * @param name any text
     * @return letters, digits, dots, hyphens and underscores
     */
    static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        return safe.isEmpty() ? "result" : safe;
    }
}
