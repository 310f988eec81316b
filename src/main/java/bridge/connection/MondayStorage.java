package bridge.connection;

import bridge.camel.RouteCalls;
import bridge.monday.ActingFor;
import bridge.monday.MondayMisconfiguredException;
import bridge.monday.MondayRefusedException;
import bridge.monday.StorageReply;
import bridge.monday.StorageRequest;
import bridge.storage.Counters;
import bridge.storage.StorageBackend;
import bridge.storage.StoredPage;
import bridge.storage.StoredValue;
import bridge.storage.VersionMismatchException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps values at monday, per account and app, in the name of whoever connected the account
 * (developer.monday.com/apps/docs/mondaystorage).
 */
@Component
@ConditionalOnProperty(name = "bridge.storage.backend", havingValue = "monday")
class MondayStorage implements StorageBackend {

    /** A search finds a part of the key, so that a page may hold nothing that begins with it. */
    private static final int PAGES_AT_ONCE = 20;

    private final RouteCalls routes;
    private final Connections connections;
    private final Renewals renewals;
    private final CounterTurns turns;

    MondayStorage(RouteCalls routes, Connections connections, Renewals renewals, JdbcTemplate db) {
        this.routes = routes;
        this.connections = connections;
        this.renewals = renewals;
        this.turns = new CounterTurns(db);
    }

    @Override
    public Optional<StoredValue> get(long accountId, String key) {
        StorageReply reply = ask(accountId, token -> StorageRequest.get(token, key));
        if (reply.isNotFound()) {
            return Optional.empty();
        }
        JsonNode body = checked(reply);
        return body.hasNonNull("value")
                ? Optional.of(
                        new StoredValue(body.get("value"), body.path("version").asText()))
                : Optional.empty();
    }

    @Override
    public String set(long accountId, String key, JsonNode value, String previousVersion, Duration ttl) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().set("value", value);
        if (previousVersion != null) {
            body.put("previous_version", previousVersion);
        }
        if (ttl != null) {
            body.put("ttl", ttl.toSeconds());
        }
        StorageReply reply = ask(accountId, token -> StorageRequest.set(token, key, body));
        if (reply.isVersionMismatch()) {
            throw new VersionMismatchException();
        }
        return checked(reply).path("version").asText();
    }

    @Override
    public void delete(long accountId, String key) {
        StorageReply reply = ask(accountId, token -> StorageRequest.delete(token, key));
        if (!reply.isNotFound()) {
            checked(reply);
        }
    }

    @Override
    public StoredPage search(long accountId, String prefix, String cursor, int limit) {
        List<StoredPage.Entry> found = new ArrayList<>();
        String next = cursor;
        int pages = 0;
        do {
            String from = next;
            JsonNode page = checked(ask(accountId, token -> StorageRequest.search(token, prefix, from)));
            for (JsonNode record : page.path("records")) {
                String key = record.path("key").asText();
                if (key.startsWith(prefix) && record.path("backendOnly").asBoolean(true)) {
                    found.add(new StoredPage.Entry(key, record.path("value")));
                }
            }
            next = page.path("cursor").asText(null);
            pages++;
        } while (found.isEmpty() && next != null && pages < PAGES_AT_ONCE);
        return new StoredPage(found, next);
    }

    /** A number that was to expire does not any more: monday does not tell when it would. */
    @Override
    public long increment(long accountId, String key, long by) {
        return turns.inTurn(accountId + " " + key, () -> {
            try {
                return add(accountId, key, by);
            } catch (VersionMismatchException setMeanwhile) {
                return add(accountId, key, by);
            }
        });
    }

    /** Without a version monday would overwrite what another has begun: so begin in turn only. */
    private long add(long accountId, String key, long by) {
        Optional<StoredValue> before = get(accountId, key);
        long sum = Counters.add(before.map(StoredValue::value).orElse(LongNode.valueOf(0)), by);
        set(
                accountId,
                key,
                LongNode.valueOf(sum),
                before.map(StoredValue::version).orElse(null),
                null);
        return sum;
    }

    /** Asks once more, with a renewed token, when the token is refused. */
    private StorageReply ask(long accountId, Function<ActingFor, StorageRequest> request) {
        var account = new Account(accountId, null);
        try {
            return ask(account, request);
        } catch (MondayMisconfiguredException refused) {
            if (!refused.tokenRefused()) {
                throw refused;
            }
            renewals.tokenRefused(connections.require(account));
            return ask(account, request);
        }
    }

    private StorageReply ask(Account account, Function<ActingFor, StorageRequest> request) {
        ActingFor token = routes.call("connection-token", account, ActingFor.class);
        return routes.call("monday-storage", request.apply(token), StorageReply.class);
    }

    private static JsonNode checked(StorageReply reply) {
        if (!reply.isSuccess()) {
            throw new MondayRefusedException("STORAGE_HTTP_" + reply.status());
        }
        return reply.body();
    }
}
