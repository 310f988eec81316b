package bridge.command;

import bridge.board.BoardId;
import bridge.board.WebhookSetup;
import bridge.camel.RouteCalls;
import bridge.monday.MondayReply;
import bridge.storage.StorageKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The storage key, and the webhooks whose address contains a secret made of it. */
@Component
@Lazy
@Order(4)
class WebhooksLook implements Check {

    private final RouteCalls routes;
    private final BoardId boardId;
    private final ObjectProvider<WebhookSetup> webhooks;
    private final String token;
    private final String configuredKeys;
    private final Path keyFile;
    private final boolean databaseIsShared;

    WebhooksLook(
            RouteCalls routes,
            BoardId boardId,
            ObjectProvider<WebhookSetup> webhooks,
            @Value("${bridge.monday.api-token}") String token,
            @Value("${bridge.secure-storage.keys}") String configuredKeys,
            @Value("${bridge.data-dir}") Path dataDir,
            @Value("${DATABASE_URL:}") String databaseUrl) {
        this.routes = routes;
        this.boardId = boardId;
        this.webhooks = webhooks;
        this.token = token;
        this.configuredKeys = configuredKeys;
        this.keyFile = dataDir.resolve(StorageKeys.FILE);
        this.databaseIsShared = !databaseUrl.isBlank();
    }

    @Override
    public String subject() {
        return "webhooks";
    }

    @Override
    public List<Finding> look() {
        if (configuredKeys.isBlank() && !Files.exists(keyFile)) {
            return List.of(
                    Finding.ok(
                            "storage key", "none yet: " + StorageKeys.FILE + " is made in DATA_DIR at the first start"),
                    Finding.fail("webhooks", "none were made by this installation: run setup"));
        }
        if (token.isBlank()) {
            return List.of(key(), Finding.fail("webhooks", "cannot be looked at without MONDAY_API_TOKEN"));
        }
        WebhookSetup ours;
        try {
            ours = webhooks.getObject(); // reads the key, and fails when others can read it too
        } catch (BeansException e) {
            return PlainWords.of(e).stream()
                    .map(fault -> Finding.fail("storage key", fault))
                    .toList();
        }
        return List.of(key(), hooks(ours));
    }

    private Finding key() {
        if (!configuredKeys.isBlank()) {
            return Finding.ok("storage key", "SECURE_STORAGE_KEY");
        }
        return databaseIsShared
                ? Finding.warn(
                        "storage key",
                        keyFile
                                + " belongs to this machine: with several nodes set SECURE_STORAGE_KEY to one key for all")
                : Finding.ok("storage key", keyFile + ": keep a copy of it");
    }

    private Finding hooks(WebhookSetup ours) {
        try {
            if (!boardId.isKnown()) {
                return Finding.fail("webhooks", "there is no board yet");
            }
            MondayReply reply = routes.call("monday-call", ours.question(boardId.require()), MondayReply.class);
            List<String> missing = ours.lacking(reply, boardId.require());
            return missing.isEmpty()
                    ? Finding.ok("webhooks", "all " + WebhookSetup.EVENTS.size() + " are registered")
                    : Finding.fail(
                            "webhooks",
                            "monday does not tell of " + String.join(", ", missing)
                                    + ": run setup (changes are found by the" + " periodic sync meanwhile)");
        } catch (DataAccessException e) {
            return Finding.fail("webhooks", "the database does not tell which are ours: see the database's own line");
        }
    }
}
