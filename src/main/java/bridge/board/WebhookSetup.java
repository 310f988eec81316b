package bridge.board;

import bridge.monday.MondayCall;
import bridge.monday.MondayCall.Priority;
import bridge.monday.MondayReply;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The webhooks by which monday tells us of changes. Those of others, also for addresses we had before, are left alone. */
@Component("webhookSetup")
public class WebhookSetup {

    /** As monday names subscriptions; deliveries bear other names. */
    public static final List<String> EVENTS = List.of(
            "create_item",
            "change_column_value",
            "change_name",
            "create_update",
            "edit_update",
            "delete_update",
            "item_archived",
            "item_deleted",
            "item_restored",
            "create_column");

    /** monday's limit: developer.monday.com/api-reference/reference/webhooks */
    private static final int MAX_URL = 255;

    private final String apiUrl;
    private final WebhookKey key;
    private final BoardWebhooks webhooks;

    WebhookSetup(@Value("${bridge.api.url}") String apiUrl, WebhookKey key, BoardWebhooks webhooks) {
        this.apiUrl = apiUrl.replaceAll("/+$", "");
        this.key = key;
        this.webhooks = webhooks;
    }

    public MondayCall question(String boardId) {
        return new MondayCall("webhooks", Map.of("board", boardId), Priority.REFETCH, null);
    }

    /** What of {@link #EVENTS} the board lacks; also forgets webhooks that monday no longer has. */
    public List<SetupStep> missing(MondayReply reply, BoardLayout layout, SetupNotes notes) {
        webhooks.forgetAllBut(ids(reply), layout.boardId());
        List<String> lacking = lacking(reply, layout.boardId());
        List<SetupStep> steps = new ArrayList<>();
        for (String event : EVENTS) {
            if (!lacking.contains(event)) {
                notes.found("webhook " + event);
            } else {
                steps.add(new SetupStep(
                        "webhook " + event,
                        BoardSetup.call(
                                "create-webhook",
                                Map.of("board", layout.boardId(), "url", url(key.current()), "event", event))));
            }
        }
        if (!steps.isEmpty() && url(key.current()).length() > MAX_URL) {
            notes.failed("webhooks: API_URL is too long for monday");
            return List.of();
        }
        return steps;
    }

    /** Those of {@link #EVENTS} for which monday has no webhook with our present address. */
    public List<String> lacking(MondayReply reply, String boardId) {
        List<String> addresses = key.all().stream().map(k -> hash(url(k))).toList();
        Set<String> ours = webhooks.events(boardId, addresses, ids(reply));
        return EVENTS.stream().filter(event -> !ours.contains(event)).toList();
    }

    private static Set<String> ids(MondayReply reply) {
        Set<String> ids = new HashSet<>();
        for (JsonNode webhook : reply.data().path("webhooks")) {
            ids.add(webhook.path("id").asText());
        }
        return ids;
    }

    public void made(SetupStep step, MondayReply reply, SetupNotes notes) {
        JsonNode webhook = reply.data().path("create_webhook");
        webhooks.add(
                webhook.path("id").asText(),
                step.call().variables().get("board").toString(),
                step.call().variables().get("event").toString(),
                hash(url(key.current())));
        notes.done(step.what());
    }

    public void refused(SetupStep step, Exception failure, SetupNotes notes) {
        notes.webhooksRefused();
        notes.failed(step.what() + ": " + failure.getMessage());
        notes.advise("monday must reach this service at " + apiUrl + " (API_URL) while webhooks are made: see that"
                + " the address is public and leads here, then run setup again");
    }

    private String url(String secret) {
        return apiUrl + "/webhooks/monday?key=" + secret;
    }

    private static String hash(String url) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
