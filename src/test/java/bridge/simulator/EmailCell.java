package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** An e-mail address with the text shown for it; both are needed. */
final class EmailCell extends CellType {

    EmailCell() {
        super("email", "email", "EmailValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (input.isTextual()) {
            return writeSimple(input.textValue(), into);
        }
        if (!input.path("email").isTextual() || !input.path("text").isTextual()) {
            throw malformed();
        }
        return content(input.path("email").textValue(), input.path("text").textValue(), into);
    }

    @Override
    JsonNode writeSimple(String text, CellInput into) {
        int space = text.indexOf(' ');
        return space < 0
                ? content(text, text, into)
                : content(text.substring(0, space), text.substring(space + 1), into);
    }

    private JsonNode content(String email, String text, CellInput into) {
        if (email.isEmpty()) {
            return null;
        }
        if (!email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            throw refuse("invalid value - the e-mail address is not valid");
        }
        return Json.object().put("email", email).put("text", text).put("changed_at", Times.millis(into.now()));
    }

    @Override
    String text(CellView view) {
        if (view.content() == null) {
            return "";
        }
        var email = view.content().path("email").textValue();
        var label = view.content().path("text").textValue();
        return label.isEmpty() || label.equals(email) ? email : label + " - " + email;
    }

    @Override
    Object field(String field, CellView view) {
        return switch (field) {
            case "email" ->
                view.content() == null ? null : view.content().path("email").textValue();
            case "label" ->
                view.content() == null ? null : view.content().path("text").textValue();
            default -> null;
        };
    }
}
