package bridge.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/** When an item was last changed and by whom; filled by monday alone. */
final class LastUpdatedCell extends UnsupportedCell {

    LastUpdatedCell() {
        super("last_updated", "pulse-updated", "LastUpdatedValue");
    }

    @Override
    String text(CellView view) {
        return Times.log(view.item().updatedAt);
    }

    @Override
    String value(CellView view) {
        return Json.write(event(view));
    }

    @Override
    JsonNode event(CellView view) {
        return Json.object()
                .put("updated_at", updatedAt(view))
                .put("updater_id", view.item().updater.id());
    }

    @Override
    String updatedAt(CellView view) {
        return Times.seconds(view.item().updatedAt);
    }

    @Override
    Object field(String field, CellView view) {
        return switch (field) {
            case "updater" -> view.item().updater;
            case "updater_id" -> view.item().updater.id();
            default -> null;
        };
    }
}
