package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A subscription of a board.
 *
 * @param event as in the schema's {@code WebhookEventType}
 * @param config null without one
 * @param signed whether deliveries carry a JWT: only those of webhooks that an app's token created
 */
record Webhook(long id, long boardId, String url, String event, JsonNode config, User creator, boolean signed) {

    /** @throws MondayException if the subscription makes no sense */
    void check() {
        if (url.length() > 255) {
            throw MondayException.invalidArgument("Webhook URL is longer than 255 characters");
        }
        if (!url.matches("https?://.+")) {
            throw MondayException.invalidArgument("Webhook URL is not valid");
        }
        if (event.equals("change_specific_column_value") && !config("columnId").isTextual()) {
            throw MondayException.invalidArgument("config needs columnId");
        }
        if (event.equals("item_moved_to_specific_group") && !config("groupId").isTextual()) {
            throw MondayException.invalidArgument("config needs groupId");
        }
    }

    boolean wants(Change change) {
        return change.board().id == boardId
                && change.events().contains(event)
                && switch (event) {
                    case "change_specific_column_value" ->
                        config("columnId").asText().equals(change.columnId());
                    case "change_status_column_value" -> wantsStatus(change);
                    case "item_moved_to_specific_group" ->
                        config("groupId").asText().equals(change.groupId());
                    default -> true;
                };
    }

    private boolean wantsStatus(Change change) {
        if (config("columnId").isTextual() && !config("columnId").asText().equals(change.columnId())) {
            return false;
        }
        var wanted = config("columnValue").path("index");
        return wanted.isMissingNode() || wanted.asText().equals(String.valueOf(change.statusId()));
    }

    private JsonNode config(String name) {
        return config == null ? Json.object().path(name) : config.path(name);
    }
}
