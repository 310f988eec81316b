package bridge.camel;

/**
 * A file of {@code routes/} as it is on disk or in the jar.
 *
 * @param name without its folder, such as {@code mail.camel.yaml}
 */
record RouteFile(String name, String text) {

    static final String SUFFIX = ".camel.yaml";

    /** Editors keep locks and drafts under names that begin with a dot. */
    static boolean isNamed(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }
}
