package bridge.simulator;

import graphql.schema.idl.RuntimeWiring;
import java.util.Map;

/** What is read of webhooks, versions and limits. */
final class PlatformFields {
    private final Limits limits;

    PlatformFields(Limits limits) {
        this.limits = limits;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(FieldReader.type("Webhook", Webhook.class, (webhook, field, call) -> switch (field) {
            case "id" -> webhook.id();
            case "board_id" -> webhook.boardId();
            case "event" -> webhook.event();
            case "config" -> webhook.config() == null ? null : Json.write(webhook.config());
            default -> null;
        }));
        wiring.type(FieldReader.type("Complexity", Caller.class, (caller, field, call) -> switch (field) {
            case "before" -> caller.before();
            case "query" -> caller.cost();
            case "after" -> caller.before() - caller.cost();
            case "reset_in_x_seconds" -> caller.resetSeconds();
            default -> null;
        }));
        wiring.type(FieldReader.type("Version", String.class, (version, field, call) -> switch (field) {
            case "value" -> version;
            case "kind" -> ApiVersions.kind(version);
            case "display_name" -> version;
            default -> null;
        }));
        wiring.type(FieldReader.type(
                "PlatformApi",
                Limits.class,
                (platform, field, call) -> Map.of("base", limits.perDay(), "total", limits.perDay())));
        wiring.type(FieldReader.type(
                "Notification", String.class, (text, field, call) -> field.equals("text") ? text : "-1"));
    }
}
