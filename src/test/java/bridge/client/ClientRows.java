package bridge.client;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets tests of other packages learn clients without a Spring context. */
public final class ClientRows {

    private ClientRows() {}

    public static Clients of(JdbcClient db) {
        return new Clients(db);
    }
}
