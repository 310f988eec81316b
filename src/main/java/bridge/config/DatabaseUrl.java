package bridge.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where the database is.
 *
 * @param jdbc     for the driver
 * @param user     null: given apart
 * @param password null: given apart
 */
record DatabaseUrl(String jdbc, String user, String password) {

    /**
     * {@code WRITE_DELAY=0}: without it H2 loses acknowledged commits when the process dies. It does not help against a power
     * cut; PostgreSQL does.
     */
    private static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    /** Seconds: a database that has fallen silent fails its callers, who would wait for ever by the driver's default. */
    private static final String SOCKET_TIMEOUT = "socketTimeout=30";

    static DatabaseUrl embedded(Path dataDir) {
        Path file = dataDir.resolve("bridge").toAbsolutePath().normalize();
        return new DatabaseUrl("jdbc:h2:file:" + file + H2_OPTIONS, "sa", "");
    }

    /**
     * @param url {@code jdbc:postgresql:…}, {@code jdbc:h2:…}, or {@code postgres[ql]://user:password@host:port/database}
     * @throws IllegalArgumentException if it is none of these
     */
    static DatabaseUrl parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(withTimeout(url), null, null);
        }
        if (url.startsWith("jdbc:h2:")) {
            return new DatabaseUrl(url.contains("MODE=") ? url : url + H2_OPTIONS, null, null);
        }
        URI uri = URI.create(url);
        boolean postgres = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!postgres
                || uri.getHost() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("not a database address");
        }
        String jdbc = "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new DatabaseUrl(
                withTimeout(jdbc),
                login.length > 0 ? decode(login[0]) : null,
                login.length > 1 ? decode(login[1]) : null);
    }

    /** What the address says itself counts. */
    private static String withTimeout(String jdbc) {
        if (jdbc.contains("socketTimeout=")) {
            return jdbc;
        }
        return jdbc + (jdbc.contains("?") ? "&" : "?") + SOCKET_TIMEOUT;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
