package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** When an item was made and by whom; filled by monday alone. */
final class CreationLogCell extends UnsupportedCell {

    CreationLogCell() {
        super("creation_log", "pulse-log", "CreationLogValue");
    }

    @Override
    String text(CellView view) {
        return Times.log(view.item().createdAt);
    }

    @Override
    String value(CellView view) {
        return Json.write(event(view));
    }

    @Override
    JsonNode event(CellView view) {
        return Json.object()
                .put("created_at", Times.seconds(view.item().createdAt))
                .put("creator_id", view.item().creator.id());
    }

    @Override
    Object field(String field, CellView view) {
        return switch (field) {
            case "created_at" -> Times.seconds(view.item().createdAt);
            case "creator" -> view.item().creator;
            case "creator_id" -> view.item().creator.id();
            default -> null;
        };
    }
}
