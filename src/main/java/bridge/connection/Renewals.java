package bridge.connection;

import bridge.access.AppSettings;
import bridge.monday.MondayUnavailableException;
import bridge.monday.TokenGrant;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * When the tokens of a connection are renewed, and by whom: one node at a time, since a refresh token works once. Whoever else comes
 * meanwhile uses the old access token while it is good.
 */
@Component("renewals")
public class Renewals {

    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

    /** Longer than a call to monday can take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** monday asks for it (developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow). */
    private static final Duration AFTER_FAILED_MIGRATION = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Connections connections;
    private final AppSettings app;

    Renewals(Connections connections, AppSettings app) {
        this.connections = connections;
        this.app = app;
    }

    /** True when the caller shall renew: it is time to, and nobody else is at it. */
    public boolean begin(Connection connection) {
        boolean due = connection.isLegacy() ? app.isRotating() : connection.ending();
        return due && connections.lease(connection, LEASE);
    }

    /** Stores the new tokens, before anybody can use them. */
    public void keep(Connection old, TokenGrant grant) {
        connections.renew(old, grant);
        LOG.info("The tokens of account {}, user {} are renewed", old.accountId(), old.userId());
    }

    /**
     * The renewal failed; the old access token is used on while it is good.
     *
     * @throws RuntimeException the failure, if the token has expired
     */
    public void failed(Connection old, RuntimeException failure) {
        LOG.warn("The tokens of account {} could not be renewed: {}", old.accountId(), failure.getMessage());
        connections.endLease(old, old.isLegacy() ? AFTER_FAILED_MIGRATION : AFTER_FAILURE);
        if (old.expired()) {
            throw failure;
        }
    }

    /**
     * monday refused the refresh token for good. A legacy token that cannot be migrated works on.
     *
     * @throws NotConnectedException if somebody has to connect again
     */
    public void refused(Connection old, RuntimeException failure) {
        if (old.isLegacy()) {
            failed(old, failure);
            return;
        }
        LOG.warn(
                "Account {}, user {} has to be connected again: its refresh was refused",
                old.accountId(),
                old.userId());
        connections.markBroken(old);
        throw new NotConnectedException();
    }

    /**
     * The connection as it is now; waits a moment when another node is renewing what has expired.
     *
     * @throws MondayUnavailableException if that takes too long
     */
    public Connection current(Connection seen) {
        var account = new Account(seen.accountId(), seen.userId());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Connection now = connections.require(account);
            if (!now.expired()) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new MondayUnavailableException("TOKEN_EXPIRED", false, AFTER_FAILURE);
            }
            pause();
        }
    }

    /**
     * monday refused an access token that should be good: it is renewed with the next use.
     *
     * @throws NotConnectedException if it cannot be renewed
     */
    public void tokenRefused(Connection connection) {
        if (connection.isLegacy()) {
            LOG.warn(
                    "Account {}, user {} has to be connected again: its token was refused",
                    connection.accountId(),
                    connection.userId());
            connections.markBroken(connection);
            throw new NotConnectedException();
        }
        connections.markExpired(connection);
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MondayUnavailableException("STOPPING", false, AFTER_FAILURE);
        }
    }
}
