package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A status: the id of one of the column's labels. */
final class StatusCell extends CellType {
    /** Where a label made on the fly gets its colour from. */
    private static final int FIRST_OWN_COLOUR = 6;

    StatusCell() {
        super("status", "color", "StatusValue");
    }

    @Override
    JsonNode write(JsonNode input, CellInput into) {
        if (blank(input)) {
            return null;
        }
        if (input.isObject() && input.has("index")) {
            return input.get("index").isNull() ? null : byId(input.get("index").asText(), into);
        }
        if (input.isObject() && input.has("label")) {
            return blank(input.get("label"))
                    ? null
                    : writeSimple(input.get("label").asText(), into);
        }
        if (input.isValueNode()) {
            return writeSimple(input.asText(), into);
        }
        throw malformed();
    }

    /** A text of digits is taken as an id, whatever the labels say. */
    @Override
    JsonNode writeSimple(String text, CellInput into) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("\\d{1,9}")) {
            return byId(text, into);
        }
        var label = into.column().label(text).filter(l -> !l.deactivated());
        if (label.isEmpty() && into.createLabels()) {
            label = Optional.of(made(text, into.column()));
        }
        return content(label.orElseThrow(() -> unknown(into.column())), into);
    }

    private JsonNode byId(String id, CellInput into) {
        if (!id.matches("\\d{1,9}")) {
            throw malformed();
        }
        if (id.equals("5") && into.column().label(5).isEmpty()) {
            return null;
        }
        return content(
                into.column()
                        .label(Integer.parseInt(id))
                        .filter(l -> !l.deactivated())
                        .orElseThrow(() -> unknown(into.column())),
                into);
    }

    private StatusLabel made(String text, Column column) {
        int next = FIRST_OWN_COLOUR + column.labels.size();
        column.revision++;
        return column.addLabel(
                text, StatusColour.at(next % StatusColour.values().length), column.labels.size(), null, false);
    }

    private static JsonNode content(StatusLabel label, CellInput into) {
        var content = Json.object().put("index", label.id());
        content.putNull("post_id");
        return content.put("changed_at", Times.millis(into.now()));
    }

    private MondayException unknown(Column column) {
        var labels = column.labelsInOrder().stream()
                .map(l -> l.id() + ": " + l.label())
                .collect(Collectors.joining(", "));
        return refuse("invalid value - label does not exist in column. Possible labels are: {" + labels + "}");
    }

    /** The label of a cell; empty for an empty cell and for a label that was taken away since. */
    static Optional<StatusLabel> label(CellView view) {
        return view.content() == null
                ? Optional.empty()
                : view.column().label(view.content().path("index").intValue());
    }

    @Override
    String text(CellView view) {
        return label(view).map(StatusLabel::label).orElse(null);
    }

    @Override
    Object field(String field, CellView view) {
        return switch (field) {
            case "index" ->
                view.content() == null ? null : view.content().path("index").intValue();
            case "label" -> text(view);
            case "is_done" -> label(view).map(StatusLabel::done).orElse(null);
            case "label_style" ->
                label(view)
                        .map(l -> Map.of(
                                "color", l.colour().hex(), "border", l.colour().border()))
                        .orElse(null);
            default -> null;
        };
    }

    @Override
    JsonNode event(CellView view) {
        return label(view)
                .map(l -> {
                    var event = Json.object();
                    var label = event.putObject("label").put("index", l.id()).put("text", l.label());
                    label.putObject("style")
                            .put("color", l.colour().hex())
                            .put("border", l.colour().border())
                            .put("var_name", l.colour().apiName().replace('_', '-'));
                    label.put("is_done", l.done());
                    return event.putNull("post_id");
                })
                .orElse(null);
    }
}
